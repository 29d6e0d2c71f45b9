/** What somebody typed as the address of their storage, and what to ask the browser for. */

export type AddressProblem =
  /** Nothing, or nothing that a browser could open. */
  | 'unreadable'
  /** `ftp:`, `file:` and so on. */
  | 'other-protocol';

export interface Address {
  /** Ends in a slash; without user, password, query and fragment. */
  readonly url: string;
  /** What the browser is asked for; has no port, which Firefox does not take: every port of the host is meant. */
  readonly permission: string;
  /** Stood in the address: to be taken over into their own fields. */
  readonly user: string | null;
  readonly password: string | null;
  /** Not encrypted on its way, and the way leads out of the house: whoever carries it can read the password. */
  readonly isExposed: boolean;
}

const PROTOCOLS: Readonly<Record<string, 'http:' | 'https:'>> = {
  'http:': 'http:',
  'https:': 'https:',
  'dav:': 'http:',
  'davs:': 'https:',
  'webdav:': 'http:',
  'webdavs:': 'https:',
};

/** An address as it was typed or pasted; `https:` where it does not say. */
export function readAddress(typed: string): Address | AddressProblem {
  const text = typed.trim();
  // `localhost:8080` would be a protocol of its own.
  const [, scheme = 'https:', rest = text] = /^([a-z][a-z\d+.-]*:)\/\/(.*)$/isu.exec(text) ?? [];
  const protocol = Object.hasOwn(PROTOCOLS, scheme.toLowerCase()) && PROTOCOLS[scheme.toLowerCase()];
  if (!protocol) return 'other-protocol';
  const url = URL.parse(`${protocol}//${rest}`);
  if (!url || rest === '' || rest.startsWith('/') || /\s/u.test(url.hostname)) return 'unreadable';
  return {
    url: `${url.origin}${url.pathname.replace(/\/*$/u, '/')}`,
    permission: `${protocol}//${url.hostname}/*`,
    user: decoded(url.username),
    password: decoded(url.password),
    isExposed: protocol === 'http:' && !isNear(url.hostname),
  };
}

/** Where a Nextcloud or ownCloud has its files; what people copy is the page on which they see them. */
const PAGES_OF_CLOUDS = /\/(?:index\.php(?:\/.*)?|apps\/.*|login(?:\/.*)?|f\/.*|s\/.*)$/u;

/**
 * Addresses to try for WebDAV, the likeliest first. Nextcloud and ownCloud answer with a page where people see them; their
 * files are below it.
 */
export function webDavAddresses(url: string, user: string): readonly string[] {
  if (/\/(?:remote\.php|dav|webdav)\//u.test(url)) return [url];
  const base = url.replace(PAGES_OF_CLOUDS, '/');
  const cloud = `${base}remote.php/dav/files/${encodeURIComponent(user)}/`;
  // Nobody has files directly on a page.
  if (base !== url) return [cloud];
  return user === '' ? [url] : [url, cloud];
}

const PRIVATE_V4 = /^(?:127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.)/u;
const PRIVATE_V6 = /^\[(?:::1\]|f[cd]|fe[89ab])/u;
const HOME = /(?:^|\.)(?:localhost|local|lan|home|internal|home\.arpa)$/u;

/** Whether a host is this computer, or in its own network. */
function isNear(host: string): boolean {
  if (/^[\d.]+$/u.test(host)) return PRIVATE_V4.test(host);
  return host.startsWith('[') ? PRIVATE_V6.test(host) : HOME.test(host) || !host.includes('.');
}

function decoded(part: string): string | null {
  if (part === '') return null;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
