/**
 * What opens a vault when the passphrase is forgotten: 160 random bits to be written down. With the store's files it is as
 * good as the passphrase, so nothing but paper keeps it.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { fromBase32, inGroups, respell, toBase32 } from './base32';
import { joined, type Bytes, type Random } from './bytes';

const SECRET_LENGTH = 20;
const SECRET_LETTERS = 32;
/** 20 bits: of a million codes with slips, one passes. */
const CHECK_LETTERS = 4;

export function createRecoverySecret(random: Random): Bytes {
  return random(SECRET_LENGTH);
}

/** The secret as 36 letters and digits, of which the last four tell slips. */
export function formatRecoveryCode(secret: Bytes): string {
  return inGroups(toBase32(secret) + check(secret));
}

export type RecoveryCodeProblem =
  /** There is a character that no code has. */
  | 'character'
  /** Too few or too many of them. */
  | 'length'
  /** Something was mistyped. */
  | 'check';

export type ParsedRecoveryCode =
  | { readonly ok: true; readonly secret: Bytes }
  | { readonly ok: false; readonly problem: RecoveryCodeProblem };

/** Reads what a person typed: case, spaces and dashes do not matter, O is 0, I and L are 1. */
export function parseRecoveryCode(text: string): ParsedRecoveryCode {
  const letters = text.replaceAll(/[\s\p{Pd}\u2212\u200B\uFEFF]/gu, '');
  const secret = fromBase32(letters.slice(0, SECRET_LETTERS));
  const last = fromBase32(letters.slice(SECRET_LETTERS));
  if (!secret || !last) return { ok: false, problem: 'character' };
  if (letters.length !== SECRET_LETTERS + CHECK_LETTERS) return { ok: false, problem: 'length' };
  const isRight = formatRecoveryCode(secret).replaceAll('-', '') === respell(letters);
  return isRight ? { ok: true, secret } : { ok: false, problem: 'check' };
}

function check(secret: Bytes): string {
  const sum = sha256(joined(utf8ToBytes('pullquote recovery code 1'), secret));
  return toBase32(sum).slice(0, CHECK_LETTERS);
}
