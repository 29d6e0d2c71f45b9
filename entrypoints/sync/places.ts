/** Places: asked for, tried out. */
import { systemRandom } from '../../lib/sync/crypto/bytes';
import { transportTo, type PlaceAccess } from '../../lib/extension/transports';
import { webDavAddresses } from '../../lib/sync/transports/address';
import { testConnection } from '../../lib/sync/transports/connection-test';
import { TransportError } from '../../lib/sync/transports/transport';
import { hasVault } from '../../lib/sync/vault/keys-at';
import { nameOfPlace, type Place } from '../../lib/sync/vault/place';
import type { Access, Trial } from './services';

/** Call it in the click itself: first of all the browser is asked for access. */
export async function tryPlace(
  access: PlaceAccess,
  place: Place,
  {
    folder,
    to,
    signal,
  }: { readonly folder: object | null; readonly to: Access; readonly signal: AbortSignal },
): Promise<Trial> {
  // First, while the click still counts.
  if (!(await access.request(nameOfPlace(place), folder)))
    return { isOk: false, step: 'permission', reason: 'not-permitted', detail: '' };
  let trial: Trial | null = null;
  for (const candidate of candidatesOf(place)) {
    // oxlint-disable-next-line no-await-in-loop -- the likeliest address first
    const result = await tryOne(candidate, { folder, to, signal });
    if (result.isOk) return result;
    // What the address that was typed says is told, if none works.
    trial ??= result;
  }
  return trial ?? { isOk: false, step: 'list', reason: 'failed', detail: '' };
}

function candidatesOf(place: Place): readonly Place[] {
  if (place.kind !== 'webdav') return [place];
  const { user, password, path } = place;
  return webDavAddresses(place.url, user).map((url) => ({ kind: 'webdav', url, user, password, path }));
}

async function tryOne(place: Place, { folder, to, signal }: Parameters<typeof tryPlace>[2]): Promise<Trial> {
  try {
    const transport = transportTo(place, folder);
    if (to === 'write') {
      const world = { now: () => performance.now(), random: systemRandom };
      const result = await testConnection(transport, world, { signal });
      if (!result.isOk) return result;
    }
    return { isOk: true, place, hasVault: await hasVault(transport, { signal }) };
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    return { isOk: false, step: 'list', reason: error.reason, detail: error.detail };
  }
}

type PickFolder = (options: { readonly mode: 'readwrite'; readonly id: string }) => Promise<unknown>;

/** File System Access, where the browser has it. */
export function pickerOf(): PickFolder | null {
  const pick: unknown = Reflect.get(globalThis, 'showDirectoryPicker');
  return typeof pick === 'function'
    ? (options) => Promise.resolve(Reflect.apply(pick, globalThis, [options]))
    : null;
}
