/** Hosts: which of them serve the same site, and which are only another door to the same pages. */

const VARIANT_PREFIX = /^(?:www|m|mobile|amp)\.(?=[^.]+\.)/;
/** `en.m.example.org`; not where `m` may be the site itself, as in `news.m.co.uk`. */
const VARIANT_INSIDE = /^([^.]+)\.(?:m|mobile)\.(?=[^.]{4,}\.[^.]+$)/;

/** Domains whose subdomains belong to different people. */
const SHARED_HOSTING = new Set(
  [
    'blogspot.com github.io gitlab.io substack.com wordpress.com tumblr.com wixsite.com weebly.com ghost.io',
    'beehiiv.com squarespace.com typepad.com livejournal.com medium.com pages.dev workers.dev web.app',
    'netlify.app vercel.app herokuapp.com amazonaws.com cloudfront.net azurewebsites.net fc2.com',
    'hatenablog.com uk.com us.com eu.com de.com eu.org',
  ]
    .join(' ')
    .split(' '),
);

/** A host without the prefixes that mark a mere variant (`www.`, `m.`, `mobile.`, `amp.`), in lower case. */
export function foldHost(host: string): string {
  let folded = host.toLowerCase().replace(/\.+$/, '');
  for (;;) {
    const next = folded.replace(VARIANT_PREFIX, '').replace(VARIANT_INSIDE, '$1.');
    if (next === folded) return folded;
    folded = next;
  }
}

/** The part of a host that one owner holds, by rule of thumb: the list of public suffixes is 200 KB. */
function ownedDomain(host: string): string {
  const labels = host.split('.');
  const lastTwo = labels.slice(-2).join('.');
  // `co.uk`, `com.au`, `or.jp`: a short name under a country is mostly a public suffix.
  const isSuffix = SHARED_HOSTING.has(lastTwo) || /^[^.]{1,3}\.[a-z]{2}$/.test(lastTwo);
  return isSuffix ? labels.slice(-3).join('.') : lastTwo;
}

/**
 * Whether two folded hosts belong to the same owner, as far as their names tell. For addresses in numbers and
 * single names only equality does.
 */
export function isSameSite(a: string, b: string): boolean {
  if (a === b) return true;
  if (![a, b].every((host) => /\.[a-z][^.]*$/.test(host))) return false;
  const [owned, other] = [ownedDomain(a), ownedDomain(b)];
  if (owned === other) return true;
  // `ndr.de` and `story.ndr.de`; but never a shared host with its tenants.
  const [parent, child] = a.length < b.length ? [a, b] : [b, a];
  return child.endsWith(`.${parent}`) && !SHARED_HOSTING.has(parent);
}
