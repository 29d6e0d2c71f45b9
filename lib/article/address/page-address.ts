/** What a page names as its own address. Imports nothing: it goes into the sentinel of a few KB. */

const MAX_CANDIDATES = 4;
const MAX_LENGTH = 8_000;

/**
 * The addresses in `<link rel="canonical">` and `<meta property="og:url">`, absolute, in page order with links
 * first, at most 4, each at most 8,000 characters. None of them is to be believed as it is: see `identity.ts`.
 */
export function readCanonical(document: Document): string[] {
  const links: string[] = [];
  const metas: string[] = [];
  try {
    // One plain query: this runs in every page that is only read, where each costs a noticeable share.
    for (const element of document.querySelectorAll('link[rel~=canonical],meta[property="og:url"]')) {
      const href = element.getAttribute('href');
      const url = absolute(href ?? element.getAttribute('content') ?? '', document);
      if (url) (href === null ? metas : links).push(url);
    }
  } catch {
    // A page can put a form in place of `document.querySelectorAll`: then it names nothing.
  }
  return links.concat(metas).slice(0, MAX_CANDIDATES);
}

function absolute(stated: string, document: Document): string | undefined {
  const value = stated.trim();
  if (value === '' || value.length > MAX_LENGTH) return undefined;
  return /^https?:\/\/\w/.test(value) ? value : URL.parse(value, document.baseURI)?.href;
}
