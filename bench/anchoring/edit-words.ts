/** Edits of the words and letters of a page, without any change to its elements. */
import type { EditablePage } from './editable-page';
import { wordsOf } from './editable-page';
import type { Mark } from './marks';
import type { Piece } from './page-model';
import { GAP, INSERTED, NEW, REPLACED } from './page-model';
import type { Random } from './random';
import type { Point } from './run';

/** How often an edit could have been made, and how often it was. */
export interface Change {
  readonly possible: number;
  readonly changed: number;
}

/** Replaces, drops or adds a word, each as often as the others, at a share `rate` of the words that `accepts`. */
export function editWords(
  page: EditablePage,
  rate: number,
  random: Random,
  accepts: (word: number) => boolean = () => true,
): Change {
  const vocabulary = wordsOf(page.model);
  let possible = 0;
  let changed = 0;
  for (const text of page.texts) {
    const spaced = text.pieces.some(({ word, text: gap }) => word === GAP && /\s/.test(gap));
    const edited: Piece[] = [];
    let dropBlank = false;
    for (const piece of text.pieces) {
      const candidate = piece.word !== GAP && accepts(piece.word);
      if (candidate) possible++;
      if (!candidate || !random.chance(rate)) {
        const ending = edited.at(-1)?.text ?? ' ';
        edited.push(dropBlank && ending.endsWith(' ') ? withoutBlank(piece) : piece);
        dropBlank = false;
        continue;
      }
      changed++;
      const pieces = editedWord(piece, spaced, vocabulary, random);
      dropBlank ||= pieces.length === 0;
      edited.push(...pieces);
    }
    text.pieces = edited;
  }
  return { possible, changed };
}

function withoutBlank({ text, word }: Piece): Piece {
  return { text: word === GAP ? text.replace(/^ /, '') : text, word };
}

/** Another word in its place, nothing, or the word and another one. */
function editedWord(
  piece: Piece,
  spaced: boolean,
  vocabulary: readonly string[],
  random: Random,
): readonly Piece[] {
  const how = random.int(3);
  if (how === 1) return [];
  if (how === 0) {
    const text = otherWord(piece.text, vocabulary, random);
    return [{ text, word: piece.word >= 0 ? REPLACED : piece.word }];
  }
  const added = { text: random.pick(vocabulary), word: piece.word === NEW ? NEW : INSERTED };
  return spaced ? [piece, { text: ' ', word: GAP }, added] : [piece, added];
}

function otherWord(word: string, vocabulary: readonly string[], random: Random): string {
  for (let tries = 0; tries < 20; tries++) {
    const other = random.pick(vocabulary);
    if (other.toLowerCase() !== word.toLowerCase()) return other;
  }
  return `${word}x`;
}

/** Rewrites the text of every piece that `rewrite` changes. */
function rewritePieces(page: EditablePage, rewrite: (piece: Piece) => string): number {
  let changed = 0;
  for (const text of page.texts) {
    text.pieces = text.pieces.map((piece) => {
      const rewritten = rewrite(piece);
      if (rewritten === piece.text) return piece;
      changed++;
      return { text: rewritten, word: piece.word };
    });
  }
  return changed;
}

/** Straight quotes, hyphens and three dots become typographic ones, and the other way round. */
export function changeTypography(page: EditablePage, random: Random): Change {
  const curly: Record<string, readonly string[]> = {
    '"': ['“', '”', '„', '»', '«'],
    "'": ['’', '‘'],
    '-': ['‑', '–', '‐'],
    '–': ['-', '—', '−'],
    '—': [' - ', '--', '–'],
    '…': ['...', '. . .'],
    '“': ['"', '«'],
    '”': ['"', '»'],
    '„': ['"'],
    '«': ['"', '“'],
    '»': ['"', '”'],
    '‘': ["'"],
    '’': ["'"],
  };
  let possible = 0;
  const changed = rewritePieces(page, ({ text }) =>
    text.replaceAll(/\.\.\.|["'\-–—…“”„«»‘’]/g, (found) => {
      possible++;
      return found === '...' ? '…' : random.pick(curly[found] ?? [found]);
    }),
  );
  return { possible, changed: Math.min(changed, possible) };
}

