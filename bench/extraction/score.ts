/** How near an extracted article comes to the expected one. */

/** Shingles that both have, that only the answer has, and that only the truth has. */
export interface Overlap {
  readonly both: number;
  readonly extra: number;
  readonly lost: number;
}

const SHINGLE = 4;

/**
 * Runs of four words, counted with repetitions: the metric of scrapinghub/article-extraction-benchmark
 * (`evaluate.py`), whose words are Python's `\w+`.
 */
export function overlapOf(truth: string, answer: string): Overlap {
  const [expected, given] = [shinglesOf(truth), shinglesOf(answer)];
  let [both, extra, lost] = [0, 0, 0];
  for (const key of new Set([...expected.keys(), ...given.keys()])) {
    const [wanted, found] = [expected.get(key) ?? 0, given.get(key) ?? 0];
    both += Math.min(wanted, found);
    extra += Math.max(0, found - wanted);
    lost += Math.max(0, wanted - found);
  }
  return { both, extra, lost };
}

function shinglesOf(text: string): Map<string, number> {
  const words = text.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const shingles = new Map<string, number>();
  const last = Math.max(0, words.length - SHINGLE);
  for (let at = 0; at <= last && words.length > 0; at++) {
    const key = words.slice(at, at + SHINGLE).join(' ');
    shingles.set(key, (shingles.get(key) ?? 0) + 1);
  }
  return shingles;
}

export function precisionOf({ both, extra, lost }: Overlap): number {
  if (extra === 0 && lost === 0) return 1;
  return both === 0 ? 0 : both / (both + extra);
}

export function recallOf({ both, extra, lost }: Overlap): number {
  if (extra === 0 && lost === 0) return 1;
  return both === 0 ? 0 : both / (both + lost);
}

export function f1Of(precision: number, recall: number): number {
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}

const lettersOf = (line: string): string =>
  line
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '');

/** The same words, however spaced and punctuated; or one holds the other, as where a kicker stands before it. */
export function isSameTitle(expected: string, given: string): boolean {
  const [one, other] = [lettersOf(expected), lettersOf(given)];
  if (one === '' || other === '') return false;
  return one.includes(other) || other.includes(one);
}

/** Whether one of the expected authors, parted by commas, is named. */
export function namesAuthor(expected: string, given: string): boolean {
  const all = lettersOf(given);
  return expected
    .split(/[,;]/)
    .map(lettersOf)
    .some((name) => name !== '' && all.includes(name));
}

const DAY_MS = 86_400_000;

/** Whether two dates are no more than a day apart: pages state them with and without zones. */
export function isSameDay(expected: string, given: string): boolean {
  const [one, other] = [expected, given].map((date) => Date.parse(date.replace(' ', 'T')));
  return Math.abs((one ?? Number.NaN) - (other ?? Number.NaN)) <= DAY_MS;
}
