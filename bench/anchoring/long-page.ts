/** A page as long as asked for, made of real ones, and the time that one tool takes on it. */
import { median } from '../runner/median';
import { EditablePage } from './editable-page';
import { cutPassages, editWords } from './edit-words';
import { sampleMarks } from './marks';
import type { Mark } from './marks';
import type { PageModel } from './page-model';
import { isText, readPage } from './page-model';
import { seeded } from './random';
import type { Random } from './random';
import { copyOf, parsedPage, show } from './show';
import type { Given } from './tally';
import type { PullquoteTimes } from './tools/pullquote';
import { locateTimed, pullquote, visitTimed } from './tools/pullquote';
import { describeOn, locateOn } from './trial';
import { readTokens } from './truth';
import type { Json, LongPageOptions, PageSummary, TimeOptions, Timing, Tool } from './types';

const UNREAD = 'script, style, link, meta, noscript, template, iframe, object, embed, svg, form, dialog';
/** A text node longer than this is data in a strange place. */
const STRANGE = 20_000;
/** Words that stay as they are when a page comes again, so that the text keeps the look of its language. */
const COMMON = 150;
const WARM_UP = 2;
const RUNS = 15;
/** Short times vary by half: their median is taken over more of them. */
const MORE_RUNS = 31;
const SHORT_MS = 50;
const INSERTED_PARAGRAPHS = 40;

/** Letters by which a page that comes again differs from what it said before. */
function respelled(word: string, round: number): string {
  const shift = (unit: string, letters: string): string => {
    const at = letters.indexOf(unit);
    return at === -1 ? unit : letters.charAt((at + round) % letters.length);
  };
  return word.replaceAll(/[a-z]/gi, (letter) => {
    const lower = letter.toLowerCase();
    const other = /[aeiou]/.test(lower) ? shift(lower, 'aeiou') : shift(lower, 'bcdfghjklmnpqrstvwxyz');
    return letter === lower ? other : other.toUpperCase();
  });
}

function textsBelow(root: Element): Text[] {
  const texts: Text[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) if (isText(node)) texts.push(node);
  return texts;
}

/** The bodies of the pages as sections, without what nobody reads. */
function sectionsOf(pages: readonly string[]): Element[] {
  return pages.map((html) => {
    const root = parsedPage(html);
    for (const element of root.querySelectorAll(UNREAD)) element.remove();
    for (const text of textsBelow(root)) if (text.length > STRANGE) text.remove();
    const section = document.createElement('section');
    section.append(...(root.querySelector('body')?.childNodes ?? []));
    return section;
  });
}

function commonWords(sections: readonly Element[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const section of sections)
    for (const [word] of (section.textContent ?? '').matchAll(/\p{L}+/gu)) {
      const lower = word.toLowerCase();
      counts.set(lower, (counts.get(lower) ?? 0) + 1);
    }
  const ranked = [...counts].toSorted(([, one], [, other]) => other - one);
  return new Set(ranked.slice(0, COMMON).map(([word]) => word));
}

/** Sections one after another until the text is as long as asked for; those that come again are respelled. */
function assemble({ pages, characters, seed }: LongPageOptions): Element {
  const sections = seeded(seed, 'long page').shuffled(sectionsOf(pages));
  const common = commonWords(sections);
  const root = parsedPage(
    '<!doctype html><html lang="en"><head><title>Long</title></head><body></body></html>',
  );
  const body = root.querySelector('body');
  let length = 0;
  for (let at = 0; length < characters; at++) {
    const section = sections[at % sections.length];
    if (!section || !body) throw new RangeError('There are no pages');
    const round = Math.floor(at / sections.length);
    const copy = copyOf(section);
    for (const text of textsBelow(copy)) {
      // The last page ends where the length is reached.
      if (length >= characters) text.data = '';
      else if (round > 0)
        text.data = text.data.replaceAll(/\p{L}+/gu, (word) =>
          common.has(word.toLowerCase()) ? word : respelled(word, round),
        );
      length += text.data.trim().length;
    }
    body.append(copy);
  }
  return root;
}

/** A page's worth of other text before the first. */
function insertAbove(page: EditablePage, random: Random): void {
  const words = page.model.texts.flatMap(({ pieces }) => pieces.filter(({ word }) => word >= 0));
  const paragraphs = Array.from({ length: INSERTED_PARAGRAPHS }, () => {
    const text = Array.from({ length: 60 }, () => random.pick(words).text).join(' ');
    return page.newElement('p', page.newText(`${text}.`).node);
  });
  page.body.prepend(page.newElement('section', ...paragraphs));
}

