/**
 * Sentences of the page that its scripts hold once more, as data. Whoever edits an article edits these too: left as
 * they were, they would draw every tool that reads scripts away from the edited text, more than in real life.
 */
import type { EditablePage } from './editable-page';
import type { PageModel } from './page-model';
import { isText } from './page-model';
import { Run, SentenceCutter, collapsed } from './run';
import type { Tokens } from './truth';
import { placesOf, truthOf } from './truth';

/** How text may be written inside a script. */
const WRITINGS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => JSON.stringify(text).slice(1, -1),
  (text) =>
    JSON.stringify(text)
      .slice(1, -1)
      .replaceAll(/[^ -~]/g, escaped),
  (text) => text.replaceAll(/["&'<>]|[^ -~]/g, escaped),
];

function escaped(unit: string): string {
  return `\\u${(unit.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}

const SHORTEST = 20;
/** A script shorter than this holds no article. */
const LEAST_DATA = 100;

export interface DataCopy {
  /** Place of the script's text among the nodes of the page. */
  readonly node: number;
  /** The words of the sentence. */
  readonly first: number;
  readonly last: number;
  readonly text: string;
  /** Number of the writing. */
  readonly writing: number;
}

/** All copies, the longest first. */
export function findCopies(page: PageModel): DataCopy[] {
  const prose = new Set(page.texts.map(({ at }) => at));
  const scripts = page.nodes.flatMap((node, at) =>
    isText(node) && !prose.has(at) && node.length >= LEAST_DATA ? [{ at, data: node.data }] : [],
  );
  if (scripts.length === 0) return [];
  const cutter = new SentenceCutter(page);
  const copies = page.blocks.flatMap((block) => {
    const run = new Run(page, block.texts);
    return cutter.of(run).flatMap(([start, end]): DataCopy[] => {
      const words = run.words.filter((word) => word.start >= start && word.end <= end);
      const [first] = words;
      const last = words.at(-1);
      const text = first && last ? collapsed(run.text.slice(first.start, last.end)) : '';
      if (!first || !last || text.length < SHORTEST) return [];
      return scripts.flatMap(({ at, data }): DataCopy[] => {
        const writing = WRITINGS.findIndex((write) => data.includes(write(text)));
        return writing === -1 ? [] : [{ node: at, first: first.id, last: last.id, text, writing }];
      });
    });
  });
  return copies.toSorted((one, other) => other.text.length - one.text.length);
}

/** Makes the copies say what the written page says now; whether any had to change. */
export function updateCopies(page: EditablePage, copies: readonly DataCopy[], tokens: Tokens): boolean {
  const places = placesOf(tokens, page.model.words);
  let changed = false;
  for (const { node: at, first, last, text, writing } of copies) {
    const node = page.nodeAt(at);
    const write = WRITINGS[writing];
    const truth = truthOf({ first, last }, tokens, places, page.cut);
    if (!node || !isText(node) || !write || truth.state === 'open') continue;
    const now =
      truth.state === 'cut'
        ? ''
        : collapsed(tokens.text.slice(tokens.starts[truth.first], tokens.ends[truth.last]));
    if (now === text) continue;
    node.data = node.data.replaceAll(write(text), () => write(now));
    changed = true;
  }
  return changed;
}
