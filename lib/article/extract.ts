/** The article in a page: its text in blocks, what the page says of it, and where in the page it stands. */
import type { ArticleDetails } from '../annotation/model';
import { joinAuthors } from './details/byline';
import { readBlocks } from './extraction/blocks';
import { lettersIn } from './extraction/candidate';
import { isEmbeddedPost } from './extraction/embed';
import { Hidden } from './extraction/hidden';
import { isText, labelBlocks, type Block } from './extraction/label';
import { findPlace } from './extraction/place';
import { isoDate } from './details/iso-date';
import type { ArticleFacts } from './details/facts';
import { languageTag, readStatements, type Statements } from './details/metadata';
import { isWithinLimits } from './extraction/page-size';
import { plainLine } from './details/plain-line';

export interface ExtractedArticle {
  readonly details: ArticleDetails;
  readonly facts: ArticleFacts;
  /** Plain text, paragraphs separated by a blank line; '' where no article was found. */
  readonly text: string;
  /**
   * All text of the place in the page where the article stands, in its order, each block with what it is: `isText`
   * tells those that `text` is made of. Elements and nodes are the live page's.
   */
  readonly blocks: readonly Block[];
  /** What the page gives as its summary, or else the first paragraph; one line. */
  readonly excerpt: string;
  /** The live element that bounds the article, or null where it is not known. */
  readonly root: Element | null;
}

/** No page has more of them that anybody reads as one article. */
const MOST_BLOCKS = 20_000;
/** Letters of text that make an article, and that make one where the page says in some way that it has one. */
const SHORTEST = 100;
const SHORTEST_STATED = 40;
const STATED = 'article, [itemprop~="articleBody"]';

/**
 * Finds the article: with Readability, on a copy, where it stands; by the blocks of the live page itself, what of that is
 * its text. The live document is only read. Never throws.
 *
 * Where a page is too large to be taken apart, or nothing in it looks like an article, the result has the
 * details alone, with empty text, no blocks and no root.
 *
 * @param url the page's address: see `readStatements`
 * @returns null where the document is not an HTML page
 */
export function extractArticle(document: Document, url: string): ExtractedArticle | null {
  const steps = extractInSteps(document, url);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** As {@link extractArticle}, for who lets the page breathe in between. */
export function* extractInSteps(document: Document, url: string): Generator<void, ExtractedArticle | null> {
  const { details, facts } = readStatements(document, url);
  const detailsOnly = { details, facts, text: '', blocks: [], excerpt: '', root: null };
  try {
    if (document.querySelector(':root')?.localName !== 'html') return null;
    const mayHave = !isFrontPage(url) && isWithinLimits(document);
    if (!mayHave) return detailsOnly;
    yield;
    return (yield* findArticle(document, { details, facts })) ?? detailsOnly;
  } catch {
    return detailsOnly;
  }
}

/** A site's own address shows a selection of articles, whatever its longest teaser is. */
function isFrontPage(url: string): boolean {
  const address = URL.parse(url);
  return address !== null && /^\/(?:index\.\w+)?$/.test(address.pathname) && address.search === '';
}

function* findArticle(
  document: Document,
  { details, facts }: Statements,
): Generator<void, ExtractedArticle | null> {
  const place = findPlace(document);
  if (!place) return null;
  yield;
  const { root, region, stated } = place;
  const excerpt = plainLine(stated.excerpt);
  const hidden = new Hidden(document);
  const raw = readBlocks(region, {
    most: MOST_BLOCKS,
    isFrame: (element) => element.localName === 'iframe' && isEmbeddedPost(element),
    skip: (element) => hidden.leavesOut(element),
  });
  yield;
  const blocks = labelBlocks(raw, {
    title: details.title,
    description: excerpt,
    isKept: (block) => place.isKept(block) || hidden.isFolded(block.element),
  });
  const text = blocks
    .filter(isText)
    .map((block) => block.text)
    .join('\n\n');
  const isStated = details.publishedAt !== '' || root.closest(STATED) !== null;
  if (lettersIn(text) < (isStated ? SHORTEST_STATED : SHORTEST)) return null;
  return {
    details: {
      title: details.title || plainLine(stated.title),
      byline: details.byline || joinAuthors([plainLine(stated.byline)]),
      site: details.site || plainLine(stated.siteName),
      language: details.language || languageTag(stated.lang),
      publishedAt: details.publishedAt || isoDate(stated.publishedTime),
      modifiedAt: details.modifiedAt,
    },
    facts,
    text,
    blocks,
    excerpt,
    root,
  };
}
