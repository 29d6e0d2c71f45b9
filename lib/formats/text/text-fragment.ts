/**
 * Links that lead to a passage: text directives (`#:~:text=`) as in the WICG draft "URL Fragment Text Directives".
 *
 * A browser looks for whole words within one block, white space collapsed; only `start` and `end` of a range may
 * lie in different blocks. One wrong word and the link leads nowhere, so no more context is named than is needed.
 */
import type { Target } from '../../annotation/model';

/** Longer passages are named by their first and last words. */
const MAX_WHOLE = 300;
const RANGE_WORDS = 6;
/** Shorter passages may well stand in the page more than once. */
const MIN_UNAMBIGUOUS = 60;
const CONTEXT_WORDS = 3;
/** How far to look for the rest of a word that the passage begins or ends within. */
const WORD_WINDOW = 64;

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/**
 * The directive `:~:text=[prefix-,]start[,end][,-suffix]` that leads to `target`, percent-encoded; null where the
 * passage has no words to look for.
 */
export function textFragment(target: Target): string | null {
  const rest = restOfWords(target);
  const lines = linesOf(rest.before + target.exact + rest.after);
  const [first] = lines;
  if (first === undefined) return null;
  const [start, end] = rangeOf(lines) ?? [first];
  const short = lines.join(' ').length < MIN_UNAMBIGUOUS;
  const prefix = short && !rest.before ? wordsBefore(target.prefix) : '';
  const suffix = short && !rest.after ? wordsAfter(target.suffix) : '';
  const parts = [
    prefix && `${encode(prefix)}-`,
    encode(start),
    end === undefined ? '' : encode(end),
    suffix && `-${encode(suffix)}`,
  ];
  return `:~:text=${parts.filter(Boolean).join(',')}`;
}

/** `url` with the directive to `target` after what fragment it has; a directive that it had is replaced. */
export function linkTo(url: string, target: Target | null): string {
  const directive = target && textFragment(target);
  if (directive === null) return url;
  const hash = url.indexOf('#');
  if (hash === -1) return `${url}#${directive}`;
  const [plain = ''] = url.slice(hash).split(':~:');
  return url.slice(0, hash) + plain + directive;
}

/** What is missing of the words in which the passage begins and ends: browsers match whole words only. */
function restOfWords({ exact, prefix, suffix }: Target): { before: string; after: string } {
  const before = prefix.slice(-WORD_WINDOW);
  const after = suffix.slice(0, WORD_WINDOW);
  const head = segmenter.segment(before + exact.slice(0, WORD_WINDOW)).containing(before.length);
  const end = exact.slice(-WORD_WINDOW);
  const tail = segmenter.segment(end + after).containing(end.length - 1);
  return {
    before: head?.isWordLike === true ? before.slice(head.index) : '',
    after: tail?.isWordLike === true ? after.slice(0, tail.index + tail.segment.length - end.length) : '',
  };
}

/** The lines that have words. A line break in the text stands for the border of a block. */
function linesOf(text: string): string[] {
  return text
    .split(/[\n\r]+/u)
    .map((line) => line.replace(/\s+/gu, ' ').trim())
    .filter((line) => /[\p{L}\p{N}]/u.test(line));
}

/** The first and the last words of what is too long to be named whole, or spans blocks; null for the rest. */
function rangeOf(lines: readonly string[]): readonly [string, string] | null {
  const first = lines.at(0) ?? '';
  const last = lines.at(-1) ?? '';
  if (lines.length === 1 && first.length <= MAX_WHOLE) return null;
  const startEnd = wordEnds(first)[RANGE_WORDS - 1] ?? first.length;
  const endStart = wordStarts(last).at(-RANGE_WORDS) ?? 0;
  if (lines.length === 1 && startEnd > endStart) return null;
  return [first.slice(0, startEnd), last.slice(endStart)];
}

/** The last few whole words before the passage, of the same block. */
function wordsBefore(prefix: string): string {
  const line = (prefix.split(/[\n\r]/u).at(-1) ?? '').replace(/\s+/gu, ' ');
  // What the context begins with may be the rest of a word.
  const cut = line.length === prefix.replace(/\s+/gu, ' ').length;
  const starts = wordStarts(line).filter((at) => at > 0 || !cut);
  const from = starts.at(-CONTEXT_WORDS) ?? starts[0];
  return from === undefined ? '' : line.slice(from).trim();
}

/** The first few whole words after the passage, of the same block. */
function wordsAfter(suffix: string): string {
  const line = (suffix.split(/[\n\r]/u)[0] ?? '').replace(/\s+/gu, ' ');
  const cut = line.length === suffix.replace(/\s+/gu, ' ').length;
  const ends = wordEnds(line).filter((at) => at < line.length || !cut);
  const to = ends[CONTEXT_WORDS - 1] ?? ends.at(-1);
  return to === undefined ? '' : line.slice(0, to).trim();
}

function wordStarts(line: string): number[] {
  return [...segmenter.segment(line)].filter(({ isWordLike }) => isWordLike).map(({ index }) => index);
}

function wordEnds(line: string): number[] {
  const words = [...segmenter.segment(line)].filter(({ isWordLike }) => isWordLike);
  return words.map(({ index, segment }) => index + segment.length);
}

/** Everything but unreserved letters, in percents: `-`, `,` and `&` have a meaning of their own in a directive. */
export function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[-!'()*~]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
