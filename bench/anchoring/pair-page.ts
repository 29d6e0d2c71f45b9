/** Two versions of an article: every sentence of the first marked, and looked for in the second. */
import { align } from './alignment';
import { Prose, judgeOverlap } from './overlap';
import type { Fate, KnownSentence, SentencePlace } from './pair-types';
import type { Block, PageModel } from './page-model';
import { isReading, isText, readPage, supported } from './page-model';
import type { Answer } from './ruler';
import { Ruler } from './ruler';
import type { Point, Span } from './run';
import { Run, SentenceCutter, collapsed } from './run';
import { copyOf, parsedPage, show } from './show';
import { tally } from './tally';
import type { Expectation } from './tally';
import { describeOn, locateOn } from './trial';
import type { Outcome, PairOptions, PairResult, Tool } from './types';

const SHORTEST = 15;
const LONGEST = 400;
const FATES: readonly Fate[] = ['same', 'edited', 'cut'];

interface Sentence {
  readonly text: string;
  readonly start: Point;
  readonly end: Point;
}

/** One version, with what is needed to say where something stands in it. */
interface Version {
  readonly root: Element;
  readonly model: PageModel;
  /** Of the whole document. */
  readonly text: string;
  readonly language: string;
  placeOf(sentence: Sentence): Answer;
}

/** A marked sentence, what became of it, and where it stands now. */
interface Followed {
  readonly sentence: Sentence;
  readonly fate: Fate | null;
  readonly after: Sentence | null;
}

function readVersion(html: string): Version {
  const root = parsedPage(html);
  // A copy is shown and read; the page itself stays as it was parsed.
  show(copyOf(root));
  const model = readPage(document);
  const ruler = new Ruler(model.root);
  const placeOfPoint = ({ node, offset }: Point): number => {
    const container = model.nodes[node];
    return (container && ruler.placeOf(container, offset)) ?? 0;
  };
  return {
    root,
    model,
    text: ruler.text,
    language: supported(model.root.getAttribute('lang') ?? 'en'),
    placeOf: ({ start, end }) => ({ start: placeOfPoint(start), end: placeOfPoint(end) }),
  };
}

function sentenceOf(run: Run, [start, end]: Span): Sentence {
  return {
    text: collapsed(run.text.slice(start, end)),
    start: run.startPoint(start),
    end: run.endPoint(end),
  };
}

/** All sentences of the blocks that `accepts`, in order. */
function sentencesOf({ model }: Version, accepts: (block: Block) => boolean): Sentence[] {
  const cutter = new SentenceCutter(model);
  return model.blocks.filter(accepts).flatMap((block) => {
    const run = new Run(model, block.texts);
    return cutter.of(run).map((span) => sentenceOf(run, span));
  });
}

function knownSentence({ model }: Version, { paragraph, start, end }: SentencePlace): Sentence {
  const block = model.blocks[paragraph];
  if (!block) throw new RangeError(`The page has no paragraph ${paragraph}`);
  return sentenceOf(new Run(model, block.texts), [start, end]);
}

function followKnown(before: Version, after: Version, known: readonly KnownSentence[]): Followed[] {
  return known.map((one) => ({
    sentence: knownSentence(before, one.before),
    fate: one.fate,
    after: one.after && knownSentence(after, one.after),
  }));
}

function follow(before: Version, after: Version): Followed[] {
  const earlier = sentencesOf(before, isReading);
  // Wherever it went, it was not cut.
  const later = sentencesOf(after, ({ visible }) => visible);
  const aligned = align(
    earlier.map(({ text }) => text),
    later.map(({ text }) => text),
    before.language,
  );
  return earlier.map((sentence, at): Followed => {
    const found = aligned[at] ?? null;
    const mate = found && found.fate !== 'cut' ? later[found.after] : undefined;
    return { sentence, fate: found?.fate ?? null, after: mate ?? null };
  });
}

function proseOf({ model, text }: Version): Prose {
  const ruler = new Ruler(model.root);
  const spans = model.texts.flatMap(({ at }): Answer[] => {
    const node = model.nodes[at];
    const start = node && isText(node) ? ruler.placeOf(node, 0) : null;
    return node && isText(node) && start !== null ? [{ start, end: start + node.length }] : [];
  });
  return new Prose(text, spans);
}

export async function runPair(options: PairOptions, tools: readonly Tool[]): Promise<PairResult> {
  const before = readVersion(options.before);
  const after = readVersion(options.after);
  const followed = options.known ? followKnown(before, after, options.known) : follow(before, after);
  const marked = followed.filter(
    ({ sentence: { text }, fate }) => fate !== null && text.length >= SHORTEST && text.length <= LONGEST,
  );
  const prose = proseOf(after);
  const expectations = marked.map(({ sentence, fate, after: now }): Expectation => {
    const place = now && after.placeOf(now);
    return {
      state: fate === 'cut' ? 'cut' : 'kept',
      judge: (answer) => judgeOverlap(place, prose, answer),
      exact: sentence.text,
      shape: fate ?? '',
      truth: now?.text ?? '',
    };
  });
  const outcomes = new Map<Fate, Outcome[]>(FATES.map((fate) => [fate, []]));
  for (const tool of tools) {
    const descriptions = await describeOn(
      before.root,
      tool,
      marked.map(({ sentence }) => sentence),
    );
    const { given, ms, isDamaged } = await locateOn(
      after.root,
      after.text,
      tool,
      descriptions,
      options.limitMs,
    );
    for (const fate of FATES) {
      const chosen = marked.keys().filter((at) => marked[at]?.fate === fate);
      const places = [...chosen];
      const counted = tally(
        places.flatMap((at) => expectations[at] ?? []),
        places.flatMap((at) => given[at] ?? []),
        after.text,
      );
      outcomes.get(fate)?.push({ tool: tool.name, ms, isDamaged, ...counted });
    }
  }
  return {
    fates: followed.map(({ sentence, fate, after: now }) => ({
      text: sentence.text,
      fate,
      after: now?.text ?? '',
    })),
    cases: FATES.map((fate) => ({ fate, outcomes: outcomes.get(fate) ?? [] })),
  };
}
