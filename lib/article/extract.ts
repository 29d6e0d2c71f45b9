/** The article in a page: its text, what the page says of it, and where in the page it stands. */
import { Readability } from '@mozilla/readability';
import type { ArticleDetails } from '../annotation/model';
import { blockText, isElement } from './block-text';
import { joinAuthors } from './byline';
import { isoDate } from './iso-date';
import { languageTag, readDetails } from './metadata';
import { isWithinLimits, PAGE_LIMITS } from './page-size';
import { plainLine } from './plain-line';
import { readBlocks } from './extraction/blocks';
import { isBody, labelBlocks, type Block } from './extraction/label';
import { cloneTracked, keptIn, liveRoot } from './tracked-clone';

import { countWords } from './word-count';

const MOST_BLOCKS = 20_000;

export interface ExtractedArticle {
  readonly details: ArticleDetails;
  /** Plain text, paragraphs separated by a blank line; '' where no article was found. */
  readonly text: string;
  /** What the page gives as its summary, or else the first paragraph; one line. */
  readonly excerpt: string;
  readonly wordCount: number;
  /** The live element that bounds the article, or null where it is not known. */
  readonly root: Element | null;
  readonly blocks: readonly Block[];
}

/**
 * Finds the article with Readability, on a copy: the live document is only read. Never throws.
 *
 * Where a page is too large to be taken apart, or nothing in it looks like an article, the result has the
 * details alone, with empty text and no root.
 *
 * @param url the page's address: see `readDetails`
 * @returns null where the document is not an HTML page
 */
export function extractArticle(document: Document, url: string): ExtractedArticle | null {
  const details = readDetails(document, url);
  const detailsOnly = { details, text: '', excerpt: '', wordCount: 0, root: null, blocks: [] };
  try {
    if (document.querySelector(':root')?.localName !== 'html') return null;
    return (isWithinLimits(document) && findArticle(document, details)) || detailsOnly;
  } catch {
    return detailsOnly;
  }
}

function findArticle(document: Document, details: ArticleDetails): ExtractedArticle | null {
  const clone = cloneTracked(document);
  const found = new Readability<Node>(clone.document, {
    maxElemsToParse: PAGE_LIMITS.elements,
    serializer: (node) => node,
  }).parse();
  if (!found?.content || !isElement(found.content)) return null;

  const root = liveRoot(found.content, clone.live);
  const blocks = root
    ? labelBlocks(readBlocks(regionOf(root), { most: MOST_BLOCKS }), {
        title: details.title,
        description: plainLine(found.excerpt),
        isKept: keptIn(found.content, clone.live),
      })
    : [];
  const text =
    blocks.length > 0
      ? blocks
          .filter(isBody)
          .map((block) => block.text)
          .join('\n\n')
      : blockText(found.content);
  const language = details.language || languageTag(found.lang);
  return {
    details: {
      title: details.title || plainLine(found.title),
      byline: details.byline || joinAuthors([plainLine(found.byline)]),
      site: details.site || plainLine(found.siteName),
      language,
      publishedAt: details.publishedAt || isoDate(found.publishedTime),
      modifiedAt: details.modifiedAt,
    },
    text,
    excerpt: plainLine(found.excerpt),
    wordCount: countWords(text, language),
    root,
    blocks,
  };
}

const REGION = 'article, main, [itemprop~="articleBody"], [role="main"]';
const MOST_UP = 6;

/** What may hold more of the article than was found of it. */
function regionOf(root: Element): Element {
  let region = root;
  let at: Element | null = root;
  for (let up = 0; at && up < MOST_UP; up++, at = at.parentElement) if (at.matches(REGION)) region = at;
  return region;
}
