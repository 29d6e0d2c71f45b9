/** What the page does with the vault of this device: it comes to have one, and its keys change. */
import * as v from 'valibot';
import { newDeviceName } from '../../lib/sync/log/names';
import { sendToBackground } from '../../lib/extension/client';
import { rememberSyncing, SYNC_LOCK } from '../../lib/extension/sync';
import { transportTo } from '../../lib/extension/transports';
import { createDeviceKey } from '../../lib/sync/crypto/device-lock';
import { formatJoinCode, parseJoinCode } from '../../lib/sync/crypto/join-code';
import { canWrite, keysOf, readersKey, ringOf, type KeyRing } from '../../lib/sync/crypto/key-ring';
import type { Transport } from '../../lib/sync/transports/transport';
import {
  changePassphraseAt,
  changeRecoveryCodeAt,
  learnKeysAt,
  openAt,
  rotateAt,
  SetUpError,
  setUpAt,
} from '../../lib/sync/vault/keys-at';
import { nameOfPlace, placeSchema, type Place, type PlaceName } from '../../lib/sync/vault/place';
import { lockSecrets, unlockSecrets, type VaultSecrets } from '../../lib/sync/vault/secrets';
import type { Database } from '../../lib/store/database';
import { findVault, listCollections } from '../../lib/store/sync/queries';
import type { Vault } from '../../lib/store/sync/rows';
import type { VaultWriter } from '../../lib/store/sync/vaults';
import { argon2idInWorker } from './argon2id';
import { done, refused, tried, vaultSecret } from './outcomes';
import type { Done, SyncServices } from './services';

/** The page stays alive while a passphrase is stretched. */
const IN_WORKER = { argon2id: argon2idInWorker };

/** The vault that the page is about. */
export interface Subject {
  readonly scope: SyncServices['scope'];
  /** Of a vault that is shared; null where there is none yet, and for the user's own. */
  id: string | null;
}

export interface VaultParts {
  readonly db: Database;
  readonly vaults: VaultWriter;
  readonly subject: Subject;
  /** The handle of the folder that was picked in this page, where the place is one. */
  readonly folderFor: (place: Place) => object | null;
}

type Membership = Pick<SyncServices, 'setUp' | 'join' | 'readJoinCode' | 'joinByCode' | 'leave'>;

/** How the device comes to a vault, and leaves it. */
export function membershipServices(parts: VaultParts): Membership {
  const { vaults, folderFor, subject } = parts;
  const adopt = async (place: Place, ring: KeyRing, label: string): Promise<void> => {
    const tag = await checkedTag(parts, ring.current.shared?.collection ?? null);
    const deviceKey = await createDeviceKey();
    const locked = await lockSecrets(deviceKey, { place, ring });
    const placeName = nameOfPlace(place);
    const id = ring.current.vault;
    // First, so that whoever watches finds it.
    if (subject.scope === 'shared') {
      subject.id = id;
      // So that the page is the same one when it is loaded again.
      history.replaceState(null, '', `?collection=${id}`);
    }
    await vaults.add(
      id,
      { placeName, locked, deviceKey, folder: folderFor(place), keysSeenAt: null, keyFile: null },
      { name: newDeviceName(), label },
      tag === null ? undefined : { tag, author: label, isReadOnly: !canWrite(ring) },
    );
    await remember(subject, placeName);
    syncSoon();
  };
  const at = (place: Place): Transport => transportTo(place, folderFor(place));

  return {
    setUp: (place, passphrase, { label, tag = '' }) =>
      alone(async () => {
        // Before anything is written there.
        const collection = await checkedTag(parts, subject.scope === 'shared' ? tag : null);
        const made = await setUpAt(at(place), passphrase, { ...IN_WORKER, collection });
        await adopt(place, made.ring, label);
        return made.recoveryCode;
      }),
    join: async (place, typed, { label }) => {
      const secret = vaultSecret(typed);
      if (!secret) return refused('mistyped-recovery-code');
      return alone(async () => {
        await adopt(place, await openAt(at(place), secret, IN_WORKER), label);
        return null;
      });
    },
    readJoinCode: (code) => {
      const joining = joiningOf(code);
      if (!joining.ok) return joining;
      const { place, ring } = joining.value;
      const tag = ring.current.shared?.collection ?? null;
      if ((tag !== null) !== (subject.scope === 'shared'))
        return refused(tag === null ? 'not-shared' : 'shared');
      return done({ place, tag, isReadOnly: !canWrite(ring) });
    },
    joinByCode: async (place, code, { label }) => {
      const joining = joiningOf(code);
      if (!joining.ok) return joining;
      return alone(async () => {
        const { ring } = await learnKeysAt(at(place), joining.value.ring);
        await adopt(place, ring, label);
        return null;
      });
    },
    leave: async () => {
      await sendToBackground('view.stopSync', {});
      await navigator.locks.request(SYNC_LOCK, async () => {
        const vault = await vaultOf(parts);
        if (vault) await vaults.remove(vault.id);
        await remember(subject, null);
      });
      // So that the background wakes for nothing any more, and the button is quiet.
      syncSoon();
    },
  };
}

