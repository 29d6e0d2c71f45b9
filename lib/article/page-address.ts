/** What a page names as its own address. Imports nothing: it goes into the sentinel of a few KB. */

const MAX_CANDIDATES = 4;
const MAX_LENGTH = 8_000;

/**
 * The addresses in `<link rel="canonical">` and `<meta property="og:url">`, absolute, in page order with links
 * first, at most 4, each at most 8,000 characters. None of them is to be believed as it is: see `identity.ts`.
 */
export function readCanonical(document: Document): string[] {
  const found: string[] = [];
  try {
    for (const [selector, attribute] of [
      ['link[rel~="canonical" i][href]', 'href'],
      ['meta[property="og:url" i][content]', 'content'],
    ] as const) {
      for (const element of document.querySelectorAll(selector)) {
        const value = element.getAttribute(attribute)?.trim();
        const url = value && URL.parse(value, document.baseURI)?.href;
        if (url && url.length <= MAX_LENGTH && found.length < MAX_CANDIDATES) found.push(url);
      }
    }
  } catch {
    // A page can put a form in place of `document.querySelectorAll`: then it names nothing.
  }
  return found;
}
