import { isTracking } from './tracking-parameters';

/**
 * The address under which a page can be opened again: as it is, without tracking parameters and without the
 * fragment, unless that is a route of a single-page app.
 *
 * An identity (`identity.ts`) is a name to compare by; this is what links lead to.
 */
export function openAddress(address: string): string {
  const url = URL.parse(address);
  if (!url) return address;
  const query = url.search.slice(1);
  const kept = query.split('&').filter((pair) => pair !== '' && !isTracking(pair, url.pathname));
  url.search = kept.join('&');
  if (!/^#(?:!|\/)/.test(url.hash)) url.hash = '';
  return url.href;
}