function edit(page: EditablePage, name: string, marks: readonly Mark[], random: Random): void {
  if (name === 'words-10') editWords(page, 0.1, random);
  else if (name === 'deleted') cutPassages(page, marks);
  else if (name === 'inserted-above') insertAbove(page, random);
  else if (name !== 'unchanged') throw new RangeError(`No edit ${name}`);
}

export class LongPage {
  readonly #seed: number;
  readonly #tool: Tool;
  readonly #model: PageModel;
  readonly #marks = new Map<number, readonly Mark[]>();
  readonly #descriptions = new Map<number, readonly (Json | null)[]>();

  constructor(options: LongPageOptions, tool: Tool) {
    this.#seed = options.seed;
    this.#tool = tool;
    show(assemble(options));
    this.#model = readPage(document);
    for (const count of options.marks)
      this.#marks.set(count, sampleMarks(this.#model, count, seeded(options.seed, 'long page', count)));
  }

  async describe(limitMs: number): Promise<PageSummary> {
    for (const [count, marks] of this.#marks)
      this.#descriptions.set(count, await describeOn(this.#model.root, this.#tool, marks, limitMs));
    const characters = this.#model.blocks.reduce((sum, block) => sum + block.characters, 0);
    return { marks: Math.max(...this.#marks.values().map(({ length }) => length)), characters };
  }

  /** The tool alone on a copy of the edited page for each run. */
  async time({ edit: name, marks, budgetMs, limitMs }: TimeOptions): Promise<Timing[]> {
    const courses = marks.map((count) => this.#course(name, count));
    for (let left = courses; left.length > 0; left = left.filter((each) => wantsMore(each, budgetMs)))
      for (const course of left) course.runs.push(await this.#run(course, limitMs));
    return courses.map(timingOf);
  }

  #course(name: string, count: number): Course {
    const page = new EditablePage(this.#model);
    edit(page, name, this.#marks.get(count) ?? [], seeded(this.#seed, 'long page', name, count));
    page.write();
    const { text } = readTokens(page);
    const descriptions = (this.#descriptions.get(count) ?? []).filter((one) => one !== null);
    return { root: page.root, text, descriptions, runs: [] };
  }

  async #run({ root, text, descriptions }: Course, limitMs: number): Promise<Run> {
    const { given, ms } = await locateOn(root, text, this.#tool, descriptions, limitMs);
    const layoutMs = show(copyOf(root));
    return { given, ms, layoutMs, parts: this.#tool === pullquote ? ownTimes(root, descriptions) : null };
  }
}

/** An edited page, the marks that are looked for there, and the runs so far. */
interface Course {
  readonly root: Element;
  readonly text: string;
  readonly descriptions: readonly Json[];
  readonly runs: Run[];
}

type OwnTimes = PullquoteTimes & { readonly visitMs: number };

/** On the page that was laid out last; what a visit takes in all, on another copy of it. */
function ownTimes(root: Element, descriptions: readonly (Json | null)[]): OwnTimes {
  const parts = locateTimed(descriptions);
  show(copyOf(root));
  return { ...parts, visitMs: visitTimed(descriptions) };
}

interface Run {
  readonly given: readonly Given[];
  readonly ms: number;
  readonly layoutMs: number;
  readonly parts: OwnTimes | null;
}

/** Whoever needs long is run less often, whoever needs minutes once. */
function wantsMore({ runs }: Course, budgetMs: number): boolean {
  const warm = runs.slice(WARM_UP).map(({ ms }) => ms);
  const wanted = warm.length === 0 || median(warm) < SHORT_MS ? MORE_RUNS : RUNS;
  return warm.length < wanted && runs.reduce((sum, { ms }) => sum + ms, 0) < budgetMs;
}

function timingOf({ descriptions, runs: all }: Course): Timing {
  const runs = all.slice(Math.min(WARM_UP, all.length - 1));
  const given = runs.at(-1)?.given ?? [];
  const share = (holds: (one: Given) => boolean): number =>
    given.filter(holds).length / Math.max(1, given.length);
  const parts = runs.flatMap((run) => run.parts ?? []);
  const own = (of: (times: OwnTimes) => number): number | null =>
    parts.length === 0 ? null : median(parts.map(of));
  return {
    described: descriptions.length,
    ms: median(runs.map(({ ms }) => ms)),
    runs: runs.length,
    placed: share((one) => 'start' in one),
    untried: share((one) => 'untried' in one && one.untried),
    indexMs: own(({ indexMs }) => indexMs),
    locateMs: own(({ locateMs }) => locateMs),
    visitMs: own(({ visitMs }) => visitMs),
    layoutMs: median(runs.map(({ layoutMs }) => layoutMs)),
  };
}
