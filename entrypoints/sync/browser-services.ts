import { v7 as uuidv7 } from 'uuid';
import { browser } from 'wxt/browser';
import { sendToBackground } from '../../lib/extension/client';
import { t } from '../../lib/extension/i18n';
import { rememberedPlace, rememberSyncing } from '../../lib/extension/sync';
import { browserStorage, isSyncedFolder, PlaceAccess } from '../../lib/extension/transports';
import type { Database } from '../../lib/store/database';
import { live } from '../../lib/store/live';
import { findVault, syncView } from '../../lib/store/sync/queries';
import type { Vault } from '../../lib/store/sync/rows';
import { createWriter } from '../../lib/store/writer';
import { passphraseStrength, suggestPassphrase } from '../../lib/sync/crypto/passphrase';
import type { SyncView } from '../../lib/sync/vault/state';
import { pickerOf, tryPlace } from './places';
import { qrSquares } from './qr';
import type { SyncServices } from './services';
import { keyServices, membershipServices, opened, syncSoon, type VaultParts } from './vault';

/** The page's world as it is. */
export function browserServices(db: Database): SyncServices {
  const { vaults } = createWriter(db, { now: () => Date.now(), newId: uuidv7 });
  let picked: object | null = null;
  const folderFor: VaultParts['folderFor'] = ({ kind }) => (kind === 'folder' ? picked : null);
  const parts = { db, vaults, folderFor };
  const access = new PlaceAccess();
  access.watch();
  /** Known before a click: browsers ask for access only at once. */
  let known: Vault | null = null;
  live(() => findVault(db)).subscribe(
    (vault) => {
      known = vault;
    },
    () => undefined,
  );
  return {
    ...membershipServices(parts),
    ...keyServices(parts),
    t,
    locale: browser.i18n.getUILanguage(),
    kinds: pickerOf() ? ['browser', 'webdav', 's3', 'folder'] : ['browser', 'webdav', 's3'],
    suggestedLabel: suggestedLabel(),
    watch: (next, failed) =>
      live(() => syncView(db)).subscribe(
        (view) => void tell(view, next),
        ({ message }) => failed(message),
      ),
    lost: async () => ((await findVault(db)) ? null : rememberedPlace()),
    forgetLost: () => rememberSyncing(null),
    pickFolder: async () => {
      const handle = await pickerOf()?.({ mode: 'readwrite', id: 'pullquote-sync' }).catch(() => null);
      if (!isSyncedFolder(handle)) return null;
      picked = handle;
      return { kind: 'folder', name: handle.name };
    },
    tryPlace: (place, signal) => tryPlace(access, place, folderFor(place), signal),
    strengthOf: passphraseStrength,
    suggestPassphrase: () => suggestPassphrase(),
    qrCode: qrSquares,
    allow: async () => known !== null && (await access.request(known.placeName, known.folder)),
    syncNow: async () => {
      await sendToBackground('view.sync', {});
    },
    cancel: async () => {
      await sendToBackground('view.stopSync', {});
    },
    configure: async (settings) => {
      const { vault } = await opened(db);
      await vaults.configure(vault.id, settings);
      if (settings.isPaused !== true) syncSoon();
    },
    rename: async (label) => {
      const { vault } = await opened(db);
      await vaults.label(vault.id, label);
      syncSoon();
    },
    settle: async (annotationId, field, value) => {
      await vaults.settle(annotationId, field, value);
      await sendToBackground('view.changed', {});
    },
  };
}

async function tell(
  view: Omit<SyncView, 'usage'> | null,
  next: (view: SyncView | null) => void,
): Promise<void> {
  const isBrowser = view?.place.kind === 'browser';
  const usage = isBrowser
    ? await browserStorage()
        .usage()
        .catch(() => null)
    : null;
  next(view && { ...view, usage });
}

/** "Firefox, Linux": what a user tells two of their devices apart by, until they say something better. */
function suggestedLabel(): string {
  const agent = navigator.userAgent;
  const program = /\b(Firefox|Edg|OPR|Chrome)\//u.exec(agent)?.[1] ?? '';
  const named: Readonly<Record<string, string>> = { Edg: 'Edge', OPR: 'Opera' };
  const system = /Windows|Mac OS X|Android|CrOS|Linux/u.exec(agent)?.[0] ?? '';
  return [named[program] ?? program, system.replace('Mac OS X', 'macOS')]
    .filter((part) => part !== '')
    .join(', ');
}
