/**
 * Where text runs on, by layout. Names of elements say most of it; styles are asked only where an element's border
 * lies between two texts with no blank between them, since a blank and a line break fold to the same.
 */
import { OBJECT, traitsOf } from './elements';
import { styleOf } from './shown';

/** `runs-on`: part of a line; `box`: stands in a line as one thing; `block`: has lines of its own. */
type Flow = 'runs-on' | 'box' | 'block';

/** A letter, perhaps with punctuation: what is styled alone as an initial, or set in motion. */
const SINGLE = /^\P{L}?[\p{L}\p{N}]\p{M}*\P{L}?$/u;

function isSingleLetter(element: Element): boolean {
  const text = element.textContent.trim();
  return text.length <= 8 && SINGLE.test(text);
}

const PARTS = new Set(['inline', 'none', 'contents', 'inline math']);

function flowOf(element: Element): Flow {
  if (traitsOf(element.localName) & OBJECT) return 'box';
  const style = styleOf(element);
  const display = style?.display ?? 'inline';
  if (PARTS.has(display) || display.startsWith('ruby')) return 'runs-on';
  if (display === 'block math' && element.localName !== 'math') return 'runs-on';
  if (display.startsWith('inline')) return isSingleLetter(element) ? 'runs-on' : 'box';
  // A floating letter is an initial, and belongs to its word.
  return style?.float !== 'none' && isSingleLetter(element) ? 'runs-on' : 'block';
}

/** Whether an element that would be a block by its name is part of a line, or of none at all. */
export function isPartOfLine(element: Element): boolean {
  const display = styleOf(element)?.display ?? 'block';
  return display === 'inline' || display === 'contents' || display.startsWith('ruby');
}

/** Whether an element whose name says nothing has lines of its own. */
export function hasOwnLines(element: Element): boolean {
  const display = styleOf(element)?.display ?? 'inline';
  return display !== 'none' && display !== 'contents' && !/^(?:inline|ruby)/u.test(display);
}

const WORD_END = /[\p{L}\p{N}\p{M}]$/u;
const WORD_START = /^[\p{L}\p{N}]/u;

/** Whether a line ends between two texts without a blank between them, which the borders of `crossed` part. */
export function isParted(before: string, after: string, crossed: readonly Element[]): boolean {
  let joins = false;
  for (const [at, element] of crossed.entries()) {
    // Most elements begin and end here.
    if (at > 0 && element === crossed[at - 1]) continue;
    const flow = flowOf(element);
    if (flow === 'block') return true;
    joins ||= flow === 'box';
  }
  // “word</box>, and” is one line as a reader sees it.
  return joins && WORD_END.test(before.slice(-2)) && WORD_START.test(after);
}
