/** What an S3-compatible store says is in a bucket, and what its refusals mean. */
import { isOurs } from './names';
import { TransportError, type Listed, type TransportFailure } from './transport';
import { childrenOf, parseXml, textIn, XmlError, type XmlElement } from './xml';

export interface BucketPage {
  readonly files: readonly Listed[];
  /** What to ask for the next page with; null where this was the last. */
  readonly next: string | null;
}

/** One page of a listing. Throws `not-a-store` where this is none, or was cut off. */
export function bucketPage(body: string, prefix: string, label: string): BucketPage {
  const root = parsed(body);
  const notAStore = (what: string) => new TransportError('not-a-store', `${label}: ${what}`);
  if (!root || root.name !== 'ListBucketResult') throw notAStore('no list of files, or not the whole of it');
  const isTruncated = textIn(root, 'IsTruncated');
  const next = textIn(root, 'NextContinuationToken');
  if (isTruncated !== 'true' && isTruncated !== 'false')
    throw notAStore('does not say whether it is the whole list');
  if (isTruncated === 'true' && !next) throw notAStore('says no way to the rest of the list');
  const files = childrenOf(root, 'Contents').flatMap((entry) => {
    const key = textIn(entry, 'Key');
    if (key === null) throw notAStore('an entry without a name');
    const name = key.slice(prefix.length);
    return key.startsWith(prefix) && isOurs(name) ? [{ name, size: sizeOf(entry) }] : [];
  });
  return { files, next: isTruncated === 'true' ? next : null };
}

export interface Refusal {
  /** `NoSuchKey` and so on; null where the answer is not in the words of S3. */
  readonly code: string | null;
  readonly message: string;
}

/** What an answer that is no success says. */
export function refusalIn(body: string): Refusal {
  const root = parsed(body);
  if (root?.name !== 'Error') return { code: null, message: '' };
  const region = textIn(root, 'Region') ?? textIn(root, 'Endpoint');
  const message = [textIn(root, 'Message'), region && `(${region})`].filter(Boolean).join(' ').slice(0, 200);
  return { code: textIn(root, 'Code'), message };
}

const REASONS: Readonly<Record<string, TransportFailure>> = {
  NoSuchBucket: 'not-found',
  InvalidBucketName: 'not-found',
  AccessDenied: 'forbidden',
  AllAccessDisabled: 'forbidden',
  AccountProblem: 'forbidden',
  InvalidAccessKeyId: 'unauthorised',
  SignatureDoesNotMatch: 'unauthorised',
  ExpiredToken: 'unauthorised',
  InvalidToken: 'unauthorised',
  // Another region, or another address: the answer names it.
  AuthorizationHeaderMalformed: 'moved',
  PermanentRedirect: 'moved',
  TemporaryRedirect: 'moved',
  RequestTimeTooSkewed: 'wrong-clock',
  RequestExpired: 'wrong-clock',
  SlowDown: 'busy',
  TooManyRequests: 'busy',
  ServiceUnavailable: 'busy',
  RequestTimeout: 'timeout',
  QuotaExceeded: 'full',
  InsufficientCapacity: 'full',
  XMinioStorageFull: 'full',
  EntityTooLarge: 'too-large',
};

/** The reason that a code stands for; null where the status has to tell. */
export function reasonOf(code: string | null): TransportFailure | null {
  return (code !== null && Object.hasOwn(REASONS, code) && REASONS[code]) || null;
}

function parsed(body: string): XmlElement | null {
  try {
    return parseXml(body);
  } catch (error) {
    if (error instanceof XmlError) return null;
    throw error;
  }
}

function sizeOf(entry: XmlElement): number | null {
  const size = textIn(entry, 'Size');
  return size !== null && /^\d{1,15}$/u.test(size) ? Number(size) : null;
}
