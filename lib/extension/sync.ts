/** What the sync page and the background share: the page itself, the lock, and the witness. */
import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { placeNameSchema, type PlaceName } from '../sync/vault/place';

/** The Web Lock held while a device syncs, or changes how it syncs: one at a time, in whatever window. */
export const SYNC_LOCK = 'pullquote-sync';

/** Opens the page in a tab of its own. */
export async function openSync(): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL('/sync.html') });
}

const WITNESS = 'sync-witness';

/**
 * A browser may empty a damaged database without a word. That this device synced is remembered elsewhere, too, so that an
 * empty database is not taken for a wish.
 */
export async function rememberSyncing(place: PlaceName | null): Promise<void> {
  await (place ? browser.storage.local.set({ [WITNESS]: place }) : browser.storage.local.remove(WITNESS));
}

/** Where this device syncs, as the witness says; null where it does not. */
export async function rememberedPlace(): Promise<PlaceName | null> {
  const { [WITNESS]: stored } = await browser.storage.local.get(WITNESS);
  const parsed = v.safeParse(placeNameSchema, stored);
  return parsed.success ? parsed.output : null;
}
