/** Which of a page's `<article>` elements are its article, and which are the next story, or teasers of others. */
import { isSameWording } from '../details/title';
import type { Candidate } from './candidate';

/** Characters of paragraphs that the `<article>` of the page's title must hold to be the only one that counts … */
const OF_ITS_OWN = 100;
/** … and share of all paragraphs below which it is merely the head of what follows, as in a live blog. */
const MERE_HEAD = 0.3;
/** A story of its own has a headline of its own, or leads to where it is told. */
const OWN_HEADLINE = 'h1, :is(h2, h3, h4) a[href]:not([href^="#"]), a[href]:not([href^="#"]) :is(h2, h3, h4)';

/**
 * Tells whether an element stands in an `<article>` beside the one of the page's title. Where that one is a mere head,
 * only those beside it are others that have headlines of their own, or are made as it is.
 *
 * @param likely the blocks that are most likely the article's
 */
export function otherArticles(
  blocks: readonly Candidate[],
  likely: readonly Candidate[],
  title: string,
): (element: Element) => boolean {
  const heading = blocks.find(({ raw, isHeading }) => isHeading && isSameWording(raw.text, title));
  const own = heading?.raw.element.closest('article');
  const held = lengthOf(likely.filter(({ raw }) => own?.contains(raw.element)));
  if (!own || held < OF_ITS_OWN) return () => false;
  const isHead = held < MERE_HEAD * lengthOf(likely);
  const isOther = (article: Element) =>
    !isHead || isAlike(article, own) || article.querySelector(OWN_HEADLINE) !== null;
  return (element) => {
    for (let at = element.closest('article'); at; at = at.parentElement?.closest('article') ?? null)
      if (at !== own && !at.contains(own) && !own.contains(at)) return isOther(at);
    return false;
  };
}

/** Stories in a row have names in common; a head and what follows it have not. */
function isAlike(article: Element, own: Element): boolean {
  return [...article.classList].some((name) => own.classList.contains(name));
}

function lengthOf(blocks: readonly Candidate[]): number {
  return blocks.reduce((sum, { raw }) => sum + raw.text.length, 0);
}
