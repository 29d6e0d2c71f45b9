/** Two texts compared word by word, whatever script they are written in. */
import { diffArrays } from 'diff';
import { legible } from './legible';
import type { Words } from './words';

/** Edits beyond which a passage is told as a whole: it would take long, and nobody could read it. */
const MOST_EDITS = 1_200;

/** @param language BCP 47, '' where it is not known */
export function diffWords(before: string, after: string, language: string): Words[] {
  const words = wordsIn(language);
  const parts = diffArrays(words(before), words(after), { maxEditLength: MOST_EDITS });
  if (!parts) {
    return [
      { type: 'cut', text: before },
      { type: 'added', text: after },
    ];
  }
  return legible(
    parts.map(({ value, added, removed }) => ({
      type: removed ? 'cut' : added ? 'added' : 'same',
      text: value.join(''),
    })),
  );
}

/** Words with the signs and blanks between them, each a piece of its own. */
function wordsIn(language: string): (text: string) => string[] {
  const segmenter = segmenterOf(language);
  return (text) => Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function segmenterOf(language: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language || undefined, { granularity: 'word' });
  } catch {
    // A page may call its language by a name that is none.
    return new Intl.Segmenter(undefined, { granularity: 'word' });
  }
}
