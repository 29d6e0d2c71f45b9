/** What went wrong with keys and places, in the words of the page's contract. */
import { KeyFileError, type KeyFileFailure } from '../../lib/sync/crypto/key-file';
import { parseRecoveryCode } from '../../lib/sync/crypto/recovery-code';
import { TransportError } from '../../lib/sync/transports/transport';
import { SetUpError, type VaultSecret } from '../../lib/sync/vault/keys-at';
import type { Done, KeyProblem, Secret } from './services';

export function done<T>(value: T): Done<T> {
  return { ok: true, value };
}

export function refused(problem: KeyProblem, detail = ''): Done<never> {
  return { ok: false, problem, detail };
}

/** What came of `work`; what is no fault of the place or the keys is thrown on. */
export async function tried<T>(work: () => Promise<T>): Promise<Done<T>> {
  try {
    return done(await work());
  } catch (error) {
    if (error instanceof TransportError) return refused('unreachable', error.message);
    if (error instanceof SetUpError) return refused(error.problem, error.message);
    if (error instanceof KeyFileError) return refused(KEY_PROBLEMS[error.reason], error.message);
    throw error;
  }
}

const KEY_PROBLEMS: Readonly<Record<KeyFileFailure, KeyProblem>> = {
  'wrong-passphrase': 'wrong-passphrase',
  'wrong-recovery-code': 'wrong-recovery-code',
  damaged: 'damaged',
  excessive: 'damaged',
  locked: 'wrong-passphrase',
  'unknown-format': 'newer',
  'unknown-kdf': 'newer',
};

/** What the user typed, as a proof; null where a recovery code has a slip in it. */
export function vaultSecret({ type, text }: Secret): VaultSecret | null {
  if (type === 'passphrase') return { type, text };
  const parsed = parseRecoveryCode(text);
  return parsed.ok ? { type, secret: parsed.secret } : null;
}