/** The tag, where what is there is what the page is about. @throws {SetUpError} shared, not-shared, tag-taken */
async function checkedTag({ db, subject }: VaultParts, tag: string | null): Promise<string | null> {
  if (subject.scope === 'own' && tag !== null) throw new SetUpError('shared');
  if (subject.scope === 'shared' && tag === null) throw new SetUpError('not-shared');
  const taken = (await listCollections(db)).map((collection) => collection.tag.toLowerCase());
  if (tag !== null && taken.includes(tag.toLowerCase())) throw new SetUpError('tag-taken');
  return tag;
}

/** The witness is of the user's own vault: what is shared is had back from the others. */
export async function remember({ scope }: Subject, place: PlaceName | null): Promise<void> {
  if (scope === 'own') await rememberSyncing(place);
}

type Keys = Pick<SyncServices, 'unlock' | 'changePassphrase' | 'newRecoveryCode' | 'joinCode' | 'shutOut'>;

/** What leads to the keys, and other keys. */
export function keyServices(parts: VaultParts): Keys {
  const { vaults } = parts;
  /** The keys that `work` gives back are kept. */
  const withKeys = <T>(
    work: (ring: KeyRing, transport: Transport) => Promise<{ readonly ring: KeyRing; readonly value: T }>,
  ): Promise<Done<T>> =>
    alone(async () => {
      const { vault, secrets } = await opened(parts);
      const transport = transportTo(secrets.place, vault.folder);
      // First of all, so that there is a file to work with.
      await learnKeysAt(transport, secrets.ring, { kept: vault.keyFile });
      const { ring, value } = await work(secrets.ring, transport);
      // The file that counts now is the one to keep: what the old one opens with shall open nothing any more.
      const learned = await learnKeysAt(transport, ring);
      const locked = await lockSecrets(vault.deviceKey, { place: secrets.place, ring: learned.ring });
      await vaults.relock(vault.id, { locked, keysSeenAt: Date.now(), keyFile: learned.file });
      return value;
    });

  return {
    unlock: async (typed) => {
      const secret = vaultSecret(typed);
      if (!secret) return refused('mistyped-recovery-code');
      const outcome = await withKeys(async (ring, transport) => {
        const { current, former } = await openAt(transport, secret, IN_WORKER);
        return { ring: ringOf(current, [...former, ...keysOf(ring)]), value: null };
      });
      if (outcome.ok) syncSoon();
      return outcome;
    },
    changePassphrase: (passphrase) =>
      withKeys(async (ring, transport) => {
        await changePassphraseAt(transport, ring, passphrase, IN_WORKER);
        return { ring, value: null };
      }),
    newRecoveryCode: () =>
      withKeys(async (ring, transport) => ({ ring, value: await changeRecoveryCodeAt(transport, ring) })),
    joinCode: async (access) => {
      const { place, ring } = (await opened(parts)).secrets;
      const shown = access === 'read' ? { ...ring, current: readersKey(ring.current) } : ring;
      return formatJoinCode({ store: place, ring: shown });
    },
    shutOut: async (passphrase, next) => {
      const outcome = await withKeys(async (before, transport) => {
        const { ring, recoveryCode } = await rotateAt(transport, before, { passphrase, next }, IN_WORKER);
        return { ring, value: recoveryCode };
      });
      // At once, so that the others notice.
      if (outcome.ok) syncSoon();
      return outcome;
    },
  };
}

/** Nothing syncs meanwhile: a run that is on is stopped, and goes on later from where it was. */
export async function alone<T>(work: () => Promise<T>): Promise<Done<T>> {
  await sendToBackground('view.stopSync', {});
  return navigator.locks.request(SYNC_LOCK, () => tried(work));
}

/** When the lock is free again. */
export function syncSoon(): void {
  void sendToBackground('view.sync', {});
}

/** For `findVault`: names none where there is none yet. */
export function idOf({ scope, id }: Subject): string | null {
  return scope === 'shared' ? (id ?? '') : null;
}

/** The vault that the page is about; null where there is none yet. */
export function vaultOf({ db, subject }: Pick<VaultParts, 'db' | 'subject'>): Promise<Vault | null> {
  return findVault(db, idOf(subject));
}

export async function opened(
  parts: Pick<VaultParts, 'db' | 'subject'>,
): Promise<{ readonly vault: Vault; readonly secrets: VaultSecrets }> {
  const vault = await vaultOf(parts);
  if (!vault) throw new Error('This device does not sync.');
  return { vault, secrets: await unlockSecrets(vault.deviceKey, vault.locked) };
}

function joiningOf(code: string): Done<VaultSecrets> {
  const parsed = parseJoinCode(code);
  if (!parsed.ok) return refused(parsed.problem === 'newer' ? 'newer' : 'bad-join-code');
  const place = v.safeParse(placeSchema, parsed.joining.store);
  if (!place.success) return refused('newer');
  return done({ place: place.output, ring: parsed.joining.ring });
}
