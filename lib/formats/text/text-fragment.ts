/**
 * Links that lead to a passage: text directives (`#:~:text=`) as in the WICG draft "URL Fragment Text Directives".
 *
 * A browser goes to the first place that fits. A page often has a passage twice (a standfirst, a teaser, a pull quote, the
 * story once more below), so what adjoins it on both sides is named, in its own line or else in the next one: rather
 * nowhere than to the wrong place. White space is collapsed, and every part of a directive lies within one block, but
 * each may lie in another. Words have to be whole at the outer ends of the directive alone: where a passage begins
 * within a word, the prefix ends with the beginning of it.
 *
 * Chromium as of version 156 differs from the draft: no part may span the border of an `inline-block` or of anything
 * else with lines of its own, a `<br>` is no blank, and what is named beside the passage is not found across a menu
 * (`<select>`) or the label of an `<input type="submit">`, which the draft passes over. Runs of no-break blanks and lines
 * of preformatted text count as they are, of which a target's text has one blank: a part that spans them is not found.
 * `npm run bench:text-fragments` has numbers.
 */
import type { Target } from '../../annotation/model';

/** Longer passages are named by their first and last words. Units. */
const MAX_WHOLE = 500;
/** Of a passage that is longer, or in several lines: at least so much of its first and of its last line. Units. */
const RANGE = 40;
/** At most so much is named of its own line on either side, of a line above or below that is prose. Units. */
const CONTEXT = 64;
const NEIGHBOUR = 12;
/** Shorter lines are labels, of boxes beside each other that no part can span: the nearest word is named. Units. */
const PROSE = 40;
/** How far to look for the rest of a word that the passage begins or ends within. */
const WORD_WINDOW = 64;

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/**
 * The directive `:~:text=[prefix-,]start[,end][,-suffix]` that leads to `target`, percent-encoded; null where the
 * passage has no words to look for, or where it would end elsewhere.
 */
export function textFragment(target: Target): string | null {
  const prefix = wordsBefore(target);
  const suffix = wordsAfter(target);
  const rest = restOfWords(target);
  // Where nothing is named beside it, a passage is widened to whole words.
  const passage = `${prefix === '' ? rest.before : ''}${target.exact}${suffix === '' ? rest.after : ''}`;
  const lines = linesOf(passage);
  const named = rangeOf(lines, suffix !== '');
  if (named === null) return null;
  const [start, end] = named;
  const parts = [
    prefix && `${encode(prefix)}-`,
    encode(start),
    end === null ? '' : encode(end),
    suffix && `-${encode(suffix)}`,
  ];
  return `:~:text=${parts.filter(Boolean).join(',')}`;
}

/** `url` with the directive to `target` after what fragment it has; a directive that it had is replaced. */
export function linkTo(url: string, target: Target | null): string {
  // What has no address has no place in it.
  const directive = url.startsWith('urn:') ? null : target && textFragment(target);
  if (directive === null) return url;
  const hash = url.indexOf('#');
  if (hash === -1) return `${url}#${directive}`;
  const [plain = ''] = url.slice(hash).split(':~:');
  return url.slice(0, hash) + plain + directive;
}

/** What is missing of the words in which the passage begins and ends. */
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

/** A line break in the text stands for the border of a block. */
const LINE_BREAK = /[\n\r]+/u;

