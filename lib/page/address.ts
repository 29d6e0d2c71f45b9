import { readCanonical } from '../article/address/page-address';
import type { PageAddress } from '../annotation/page-state';

/**
 * The page's address as its document has it, with `rel=canonical` and `og:url` where they can be believed.
 *
 * A single-page site often leaves the head of the article that was loaded first standing under the next one,
 * so the head speaks for this address only while it is the one that the document was loaded from.
 */
export function readAddress(window: Window): PageAddress {
  const { href } = window.location;
  const canonical = readCanonical(window.document).filter((address) => address !== href);
  return { url: href, canonical: canonical.length > 0 && wasLoadedAt(window, href) ? canonical : [] };
}

function wasLoadedAt({ performance }: Window, href: string): boolean {
  const loaded = performance.getEntriesByType('navigation')[0]?.name;
  return loaded === undefined || loaded === href || isSameDocument(loaded, href);
}

/** Same path, and no parameter that the loaded address did not have (sites strip tracking by `replaceState`). */
function isSameDocument(loaded: string, current: string): boolean {
  const [a, b] = [new URL(loaded), new URL(current)];
  return (
    a.origin === b.origin &&
    a.pathname === b.pathname &&
    [...b.searchParams].every(([name, value]) => a.searchParams.getAll(name).includes(value))
  );
}
