/** What a WebDAV server says is in a folder. Each has its own prefixes, orders and ways to write an address. */
import { isOurs } from './names';
import { TransportError, type Folder, type Listed } from './transport';
import { childrenOf, parseXml, textIn, type XmlElement, XmlError } from './xml';

/** Asked for: everything else is left out of the answer, where the server lets us. */
export const LISTING_QUESTION =
  '<?xml version="1.0" encoding="utf-8"?>' +
  '<D:propfind xmlns:D="DAV:"><D:prop><D:getcontentlength/><D:resourcetype/></D:prop></D:propfind>';

/** The answer's entries. Throws `not-a-store` where this is none, or was cut off. */
export function responsesOf(body: string, label: string): readonly XmlElement[] {
  const root = rootOf(body, label);
  const responses = root.name === 'multistatus' ? childrenOf(root, 'response') : [];
  // A folder is part of what it answers.
  if (responses.length === 0) throw new TransportError('not-a-store', `${label}: no list of files`);
  return responses;
}

/** The files of ours that the answer has of `folder`. What only looks like a part of it throws. */
export function filesIn(body: string, folder: Folder, label: string): Listed[] {
  const files: Listed[] = [];
  let isFolder = false;
  for (const response of responsesOf(body, label)) {
    const place = placeOf(response, folder);
    if (place === 'self') isFolder = true;
    if (place === 'elsewhere' || !isThere(response, label) || place === 'self') continue;
    if (!isCollection(response)) files.push({ name: place.name, size: sizeOf(response) });
  }
  if (!isFolder) throw new TransportError('not-a-store', `${label}: the list is of something else`);
  return files;
}

function rootOf(body: string, label: string): XmlElement {
  try {
    return parseXml(body);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw new TransportError('not-a-store', `${label}: ${error.message}`, null, { cause: error });
  }
}

/**
 * Told by the last parts of the address alone: behind a proxy, a server may not know its own name, or the folders above.
 */
function placeOf(response: XmlElement, folder: Folder): 'self' | 'elsewhere' | { readonly name: string } {
  const path = (textIn(response, 'href') ?? '').replace(/^[a-z][a-z\d+.-]*:\/\/[^/]*/iu, '');
  const parts = (path.split(/[?#]/u, 1)[0] ?? '')
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .map(decoded);
  const [above = folder, name] = parts.length > 1 ? parts.slice(-2) : [undefined, parts[0]];
  if (name === undefined || (name === folder && above !== folder)) return 'self';
  if (name === folder && isCollection(response)) return 'self';
  return above === folder && isOurs(name) ? { name } : 'elsewhere';
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** An entry may have a status of its own: gone in the meantime, or a reason why the list is not the whole. */
function isThere(response: XmlElement, label: string): boolean {
  const status = textIn(response, 'status');
  if (status === null) return true;
  const code = Number(/\s(\d{3})(?:\s|$)/u.exec(status)?.[1]);
  if (code === 404 || code === 410) return false;
  if (code >= 200 && code < 300) return true;
  throw new TransportError('failed', `${label}: a part of the list: ${status.slice(0, 80)}`);
}

function properties(response: XmlElement): readonly XmlElement[] {
  return childrenOf(response, 'propstat').flatMap((group) => childrenOf(group, 'prop'));
}

function isCollection(response: XmlElement): boolean {
  return properties(response).some((property) =>
    childrenOf(property, 'resourcetype').some((type) => childrenOf(type, 'collection').length > 0),
  );
}

function sizeOf(response: XmlElement): number | null {
  for (const property of properties(response)) {
    const size = textIn(property, 'getcontentlength');
    if (size !== null && /^\d{1,15}$/u.test(size)) return Number(size);
  }
  return null;
}