function collapsed(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** The lines that have words. */
function linesOf(text: string): string[] {
  return text
    .split(LINE_BREAK)
    .map(collapsed)
    .filter((line) => /[\p{L}\p{N}]/u.test(line));
}

/** As browsers compare: by base characters. */
function folded(text: string): string {
  return text.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');
}

/**
 * The passage as a whole, or its beginning and its end where it is long or spans blocks. A browser ends at the first
 * text behind the beginning that fits the end, so that this must be the first of its kind, or be told by a suffix. Null
 * where neither is so, and where there are no words.
 */
function rangeOf(
  lines: readonly string[],
  hasSuffix: boolean,
): readonly [start: string, end: string | null] | null {
  const first = lines.at(0);
  const last = lines.at(-1);
  if (first === undefined || last === undefined) return null;
  const isOne = lines.length === 1;
  if (isOne && first.length <= MAX_WHOLE) return [first, null];
  const startEnd = wordEnds(first).find((at) => at >= RANGE) ?? first.length;
  const start = first.slice(0, startEnd);
  const behind = folded([first.slice(startEnd), ...lines.slice(1)].join('\n'));
  const ends = wordStarts(last)
    .filter((at) => !isOne || at >= startEnd)
    .map((at) => last.slice(at))
    .filter((text, at) => text.length >= RANGE || at === 0)
    .toReversed();
  const isFirst = (text: string): boolean =>
    behind.indexOf(folded(text)) === behind.length - folded(text).length;
  const end = ends.find(isFirst) ?? (hasSuffix ? ends.at(-1) : undefined);
  return end === undefined ? null : [start, end];
}

/** Text that adjoins the passage. */
interface Beside {
  readonly text: string;
  /** In the passage's own line, not in that above or below. */
  readonly isOwn: boolean;
  /** Whether it may end within a word at the side that is away from the passage. */
  readonly isCut: boolean;
}

/**
 * A line of the text around the passage: `lines` from the nearest to the farthest. `sentence` is the whole of the one
 * that the passage stands in or adjoins, which may reach farther.
 */
function besideOf(lines: readonly string[], sentence: string, adjoins: (part: string) => boolean): Beside {
  const [own = '', next = ''] = lines;
  const isOwn = own.trim() !== '';
  const beside = isOwn ? own : next;
  const text = isOwn || isReadable(beside) ? collapsed(beside) : '';
  if (text !== '' && sentence.length > text.length && adjoins(text))
    return { text: collapsed(sentence), isOwn, isCut: false };
  return { text, isOwn, isCut: lines.length <= (isOwn ? 1 : 2) };
}

/** Most of what is not blank is letters and digits: code and the like may be preformatted. */
function isReadable(line: string): boolean {
  return (line.match(/[\p{L}\p{N}\p{M}]/gu) ?? []).length * 2 > line.replace(/\s/gu, '').length;
}

/** How much of the text beside the passage is named, in units; at least the nearest word is. */
function unitsOf({ text, isOwn }: Beside): number {
  if (isOwn) return CONTEXT;
  return text.length >= PROSE ? NEIGHBOUR : 1;
}

/** Whether a word that borders there on `neighbour` is a word in any case, of whatever language. */
const isClear = (neighbour: string | undefined): boolean => !/[\p{L}\p{N}]/u.test(neighbour ?? '');

function wordsBefore({ prefix, sentenceBefore }: Target): string {
  const beside = besideOf(prefix.split(LINE_BREAK).toReversed(), sentenceBefore, (part) =>
    sentenceBefore.endsWith(part),
  );
  const { text, isCut } = beside;
  const starts = wordStarts(text).filter((at) => at > 0 || !isCut);
  const clear = starts.filter((at) => isClear(text[at - 1]));
  const usable = clear.length > 0 ? clear : starts;
  const from = usable.findLast((at) => text.length - at >= unitsOf(beside)) ?? usable[0];
  return from === undefined ? '' : text.slice(from);
}

function wordsAfter({ suffix, sentenceAfter }: Target): string {
  const beside = besideOf(suffix.split(LINE_BREAK), sentenceAfter, (part) => sentenceAfter.startsWith(part));
  const { text, isCut } = beside;
  const ends = wordEnds(text).filter((at) => at < text.length || !isCut);
  const clear = ends.filter((at) => isClear(text[at]));
  const usable = clear.length > 0 ? clear : ends;
  const to = usable.find((at) => at >= unitsOf(beside)) ?? usable.at(-1);
  return to === undefined ? '' : text.slice(0, to);
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
