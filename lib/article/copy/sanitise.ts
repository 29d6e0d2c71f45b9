/** The border that a saved article's HTML crosses on its way into a page of ours. */
import createDOMPurify from 'dompurify';

const ELEMENTS = (
  'p h2 h3 h4 h5 h6 ul ol li blockquote figure figcaption img br div table tbody tr td th ' +
  'a strong em cite q code sub sup s'
).split(' ');
/** Names that `articleHtml` gives; a page could only use them to look like us. */
const CLASSES: ReadonlySet<string> = new Set(['standfirst', 'caption', 'table', 'embed']);
const WEB = /^https?:\/\//i;

/**
 * HTML as nodes that hold no script, no style, no form and no address but a link's: nothing of it runs, and nothing is
 * fetched until the reader of it says so. The addresses of pictures stay, in `data-src`.
 */
export function sanitise(window: Window & typeof globalThis, html: string): DocumentFragment {
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
  return purify.sanitize(html, {
    ALLOWED_TAGS: ELEMENTS,
    ALLOWED_ATTR: ['href', 'alt', 'class', 'data-src'],
    ALLOW_ARIA_ATTR: false,
    ALLOW_DATA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
}
