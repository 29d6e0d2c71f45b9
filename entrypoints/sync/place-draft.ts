/** A place as it is typed, field by field, until it is one. */
import { readAddress, type AddressProblem } from '../../lib/sync/transports/address';
import type { Place, PlaceKind, PlaceName } from '../../lib/sync/vault/place';

export interface PlaceDraft {
  readonly kind: PlaceKind;
  readonly url: string;
  readonly path: string;
  /** Of S3, the id of the access key. */
  readonly user: string;
  /** Of S3, the secret access key. */
  readonly password: string;
  readonly bucket: string;
  readonly region: string;
  readonly style: 'path' | 'host';
  readonly folder: (Place & { readonly kind: 'folder' }) | null;
}

export type DraftField = 'url' | 'user' | 'password' | 'bucket' | 'region' | 'folder';
export type DraftProblem = AddressProblem | 'missing';
export type DraftProblems = Readonly<Partial<Record<DraftField, DraftProblem>>>;

export type DraftReading =
  { readonly ok: true; readonly place: Place } | { readonly ok: false; readonly problems: DraftProblems };

const OWN_FOLDER = 'Pullquote';

export function emptyDraft(kind: PlaceKind): PlaceDraft {
  return {
    kind,
    url: '',
    path: OWN_FOLDER,
    user: '',
    password: '',
    bucket: '',
    // What servers of one's own take, whatever they are called.
    region: 'us-east-1',
    style: 'path',
    folder: null,
  };
}

/** What is still known of a place when its secrets are not. */
export function draftOf({ kind, fields }: PlaceName): PlaceDraft {
  const empty = emptyDraft(kind);
  if (kind !== 'webdav' && kind !== 's3') return empty;
  return {
    ...empty,
    url: fields['url'] ?? fields['endpoint'] ?? '',
    path: fields['path'] ?? empty.path,
    user: fields['user'] ?? fields['accessKeyId'] ?? '',
    bucket: fields['bucket'] ?? '',
    region: fields['region'] ?? empty.region,
    style: fields['style'] === 'host' ? 'host' : 'path',
  };
}

export function readDraft(draft: PlaceDraft): DraftReading {
  switch (draft.kind) {
    case 'browser':
      return { ok: true, place: { kind: 'browser' } };
    case 'folder':
      return draft.folder
        ? { ok: true, place: draft.folder }
        : { ok: false, problems: { folder: 'missing' } };
    case 'webdav':
      return readWebDav(draft);
    case 's3':
      return readS3(draft);
    default:
      return draft.kind satisfies never;
  }
}

function readWebDav(draft: PlaceDraft): DraftReading {
  const address = readUrl(draft.url);
  if (typeof address === 'string') return { ok: false, problems: { url: address } };
  const { path, user, password } = withoutSecrets(draft);
  return { ok: true, place: { kind: 'webdav', url: address.url, path, user, password } };
}

function readS3(draft: PlaceDraft): DraftReading {
  const address = readUrl(draft.url);
  const { user, password, path, style } = withoutSecrets(draft);
  const values = { user, password, bucket: draft.bucket.trim(), region: draft.region.trim() };
  const problems: Partial<Record<DraftField, DraftProblem>> = {};
  for (const field of ['user', 'password', 'bucket', 'region'] as const) {
    if (values[field] === '') problems[field] = 'missing';
  }
  if (typeof address === 'string') problems.url = address;
  if (typeof address === 'string' || Object.keys(problems).length > 0) return { ok: false, problems };
  const { bucket, region } = values;
  const place = { kind: 's3', endpoint: address.url, bucket, region, path, style } as const;
  return { ok: true, place: { ...place, accessKeyId: user, secretAccessKey: password } };
}

function readUrl(typed: string): ReturnType<typeof readAddress> | 'missing' {
  return typed.trim() === '' ? 'missing' : readAddress(typed);
}

/** The draft with a user and a password that stood in the address in the fields that are theirs. */
export function withoutSecrets(draft: PlaceDraft): PlaceDraft {
  const address = readAddress(draft.url);
  if (typeof address === 'string') return { ...draft, user: draft.user.trim(), path: draft.path.trim() };
  const { url, user, password } = address;
  return {
    ...draft,
    url: user === null && password === null ? draft.url : url,
    path: draft.path.trim(),
    user: user ?? draft.user.trim(),
    password: password ?? draft.password,
  };
}

/** Whether the password would go out readable for whoever carries it. */
export function isExposed({ kind, url }: PlaceDraft): boolean {
  if (kind !== 'webdav' && kind !== 's3') return false;
  const address = readAddress(url);
  return typeof address !== 'string' && address.isExposed;
}
