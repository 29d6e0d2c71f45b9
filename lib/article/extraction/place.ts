/** Where in a page its article stands: by Readability, or, where that would hold the page up, by its paragraphs alone. */
import { Readability } from '@mozilla/readability';
import { isElement } from './nodes';
import { cloneTracked, keptIn, liveRoot } from './tracked-clone';
import type { RawBlock } from './blocks';
import { LONG } from './candidate';

export interface Place {
  /** The live element that bounds the article. */
  readonly root: Element;
  /** What may hold more of it than was found. */
  readonly region: Element;
  /** Whether a block of the live page was taken for part of it. */
  isKept(block: RawBlock): boolean;
  /** What was found on the way, as the page has it; '' for what was not. */
  readonly stated: Readonly<
    Record<'title' | 'byline' | 'siteName' | 'publishedTime' | 'lang' | 'excerpt', string>
  >;
}

/** Elements from which on Readability takes longer than a page can wait: about a quarter of a second. */
const LARGE = 12_000;

/** Null where nothing in the page looks like an article. The live document is only read. */
export function findPlace(document: Document): Place | null {
  return document.getElementsByTagName('*').length > LARGE ? byParagraphs(document) : byReadability(document);
}

function byReadability(document: Document): Place | null {
  const clone = cloneTracked(document);
  // What it gives is looked at and never shown: its classes may stay, and nothing is to be written as HTML.
  const options = { serializer: (node: Node) => node, keepClasses: true };
  const found = new Readability<Node>(clone.document, options).parse();
  if (!found?.content || !isElement(found.content)) return null;
  const root = liveRoot(found.content, clone.live);
  if (!root) return null;
  const stated = {
    title: found.title ?? '',
    byline: found.byline ?? '',
    siteName: found.siteName ?? '',
    publishedTime: found.publishedTime ?? '',
    lang: found.lang ?? '',
    excerpt: found.excerpt ?? '',
  };
  return { root, region: regionOf(root), isKept: keptIn(found.content, clone.live), stated };
}

const NOTHING_STATED = { title: '', byline: '', siteName: '', publishedTime: '', lang: '', excerpt: '' };
/** Share of the text of all long paragraphs that the article holds. */
const MOST = 0.7;

/** Where readers write, and what belongs to no article. */
const ELSEWHERE = 'aside, nav, footer, [class*="comment" i], [id*="comment" i], [id*="disqus" i]';

/** The innermost element that holds most of the long paragraphs. */
function byParagraphs(document: Document): Place | null {
  const held = new Map<Element, number>();
  let total = 0;
  for (const paragraph of document.getElementsByTagName('p')) {
    const { length } = paragraph.textContent;
    if (length < LONG || paragraph.closest(ELSEWHERE)) continue;
    total += length;
    for (let at = paragraph.parentElement; at; at = at.parentElement)
      held.set(at, (held.get(at) ?? 0) + length);
  }
  let root: Element | null = null;
  // Ancestors of one paragraph come innermost first: the last one in document order that holds enough is innermost of all.
  for (const [element, length] of held)
    if (length >= MOST * total && (root === null || root.contains(element))) root = element;
  if (!root) return null;
  const within = root;
  return {
    root,
    region: regionOf(root),
    isKept: (block) =>
      isLongParagraph(block) && within.contains(block.element) && !block.element.closest(ELSEWHERE),
    stated: NOTHING_STATED,
  };
}

function isLongParagraph({ element, text, linked }: RawBlock): boolean {
  return element.localName === 'p' && text.length >= LONG && linked < 0.2;
}

const REGION = 'article, main, [itemprop~="articleBody"], [role="main"]';
const PAGE = /^(?:html|body)$/;
const MOST_UP = 6;

/** The outermost element around an article that is one by its name, or else what holds the page's heading, too. */
function regionOf(root: Element): Element {
  const around: Element[] = [];
  for (let at: Element | null = root; at && around.length < MOST_UP; at = at.parentElement) around.push(at);
  const named = around.findLast((each) => each.matches(REGION));
  if (named) return named;
  return around.find((each) => !PAGE.test(each.localName) && each.querySelector('h1') !== null) ?? root;
}
