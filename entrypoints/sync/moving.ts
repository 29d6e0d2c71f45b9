/** What the page does when the vault of this device goes to another place, or is reached in another way. */
import { createSealer } from '../../lib/sync/crypto/envelope';
import { canWrite, ringOf, type KeyRing } from '../../lib/sync/crypto/key-ring';
import { transportTo } from '../../lib/extension/transports';
import { syncView } from '../../lib/store/sync/queries';
import { TransportError, type Transport } from '../../lib/sync/transports/transport';
import { copyKeysTo, hasVault, learnKeysAt, SetUpError } from '../../lib/sync/vault/keys-at';
import { leaveNote, removeNotesTo } from '../../lib/sync/vault/moved';
import { isSamePlace, nameOfPlace, type Place, type PlaceName } from '../../lib/sync/vault/place';
import { lockSecrets, type VaultSecrets } from '../../lib/sync/vault/secrets';
import type { SyncView } from '../../lib/sync/vault/state';
import type { SyncServices } from './services';
import { alone, idOf, opened, remember, syncSoon, type VaultParts } from './vault';

export function movingServices(parts: VaultParts): Pick<SyncServices, 'reconnect' | 'move'> {
  const { db, vaults, folderFor, subject } = parts;
  const at = (place: Place): Transport => transportTo(place, folderFor(place));
  return {
    reconnect: (place) =>
      alone(async () => {
        const { vault, secrets } = await opened(parts);
        if (!(await hasVault(at(place)))) throw new SetUpError('no-vault');
        const learned = await learnKeysAt(at(place), secrets.ring, { kept: vault.keyFile });
        // Somebody else's, or ours with other keys: in either case nothing is written there unseen.
        if (learned.isLocked) throw new SetUpError('already-there');
        const locked = await lockSecrets(vault.deviceKey, { place, ring: learned.ring });
        const placeName = nameOfPlace(place);
        const folder = folderFor(place) ?? vault.folder;
        const way = { placeName, locked, folder, keysSeenAt: Date.now(), keyFile: learned.file };
        // Another place, to which another device has moved: nothing that this one wrote need be there.
        const isSame = JSON.stringify(placeName) === JSON.stringify(vault.placeName);
        const before = await syncView(db, idOf(subject));
        await (isSame ? vaults.relock(vault.id, way) : vaults.moveTo(vault.id, way));
        await remember(subject, placeName);
        const from = transportTo(secrets.place, vault.folder);
        const isTold = isSame || (await sayMoved(before, { from, to: at(place) }, placeName, learned.ring));
        syncSoon();
        return { isTold };
      }),
    move: (place) =>
      alone(async () => {
        const { vault, secrets } = await opened(parts);
        const from = transportTo(secrets.place, vault.folder);
        const ring = await bringKeys(secrets, from, at(place));
        const locked = await lockSecrets(vault.deviceKey, { place, ring });
        const placeName = nameOfPlace(place);
        const folder = folderFor(place);
        const before = await syncView(db, idOf(subject));
        await vaults.moveTo(vault.id, { placeName, locked, folder, keysSeenAt: null });
        await remember(subject, placeName);
        const isTold = await sayMoved(before, { from, to: at(place) }, placeName, ring);
        syncSoon();
        return { isTold };
      }),
  };
}

/** The keys of the vault come to the other place, unless they are there already: then another device has moved before. */
async function bringKeys({ ring }: VaultSecrets, from: Transport, to: Transport): Promise<KeyRing> {
  if (await hasVault(to)) {
    const learned = await learnKeysAt(to, ring);
    if (!learned.isLocked) return learned.ring;
  }
  await copyKeysTo(from, to, ring);
  return ring;
}

/**
 * Leaves word of the move for the other devices at the place that is left, unless it lies there already; and takes away what
 * sends them from the new place to the old one.
 *
 * @returns whether they find it: the old place may be out of reach, which may be why it is left
 */
async function sayMoved(
  before: Omit<SyncView, 'usage'> | null,
  { from, to }: { readonly from: Transport; readonly to: Transport },
  place: PlaceName,
  ring: KeyRing,
): Promise<boolean> {
  if (!before || !canWrite(ring)) return true;
  const { status, device } = before;
  const sealer = await createSealer(ringOf(ring.current, []));
  try {
    await removeNotesTo(to, sealer, before.place);
    if (status.moved && isSamePlace(status.moved.place, place)) return true;
    await leaveNote(from, sealer, { place, by: device.label, at: Date.now() });
    return true;
  } catch (error) {
    if (error instanceof TransportError) return false;
    throw error;
  }
}
