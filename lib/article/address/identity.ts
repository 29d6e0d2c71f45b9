/** Under which addresses an article is known: the same article, however a reader came to it. */
import type { ArticleIdentity } from '../../annotation/model';
import { foldHost, isSameSite } from './site';
import { articleParameters, parameterName } from './tracking-parameters';

/** The longest address that is kept, in UTF-16 units. */
const MAX_ADDRESS = 8_000;
const MAX_CANONICAL = 4;

/** The parts of an address that make up an identity. */
interface Parts {
  readonly scheme: 'https' | 'file';
  /** Folded: see `site.ts`. */
  readonly host: string;
  /** `:8080`, or '' where it is the usual one. */
  readonly port: string;
  readonly path: string;
  readonly parameters: readonly string[];
  /** `#/route` or `#!route` of a single-page app, else ''. */
  readonly route: string;
}

/** A page's own address, and what the page itself names as its address. */
export interface ClaimedAddress {
  readonly url: string;
  readonly canonical: readonly string[];
}

/**
 * The identity of the article at an address: `[primary, ...others]`, each once.
 *
 * Tracking parameters and fragments go; protocol, `www.` and mobile hosts, AMP and print variants are folded.
 * A canonical address that the page names comes first where it is believed: same site, and not a front page or
 * a section, which careless sites name for all of their articles. Two addresses are of the same article when
 * their identities share an entry. An entry is a name to compare by; a browser need not be able to open it.
 *
 * @returns null where the address is not http, https or file, or is longer than 8,000 characters
 */
export function articleIdentity(address: ClaimedAddress): ArticleIdentity | null {
  const own = partsOf(address.url);
  if (!own) return null;
  const ownAddress = write(own);
  if (ownAddress.length > MAX_ADDRESS) return null;

  const [primary = ownAddress, ...others] = new Set(
    address.canonical
      .slice(0, MAX_CANONICAL)
      .map(partsOf)
      .filter((claimed) => claimed !== null)
      .filter((claimed) => isBelievable(claimed, own))
      .map(write)
      .filter((claimed) => claimed.length <= MAX_ADDRESS)
      .concat(ownAddress),
  );
  return [primary, ...others];
}

function partsOf(address: string): Parts | null {
  const url = address.length > MAX_ADDRESS ? null : URL.parse(address);
  if (!url) return null;
  const route = foldRoute(url.hash);
  const query = sameEscapes(url.search.slice(1));
  if (url.protocol === 'file:') {
    const path = sameEscapes(url.pathname);
    return { scheme: 'file', host: url.host, port: '', path, parameters: query ? [query] : [], route };
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  const path = foldPath(sameEscapes(url.pathname));
  return {
    scheme: 'https',
    host: foldHost(url.hostname),
    port: url.port === '' || url.port === '443' ? '' : `:${url.port}`,
    path,
    parameters: articleParameters(query, path),
    route,
  };
}

function write({ scheme, host, port, path, parameters, route }: Parts): string {
  const query = parameters.length > 0 ? `?${parameters.join('&')}` : '';
  return `${scheme}://${host}${port}${path}${query}${route}`;
}

/** `%c3` and `%C3` are one character, `%7E` and `~` too (RFC 3986, 6.2.2). */
function sameEscapes(text: string): string {
  return text
    .replace(/%[\da-f]{2}/gi, (escape) => escape.toUpperCase())
    .replace(/%(?:2D|2E|5F|7E)/g, (escape) => String.fromCharCode(Number.parseInt(escape.slice(1), 16)));
}

/** A path without the marks of a variant. Folds until nothing is left to fold, so that it is idempotent. */
function foldPath(path: string): string {
  let folded = path;
  for (;;) {
    const next = foldPathOnce(folded);
    if (next === folded) return folded;
    folded = next;
  }
}

function foldPathOnce(path: string): string {
  const trimmed = withoutEndSlash(path).replace(/\/index\.html?$/i, '');
  const plain = trimmed.replace(/(?:\.amp)+(\.html?)?$/i, '$1').replace(/(?<=\/[^/]+)\/print$/i, '');
  // `/amp` alone may be an article about something of that name.
  const segments = plain.split('/');
  const kept = segments.filter((segment) => segment.toLowerCase() !== 'amp');
  const article = kept.some((segment) => segment !== '') ? kept : segments;
  return article.join('/') || '/';
}

function withoutEndSlash(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end--;
  return path.slice(0, end);
}

/** In a single-page app, `#/story/5` and `#!/story/5` name the article; any other fragment is a place in it. */
function foldRoute(hash: string): string {
  if (!/^#!?\//.test(hash) && !hash.startsWith('#!')) return '';
  const [route = ''] = sameEscapes(hash).split(':~:');
  const [path = '', ...query] = route.split('?');
  const folded = withoutEndSlash(path);
  const parameters = articleParameters(query.join('?'), path.slice(1));
  if (parameters.length === 0) return /^#!?$/.test(folded) ? '' : folded;
  return `${folded === '#' ? '#/' : folded}?${parameters.join('&')}`;
}

/** The entry to a site or to one of its languages, under the names that it mostly has. */
const FRONT_PAGE = /^\/(?:[a-z]{2}(?:[-_][a-z]{2})?|(?:home|index|start|default)(?:\.\w+)?)?$/i;

function isBelievable(claimed: Parts, own: Parts): boolean {
  if (claimed.scheme !== own.scheme || claimed.port !== own.port) return false;
  if (!isSameSite(claimed.host, own.host)) return false;
  // On one path, the route and some parameters tell the articles apart.
  if (claimed.path === own.path) return claimed.route === own.route && namesSameArticle(claimed, own);
  return !FRONT_PAGE.test(claimed.path) && !own.path.startsWith(`${claimed.path}/`);
}

const NAMING_PARAMETER = /^(?:p|a|v|q|s|t|page|article|story|news|post|item|doc|node|title|file)$|id$/;

/** Whether the parameters that may name an article are the same. */
function namesSameArticle(claimed: Parts, own: Parts): boolean {
  return namingOf(claimed) === namingOf(own);
}

function namingOf({ parameters }: Parts): string {
  return parameters.filter((pair) => NAMING_PARAMETER.test(parameterName(pair))).join('&');
}
