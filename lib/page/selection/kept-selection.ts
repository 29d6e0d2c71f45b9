/**
 * What was selected last, in words. A page that draws its text anew takes the selection away with the old nodes, often
 * while the user is on the way to the toolbar: the words are looked for again then.
 */
import { locate } from '../../anchoring/locate';
import { buildTextIndex } from '../../anchoring/text-index';
import { MAX_EXACT } from '../../annotation/limits';
import type { Target } from '../../annotation/model';
import { elementAt } from '../dom/tree';

export interface KeptSelection {
  keep(range: Range): void;
  /** The words that were kept, where they stand now; null where that is not certain. */
  find(): Range | null;
}

const CONTEXT = 60;

/** @param skip elements that are no text of the page */
export function createKeptSelection(document: Document, skip: (element: Element) => boolean): KeptSelection {
  let kept: Target | null = null;
  return {
    keep(range) {
      kept = inWords(range);
    },
    find() {
      if (!kept || !document.body) return null;
      const index = buildTextIndex(document.body, { skip });
      const [place] = locate(index, [kept]);
      return place?.status === 'found' ? index.rangeAt(place.start, place.end) : null;
    },
  };
}

/** Null for nothing, and for what is too long to be marked. */
function inWords(range: Range): Target | null {
  const exact = tidied(range.toString());
  if (exact.length === 0 || exact.length > MAX_EXACT) return null;
  const { startContainer, startOffset, endContainer, endOffset } = range;
  const [before, after] = [range.cloneRange(), range.cloneRange()];
  const [start, end] = [elementAt(startContainer), elementAt(endContainer)];
  if (start) before.setStart(start, 0);
  before.setEnd(startContainer, startOffset);
  if (end) after.setEnd(end, end.childNodes.length);
  after.setStart(endContainer, endOffset);
  return {
    exact,
    prefix: tidied(before.toString()).slice(-CONTEXT),
    suffix: tidied(after.toString()).slice(0, CONTEXT),
    position: null,
    sentenceBefore: '',
    sentenceAfter: '',
  };
}

function tidied(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}