/** Non-breaking blanks for a third of the blanks, soft hyphens in half of the long words. */
export function addInvisibles(page: EditablePage, random: Random): Change {
  let possible = 0;
  const changed = rewritePieces(page, ({ text, word }) => {
    if (word === GAP) {
      if (!text.includes(' ')) return text;
      possible++;
      return text.replaceAll(' ', (blank) => (random.chance(1 / 3) ? '\u{A0}' : blank));
    }
    if (text.length < 7 || !/^[\p{L}]+$/u.test(text)) return text;
    possible++;
    if (random.chance(0.5)) return text;
    const at = 3 + random.int(text.length - 5);
    return `${text.slice(0, at)}\u{AD}${text.slice(at)}`;
  });
  return { possible, changed };
}

/** Each text either With Every Word Capitalised, or in lower case but for the first word of a sentence. */
export function changeCase(page: EditablePage, random: Random): Change {
  let possible = 0;
  let changed = 0;
  for (const text of page.texts) {
    const capitalise = random.chance(0.5);
    let first = true;
    text.pieces = text.pieces.map((piece) => {
      if (piece.word === GAP) {
        first ||= /[.!?]/.test(piece.text);
        return piece;
      }
      if (piece.text.toLowerCase() !== piece.text.toUpperCase()) possible++;
      const [letter = ''] = piece.text;
      const rest = piece.text.slice(letter.length);
      const rewritten =
        capitalise || first
          ? letter.toUpperCase() + (capitalise ? rest : rest.toLowerCase())
          : piece.text.toLowerCase();
      first = false;
      if (rewritten === piece.text) return piece;
      changed++;
      return { text: rewritten, word: piece.word };
    });
  }
  return { possible, changed };
}

export function upperCase(page: EditablePage): Change {
  let possible = 0;
  const changed = rewritePieces(page, ({ text, word }) => {
    if (word !== GAP && text !== text.toUpperCase()) possible++;
    return text.toUpperCase();
  });
  return { possible, changed: Math.min(changed, possible) };
}

/** Cuts the passages with their punctuation. Only on a copy whose text no edit has changed yet. */
export function cutPassages(page: EditablePage, marks: readonly Mark[]): Change {
  const before = page.cut.size;
  for (const text of page.texts) {
    const spans = marks.flatMap((mark) => spanIn(mark, text.at, text.pieces));
    if (spans.length > 0) text.pieces = withoutSpans(page, text.pieces, spans);
  }
  removeEmptied(page);
  return { possible: marks.length, changed: page.cut.size > before ? marks.length : 0 };
}

type Span = readonly [start: number, end: number];

/** The part of the text at `at` that the mark covers. */
function spanIn({ from, to }: { from: Point; to: Point }, at: number, pieces: readonly Piece[]): Span[] {
  if (at < from.node || at > to.node) return [];
  const length = pieces.reduce((sum, { text }) => sum + text.length, 0);
  return [[at === from.node ? from.offset : 0, at === to.node ? to.offset : length]];
}

function withoutSpans(page: EditablePage, pieces: readonly Piece[], spans: readonly Span[]): Piece[] {
  const left: Piece[] = [];
  let offset = 0;
  for (const piece of pieces) {
    let text = '';
    for (const [at, unit] of piece.text.split('').entries()) {
      const inside = spans.some(([start, end]) => offset + at >= start && offset + at < end);
      if (!inside) text += unit;
    }
    offset += piece.text.length;
    if (piece.word >= 0 && text === '') page.cut.add(piece.word);
    if (text !== '') left.push({ ...piece, text });
  }
  return left;
}

/** An editor takes the element away with its text. */
function removeEmptied(page: EditablePage): void {
  for (const block of page.model.blocks) {
    if (!block.leaf || /^(?:body|td|th|main|article)$/.test(block.name)) continue;
    const own = page.textsOf(block);
    const empty = own.every(({ pieces }) => pieces.every(({ word }) => word === GAP));
    if (empty && block.words > 0) page.elementOf(block).remove();
  }
}
