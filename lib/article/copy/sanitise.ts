/** The border that a saved article's HTML crosses on its way into a page of ours. */
import createDOMPurify, { type DOMPurify } from 'dompurify';
import type { CopyBlock } from '../../annotation/version';
import { articleHtml } from './article-html';

/** In a line of text, and around it. */
const INLINE = 'a strong em cite q code sub sup s br'.split(' ');
const ELEMENTS = 'p h2 h3 h4 h5 h6 ul ol li blockquote figure figcaption img div table tbody tr td th'
  .split(' ')
  .concat(INLINE);
const ROW = ['table', 'tbody', 'tr', 'td', 'th', ...INLINE];
const ATTRIBUTES = ['href', 'alt', 'class', 'data-src'];
/** Names that `articleHtml` gives; a page could only use them to look like us. */
const CLASSES: ReadonlySet<string> = new Set(['standfirst', 'caption', 'table', 'embed']);
const WEB = /^https?:\/\//i;

/**
 * A copy as nodes that hold no script, no style, no form and no address but a link's: nothing of it runs, and nothing is
 * fetched until the reader of it says so. The addresses of pictures stay, in `data-src`.
 *
 * Each block is looked at by itself first, so that none reaches into another; where its HTML does not say what its text
 * says, its text is shown.
 */
export function renderCopy(
  window: Window & typeof globalThis,
  blocks: readonly CopyBlock[],
): DocumentFragment {
  const purify = purifier(window);
  const read: Read = (html, elements) =>
    purify.sanitize(html, {
      ALLOWED_TAGS: elements,
      ALLOWED_ATTR: ATTRIBUTES,
      ALLOW_ARIA_ATTR: false,
      ALLOW_DATA_ATTR: false,
      RETURN_DOM_FRAGMENT: true,
    });
  const own = blocks.map((block) => withOwnHtml(block, read, window.document));
  return read(articleHtml(own), ELEMENTS) ?? window.document.createDocumentFragment();
}

function purifier(window: Window & typeof globalThis): DOMPurify {
  const purify = createDOMPurify(window);
  purify.addHook('uponSanitizeAttribute', (_, data) => {
    const { attrName, attrValue } = data;
    if (attrName === 'class') data.keepAttr = CLASSES.has(attrValue);
    if (attrName === 'href' || attrName === 'data-src') data.keepAttr = WEB.test(attrValue);
  });
  purify.addHook('afterSanitizeAttributes', (node) => {
    if (node.localName !== 'a') return;
    node.setAttribute('target', '_blank');
    node.setAttribute('rel', 'noopener noreferrer');
  });
  return purify;
}

type Read = (html: string, elements: string[]) => DocumentFragment | null;

function withOwnHtml(block: CopyBlock, read: Read, document: Document): CopyBlock {
  const { html, ...plain } = block;
  if (html === undefined) return block;
  // Cells are none outside of a row.
  const isRow = block.kind === 'row';
  const nodes = isRow ? read(`<table><tr>${html}</tr></table>`, ROW) : read(html, INLINE);
  const line = document.createElement('div');
  line.append(...((isRow ? nodes?.querySelector('tr') : nodes)?.childNodes ?? []));
  const isSame = withoutBlanks(line.textContent) === withoutBlanks(block.text);
  return isSame ? { ...plain, html: line.innerHTML } : plain;
}

function withoutBlanks(text: string): string {
  return text.replaceAll(/\s+/gu, '');
}
