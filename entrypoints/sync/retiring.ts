/** What the page does when a device is not used any more. */
import { createSealer } from '../../lib/sync/crypto/envelope';
import { transportTo } from '../../lib/extension/transports';
import { createReplica } from '../../lib/store/sync/replica';
import { newDeviceName } from '../../lib/sync/log/names';
import { retire } from '../../lib/sync/log/retire';
import { LIMITS } from '../../lib/sync/log/round';
import { learnKeysAt } from '../../lib/sync/vault/keys-at';
import { lockSecrets } from '../../lib/sync/vault/secrets';
import { done, refused } from './outcomes';
import type { SyncServices } from './services';
import { alone, opened, syncSoon, type VaultParts } from './vault';

const now = (): number => Date.now();

export function retiringServices(parts: VaultParts): Pick<SyncServices, 'retire'> {
  return {
    retire: async (device, evenUnread, signal) => {
      try {
        const outcome = await alone(() => retireHere(parts, { device, evenUnread, signal }));
        if (!outcome.ok) return outcome;
        return outcome.value ? done(null) : refused('not-read');
      } finally {
        // What came in meanwhile is shown, and what waits is sent.
        syncSoon();
      }
    },
  };
}

interface Retiring {
  readonly device: string;
  readonly evenUnread: boolean;
  readonly signal: AbortSignal;
}

/** @returns whether nothing of it is there any more */
async function retireHere(parts: VaultParts, { device, evenUnread, signal }: Retiring): Promise<boolean> {
  const { db, vaults } = parts;
  const { vault, secrets } = await opened(parts);
  const transport = transportTo(secrets.place, vault.folder);
  // What somebody sealed with a newer key would be in the way.
  const { ring, file, isLocked } = await learnKeysAt(transport, secrets.ring, {
    signal,
    kept: vault.keyFile,
  });
  if (isLocked) return false;
  const locked = await lockSecrets(vault.deviceKey, { place: secrets.place, ring });
  await vaults.relock(vault.id, { locked, keysSeenAt: now(), keyFile: file });
  const round = {
    replica: createReplica(db, vault.id, now),
    transport,
    sealer: await createSealer(ring),
    now,
    newDeviceName,
    isKeyCertain: true,
    limits: LIMITS,
    signal,
    progress: () => undefined,
  };
  const isGone = await retire(round, device, evenUnread);
  if (!isGone) return false;
  await vaults.updateStatus(vault.id, (status) => ({
    ...status,
    devices: status.devices.filter(({ name }) => name !== device),
  }));
  return true;
}
