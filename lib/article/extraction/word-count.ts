/** Beyond this, in UTF-16 units, words are counted by the spaces between them: segmenting would take seconds. */
const MAX_SEGMENTED = 200_000;

/**
 * How many words a text has, by Unicode's rules, which also know languages without spaces.
 *
 * @param language BCP 47 tag, or '' for the reader's own
 */
export function countWords(text: string, language: string): number {
  if (text.length > MAX_SEGMENTED) return text.match(/\S+/g)?.length ?? 0;
  const segmenter = new Intl.Segmenter(language || undefined, { granularity: 'word' });
  let words = 0;
  for (const { isWordLike } of segmenter.segment(text)) if (isWordLike) words++;
  return words;
}
