/**
 * What one device shows and another one reads, as a QR code or pasted text, to join a vault: where the store is and all keys.
 * It is as secret as the vault: whoever sees it can read and write everything until the keys are rotated.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { fromBase64Url, joined, toBase64Url, uint32, type Bytes } from './bytes';
import { epochBytes, keyRingSchema, keysOf, readersKey, vaultBytes, type KeyRing } from './key-ring';
import { KEY_LENGTH } from './primitives';

/** Tells a join code from whatever else was in the clipboard. */
const PREFIX = 'pullquote-join-1.';
/** The same for a collection that is shared. */
const SHARED_PREFIX = 'pullquote-join-2.';
const ANY_VERSION = /^pullquote-join-\d+\./u;

const CHECK_LENGTH = 4;
const VAULT_LENGTH = 16;
const EPOCH_LENGTH = 4;
const ENTRY_LENGTH = VAULT_LENGTH + EPOCH_LENGTH + KEY_LENGTH;

/** More than a QR code holds. */
const MOST_LETTERS = 100_000;

export interface Joining {
  /** How the store is reached, password included. The caller knows its shape, and parses it. */
  readonly store: unknown;
  readonly ring: KeyRing;
}

export type JoinCodeProblem =
  /** Something else than a join code. */
  | 'unknown'
  /** From a later version of this program. */
  | 'newer'
  /** A part is missing, or a letter is another. */
  | 'damaged';

export type ParsedJoinCode =
  | { readonly ok: true; readonly joining: Joining }
  | { readonly ok: false; readonly problem: JoinCodeProblem };

/** @param joining.store can be written as JSON */
export function formatJoinCode({ store, ring }: Joining): string {
  const keys = keysOf(ring);
  if (ring.current.shared) {
    // Nothing is written with the others any more: who may only read shall not get them to write with either.
    const handed = { current: ring.current, former: ring.former.map(readersKey) };
    const json = utf8ToBytes(JSON.stringify({ store, ring: handed }));
    return SHARED_PREFIX + toBase64Url(joined(check(SHARED_PREFIX, json), json));
  }
  const content = joined(
    uint32(keys.length),
    ...keys.map((key) => joined(vaultBytes(key), epochBytes(key), hexToBytes(key.secret))),
    utf8ToBytes(JSON.stringify(store)),
  );
  return PREFIX + toBase64Url(joined(check(PREFIX, content), content));
}

/** Reads what was scanned or pasted; white space between the letters does not matter. */
export function parseJoinCode(text: string): ParsedJoinCode {
  const letters = text.replaceAll(/\s/gu, '');
  if (letters.length > MOST_LETTERS || !ANY_VERSION.test(letters)) return { ok: false, problem: 'unknown' };
  const prefix = [PREFIX, SHARED_PREFIX].find((each) => letters.startsWith(each));
  if (prefix === undefined) return { ok: false, problem: 'newer' };
  const bytes = fromBase64Url(letters.slice(prefix.length));
  const content = bytes && checked(prefix, bytes);
  const joining = content && (prefix === PREFIX ? read(content) : readShared(content));
  return joining ? { ok: true, joining } : { ok: false, problem: 'damaged' };
}

function checked(prefix: string, bytes: Bytes): Bytes | null {
  const content = bytes.slice(CHECK_LENGTH);
  return bytesToHex(bytes.subarray(0, CHECK_LENGTH)) === bytesToHex(check(prefix, content)) ? content : null;
}

function readShared(content: Bytes): Joining | null {
  const parsed = v.safeParse(sharedSchema, new TextDecoder().decode(content));
  return parsed.success ? parsed.output : null;
}

function read(content: Bytes): Joining | null {
  if (content.length < EPOCH_LENGTH) return null;
  const count = new DataView(content.buffer).getUint32(0);
  const end = 4 + count * ENTRY_LENGTH;
  if (content.length < end) return null;
  const [current, ...former] = Array.from({ length: count }, (_, at) => readKey(content, at));
  const parsed = v.safeParse(joiningSchema, {
    store: new TextDecoder().decode(content.subarray(end)),
    ring: { current, former },
  });
  return parsed.success ? parsed.output : null;
}

const joiningSchema = v.object({ store: v.pipe(v.string(), v.parseJson()), ring: keyRingSchema });
const sharedSchema = v.pipe(v.string(), v.parseJson(), v.object({ store: v.unknown(), ring: keyRingSchema }));

function readKey(content: Bytes, at: number): object {
  const start = 4 + at * ENTRY_LENGTH;
  const secretStart = start + VAULT_LENGTH + EPOCH_LENGTH;
  return {
    vault: bytesToHex(content.subarray(start, start + VAULT_LENGTH)),
    epoch: new DataView(content.buffer).getUint32(start + VAULT_LENGTH),
    secret: bytesToHex(content.subarray(secretStart, secretStart + KEY_LENGTH)),
  };
}

/** Tells slips and torn texts, and nothing more: who can change the code can change this, too. */
function check(prefix: string, content: Uint8Array): Bytes {
  return sha256(joined(utf8ToBytes(prefix), content)).slice(0, CHECK_LENGTH);
}
