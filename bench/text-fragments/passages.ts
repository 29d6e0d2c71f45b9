/** The passages that are linked to: as marks of `bench:anchoring`, and what readers of quotes mark beside these. */
import { sampleMarks } from '../anchoring/marks';
import { isReading } from '../anchoring/page-model';
import type { PageModel } from '../anchoring/page-model';
import type { Random } from '../anchoring/random';
import { Run } from '../anchoring/run';
import type { Point, Word } from '../anchoring/run';

export interface Passage {
  /** As selected: in text nodes, or in an element after a triple click. */
  readonly start: Point;
  readonly end: Point;
  /** The same, always in text nodes. */
  readonly from: Point;
  readonly to: Point;
  readonly shape: string;
}

/** Shares of the passages: names; a few words, the outer of them in part. */
const NAMES = 0.2;
const CLIPPED = 0.06;
/** Several paragraphs, so many of them. */
const LONG = 0.06;
const PARAGRAPHS = 4;
/** A word that is there so often is one of the page's names. */
const OFTEN = 3;
const IDEOGRAPHIC = /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}]{2,}$/u;
const CAPITALISED = /^\p{Lu}\p{L}{2,}$/u;

interface Place {
  readonly run: Run;
  readonly word: Word;
  readonly text: string;
}

function placesOf(page: PageModel): Place[] {
  return page.blocks.filter(isReading).flatMap((block) => {
    const run = new Run(page, block.texts);
    return run.words.map((word) => ({ run, word, text: run.text.slice(word.start, word.end) }));
  });
}

function passageIn(run: Run, start: number, end: number, shape: string): Passage {
  const from = run.startPoint(start);
  const to = run.endPoint(end);
  return { start: from, end: to, from, to, shape };
}

/** Single occurrences of words that the page has often. */
function namesOn(places: readonly Place[], count: number, random: Random): Passage[] {
  const named = places.filter(({ text }) => CAPITALISED.test(text) || IDEOGRAPHIC.test(text));
  const byText = Map.groupBy(named, ({ text }) => text);
  const often = named.filter(({ text }) => (byText.get(text)?.length ?? 0) >= OFTEN);
  return random
    .shuffled(often)
    .slice(0, count)
    .map(({ run, word }) => passageIn(run, word.start, word.end, 'name'));
}

/** A few words, the first and the last of them in part, as a hasty hand selects them. */
function clippedOn(places: readonly Place[], count: number, random: Random): Passage[] {
  const isLong = ({ text }: Place): boolean => /^\p{L}{6,}$/u.test(text) && !IDEOGRAPHIC.test(text);
  const ends = places.flatMap((place, at): Passage[] => {
    const other = places[at + 7];
    if (!other || other.run !== place.run || !isLong(place) || !isLong(other)) return [];
    return [passageIn(place.run, place.word.start + 2, other.word.end - 2, 'clipped')];
  });
  return random.shuffled(ends).slice(0, count);
}

/** From the beginning of one paragraph to the end of another. */
function longOn(page: PageModel, count: number, random: Random): Passage[] {
  const blocks = page.blocks.filter((block) => isReading(block) && block.leaf && !block.aside);
  const passages = blocks.flatMap((block, at): Passage[] => {
    const last = blocks[at + PARAGRAPHS - 1];
    if (!last) return [];
    const [run, end] = [block, last].map(({ texts }) => new Run(page, texts));
    if (!run || !end) return [];
    const from = run.startPoint(run.trimmed([0, run.text.length])[0]);
    const to = end.endPoint(end.trimmed([0, end.text.length])[1]);
    return [{ start: from, end: to, from, to, shape: 'paragraphs' }];
  });
  return random.shuffled(passages).slice(0, count);
}

/** At most `count` passages of the page, in no order. */
export function samplePassages(page: PageModel, count: number, random: Random): Passage[] {
  const places = placesOf(page);
  const names = namesOn(places, Math.round(count * NAMES), random);
  const clipped = clippedOn(places, Math.round(count * CLIPPED), random);
  const long = longOn(page, Math.round(count * LONG), random);
  const rest = count - names.length - clipped.length - long.length;
  return random.shuffled([...names, ...clipped, ...long, ...sampleMarks(page, rest, random, true)]);
}
