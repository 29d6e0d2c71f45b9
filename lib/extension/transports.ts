/** Places as this browser reaches them. */
import { browser } from 'wxt/browser';
import { BrowserStorage } from '../sync/transports/browser-storage';
import { FolderTransport, type SyncedFolder } from '../sync/transports/folder';
import type { Network } from '../sync/transports/http';
import { S3 } from '../sync/transports/s3';
import { TransportError, type Transport } from '../sync/transports/transport';
import { WebDav } from '../sync/transports/webdav';
import { grantedOrigins, onAccessChanged } from './access';
import { readAddress } from '../sync/transports/address';
import type { Place, PlaceName } from '../sync/vault/place';

/**
 * @param folder the handle of the picked folder, where that is the place
 * @throws {TransportError} not-permitted where there is no such handle (any more)
 */
export function transportTo(place: Place, folder: object | null): Transport {
  if (place.kind === 'webdav') return new WebDav(place, networkTo(place.url));
  if (place.kind === 's3') return new S3(place, networkTo(place.endpoint));
  if (place.kind === 'browser') return browserStorage();
  if (!isSyncedFolder(folder)) throw new TransportError('not-permitted', 'no folder');
  return new FolderTransport({ root: folder, isPermitted: () => isFolderPermitted(folder) });
}

/** The storage that the browser carries to the user's other browsers. */
export function browserStorage(): BrowserStorage {
  return new BrowserStorage({ area: browser.storage.sync, now: () => Date.now() });
}

/**
 * Asks the user for access to places, where it is not there yet. A browser lets that be asked in a click only, at once: so what
 * there is of access is known beforehand.
 */
export class PlaceAccess {
  #granted: readonly string[] = [];

  /** @returns how to stop looking at what is granted */
  watch(): () => void {
    const look = (): void => void this.#look();
    look();
    return onAccessChanged(look);
  }

  async #look(): Promise<void> {
    this.#granted = await grantedOrigins();
  }

  /** @returns whether there is access */
  async request({ kind, name }: PlaceName, folder: object | null): Promise<boolean> {
    if (kind === 'browser') return true;
    if (kind === 'folder') return isSyncedFolder(folder) && (await requestFolder(folder));
    const origin = originOf(name.split(' ', 1)[0] ?? '');
    if (origin === null) return false;
    const all = origin.startsWith('https:') ? 'https://*/*' : 'http://*/*';
    const isThere = [origin, all, '*://*/*', '<all_urls>'].some((pattern) => this.#granted.includes(pattern));
    return isThere || browser.permissions.request({ origins: [origin] });
  }
}

function networkTo(url: string): Network {
  const origin = originOf(url);
  return {
    fetch: (address, init) => fetch(address, init),
    now: () => Date.now(),
    isPermitted: async () => origin !== null && browser.permissions.contains({ origins: [origin] }),
  };
}

function originOf(url: string): string | null {
  const address = readAddress(url);
  return typeof address === 'string' ? null : address.permission;
}

/** File System Access, as far as types have it not yet. */
interface PermittedHandle {
  queryPermission(options: { mode: 'readwrite' }): Promise<PermissionState>;
  requestPermission?(options: { mode: 'readwrite' }): Promise<PermissionState>;
}

export function isSyncedFolder(handle: unknown): handle is SyncedFolder & PermittedHandle {
  return (
    typeof handle === 'object' &&
    handle !== null &&
    Reflect.get(handle, 'kind') === 'directory' &&
    typeof Reflect.get(handle, 'queryPermission') === 'function'
  );
}

async function isFolderPermitted(handle: PermittedHandle): Promise<boolean> {
  return (await handle.queryPermission({ mode: 'readwrite' })) === 'granted';
}

async function requestFolder(handle: PermittedHandle): Promise<boolean> {
  return (await handle.requestPermission?.({ mode: 'readwrite' })) === 'granted';
}
