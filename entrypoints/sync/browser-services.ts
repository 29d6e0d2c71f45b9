import { v7 as uuidv7 } from 'uuid';
import { browser } from 'wxt/browser';
import { sendToBackground } from '../../lib/extension/client';
import { t } from '../../lib/extension/i18n';
import { rememberedPlace, rememberSyncing, SYNC_LOCK } from '../../lib/extension/sync';
import { browserStorage, isSyncedFolder, PlaceAccess } from '../../lib/extension/transports';
import type { Database } from '../../lib/store/database';
import { live } from '../../lib/store/live';
import { findVault, listCollections, syncView } from '../../lib/store/sync/queries';
import type { Vault } from '../../lib/store/sync/rows';
import { createWriter } from '../../lib/store/writer';
import { passphraseStrength, suggestPassphrase } from '../../lib/sync/crypto/passphrase';
import type { PlaceKind } from '../../lib/sync/vault/place';
import type { SyncView } from '../../lib/sync/vault/state';
import { movingServices } from './moving';
import { pickerOf, tryPlace } from './places';
import { qrSquares } from './qr';
import { retiringServices } from './retiring';
import type { SyncServices } from './services';
import {
  keyServices,
  membershipServices,
  idOf,
  opened,
  syncSoon,
  vaultOf,
  type Subject,
  type VaultParts,
} from './vault';

/** The page's world as it is. */
export function browserServices(db: Database, subject: Subject): SyncServices {
  const { vaults } = createWriter(db, { now: () => Date.now(), newId: uuidv7 });
  let picked: object | null = null;
  const folderFor: VaultParts['folderFor'] = ({ kind }) => (kind === 'folder' ? picked : null);
  const parts = { db, vaults, subject, folderFor };
  const access = new PlaceAccess();
  access.watch();
  /** Known before a click: browsers ask for access only at once. */
  let known: Vault | null = null;
  live(() => vaultOf(parts)).subscribe(
    (vault) => {
      known = vault;
    },
    () => undefined,
  );
  return {
    ...membershipServices(parts),
    ...movingServices(parts),
    ...keyServices(parts),
    ...retiringServices(parts),
    t,
    scope: subject.scope,
    watchCollections: (next) => live(() => listCollections(db)).subscribe(next, () => next([])),
    locale: browser.i18n.getUILanguage(),
    kinds: kindsFor(subject),
    suggestedLabel: subject.scope === 'own' ? suggestedLabel() : '',
    watch: (next, failed) => {
      let last: Shown = null;
      const show = (view: Shown): void => {
        last = view;
        void tell(view, next);
      };
      // A worker that was stopped in a run says so to nobody.
      const look = setInterval(() => {
        if (last?.status.progress) show(last);
      }, LOOK_EVERY);
      const stop = live(() => syncView(db, idOf(subject))).subscribe(show, ({ message }) => failed(message));
      return () => {
        clearInterval(look);
        stop();
      };
    },
    lost: async () => (subject.scope === 'shared' || (await findVault(db)) ? null : rememberedPlace()),
    forgetLost: async () => {
      // Where it was joined again, the witness is of that.
      if (!(await findVault(db))) await rememberSyncing(null);
    },
    pickFolder: async () => {
      const handle = await pickerOf()?.({ mode: 'readwrite', id: 'pullquote-sync' }).catch(() => null);
      if (!isSyncedFolder(handle)) return null;
      picked = handle;
      return { kind: 'folder', name: handle.name };
    },
    tryPlace: (place, signal, to = 'write') =>
      tryPlace(access, place, { folder: folderFor(place), to, signal }),
    strengthOf: passphraseStrength,
    suggestPassphrase: () => suggestPassphrase(),
    qrCode: qrSquares,
    allow: async () => known !== null && (await access.request(known.placeName, known.folder)),
    // What becomes of it is in the view: a run that is on can be stopped, so nobody waits for its end.
    syncNow: async () => syncSoon(),
    cancel: async () => {
      await sendToBackground('view.stopSync', {});
    },
    configure: async (settings) => {
      const { vault } = await opened(parts);
      await vaults.configure(vault.id, settings);
      if (settings.isPaused !== true) syncSoon();
    },
    rename: async (label) => {
      const { vault } = await opened(parts);
      await vaults.label(vault.id, label);
      syncSoon();
    },
    settle: async (annotationId, field, value) => {
      await vaults.settle(annotationId, field, value);
      await sendToBackground('view.changed', {});
    },
  };
}

/** What the browser itself carries goes to nobody else's. */
function kindsFor({ scope }: Subject): readonly PlaceKind[] {
  const kinds: readonly PlaceKind[] = pickerOf() ? ['webdav', 's3', 'folder'] : ['webdav', 's3'];
  return scope === 'own' ? ['browser', ...kinds] : kinds;
}

type Shown = Omit<SyncView, 'usage'> | null;

/** Milliseconds. */
const LOOK_EVERY = 3_000;

async function tell(view: Shown, next: (view: SyncView | null) => void): Promise<void> {
  const isBrowser = view?.place.kind === 'browser';
  const usage = isBrowser
    ? await browserStorage()
        .usage()
        .catch(() => null)
    : null;
  const progress = view?.status.progress && (await isRunning()) ? view.status.progress : null;
  next(view && { ...view, usage, status: { ...view.status, progress } });
}

async function isRunning(): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name === SYNC_LOCK);
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
