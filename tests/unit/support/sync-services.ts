/** The sync page's world in memory. */
import type { Done, SyncServices, Trial } from '../../../entrypoints/sync/services';
import { passphraseStrength } from '../../../lib/sync/crypto/passphrase';
import type { PlaceName } from '../../../lib/sync/vault/place';
import {
  NO_STATUS,
  type CollectionView,
  type SyncStatus,
  type SyncView,
} from '../../../lib/sync/vault/state';
import { translate } from './translate';

const NOW = Date.now();
const MINUTE = 60_000;
export const RECOVERY_CODE = '0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ-0123';
export const JOIN_CODE = `pullquote-join-1.${'AbCdEfGh0123_-'.repeat(18)}`;

/** Of a collection that is shared. */
export const READING_CODE = `pullquote-join-2.${'AbCdEfGh0123_-'.repeat(18)}`;

interface ViewParts extends Partial<Omit<SyncView, 'status' | 'settings'>> {
  readonly status?: Partial<SyncStatus>;
  readonly settings?: Partial<SyncView['settings']>;
}

/** Two devices at a WebDAV place, all in sync. */
export function syncView({ status, settings, ...parts }: ViewParts = {}): SyncView {
  return {
    sharing: null,
    place: {
      kind: 'webdav',
      name: 'https://cloud.example/remote.php/dav/files/ada/Pullquote',
      fields: { url: 'https://cloud.example/remote.php/dav/files/ada/', path: 'Pullquote', user: 'ada' },
    },
    device: { name: 'aaaa', label: 'Laptop' },
    status: {
      ...NO_STATUS,
      completeAt: NOW - 5 * MINUTE,
      triedAt: NOW - 5 * MINUTE,
      devices: [{ name: 'bbbb', label: 'Phone', lastSeen: NOW - 26 * 60 * MINUTE, head: '' }],
      ...status,
    },
    settings: { isPaused: false, onMetered: false, ...settings },
    pending: 0,
    conflicts: [],
    conflictCount: 0,
    merged: [],
    usage: null,
    ...parts,
  };
}

/** The last run failed for this reason. */
export function failed(reason: string, parts: ViewParts = {}): SyncView {
  const failure = { reason, detail: `PROPFIND heads: 500 ${reason}`, at: NOW - MINUTE };
  return syncView({ ...parts, status: { failure, failures: 3, retryAt: NOW + 4.5 * MINUTE } });
}

const entry = (device: string, value: string, ago: number) => ({
  device,
  segment: 1,
  time: NOW - ago * MINUTE,
  value,
});

/** A note, a check and a speaker of which two devices say different things; a note that was put together. */
export function disputed(): SyncView {
  const conflicts = [
    {
      annotationId: 'one',
      articleTitle: 'Council votes to close the river bridge for two years',
      passage: '“We looked at every alternative, and there is none that is safe,” said the city engineer.',
      conflicts: [
        {
          field: 'note',
          values: [
            entry('aaaa', 'Ask the engineer for the report.', 12),
            entry('bbbb', 'Report is public since May.', 90),
          ],
        },
        { field: 'status', values: [entry('bbbb', 'checked', 95), entry('aaaa', 'checking', 200)] },
      ],
    },
    {
      annotationId: 'two',
      articleTitle: '',
      passage: 'Traffic fell by a third.',
      conflicts: [
        { field: 'claimant', values: [entry('cccc', 'Ministry of Transport', 50), entry('aaaa', '', 80)] },
      ],
    },
  ] as const;
  const merged = [
    {
      annotationId: 'three',
      articleTitle: 'Budget passes',
      passage: 'The vote was 31 to 20.',
      conflicts: [
        { field: 'note', values: [entry('aaaa', 'First. Second!', 9), entry('bbbb', 'First! Second.', 8)] },
      ],
    },
  ] as const;
  return syncView({ conflicts, conflictCount: 2, merged });
}

/** A collection that Ada shares with Ben. */
export function shared(isReadOnly = false): SyncView {
  return syncView({
    sharing: { tag: 'desk', author: isReadOnly ? '' : 'Ada', isReadOnly },
    device: { name: 'aaaa', label: isReadOnly ? '' : 'Ada' },
    status: { devices: [{ name: 'bbbb', label: 'Ben', lastSeen: NOW - 26 * 60 * MINUTE, head: '' }] },
  });
}

function joined({ scope }: SyncWorld): SyncView {
  return scope === 'own' ? syncView() : shared();
}

export interface SyncWorld {
  view: SyncView | null;
  lost: PlaceName | null;
  readonly scope: SyncServices['scope'];
  readonly collections: readonly CollectionView[];
  /** What comes of trying a place; one that never ends where it is null. */
  trial: { readonly hasVault: boolean } | (Trial & { readonly isOk: false }) | null;
  /** What comes of everything about keys. */
  key: Done;
  /** Whether the other devices find word of a move. */
  isTold: boolean;
  /** What was called, with what it was given. */
  readonly calls: (readonly [name: string, ...given: readonly unknown[]])[];
}

export function syncServices(parts: Partial<SyncWorld> = {}) {
  const world: SyncWorld = {
    view: null,
    lost: null,
    scope: 'own',
    collections: [],
    trial: { hasVault: false },
    key: { ok: true, value: null },
    calls: [],
    isTold: true,
    ...parts,
  };
  let next: ((view: SyncView | null) => void) | null = null;
  const show = (view: SyncView | null): void => {
    world.view = view;
    next?.(view);
  };
  const called =
    (name: string) =>
    (...given: readonly unknown[]): Promise<void> => {
      world.calls.push([name, ...given]);
      return Promise.resolve();
    };
  const key =
    <T>(name: string, value: T, after: () => void = () => undefined) =>
    async (...given: readonly unknown[]): Promise<Done<T>> => {
      world.calls.push([name, ...given]);
      // As long as a worker takes to answer, at least.
      await Promise.resolve();
      if (!world.key.ok) return world.key;
      after();
      return { ok: true, value };
    };
  const services: SyncServices = {
    t: translate,
    scope: world.scope,
    watchCollections: (listener) => {
      listener(world.collections);
      return () => undefined;
    },
    locale: 'en',
    kinds: ['browser', 'webdav', 's3', 'folder'],
    suggestedLabel: world.scope === 'own' ? 'Chrome on Linux' : '',
    watch: (listener) => {
      next = listener;
      listener(world.view);
      return () => undefined;
    },
    lost: () => Promise.resolve(world.lost),
    forgetLost: called('forgetLost'),
    pickFolder: () => Promise.resolve({ kind: 'folder', name: 'Notes', fields: {} }),
    tryPlace: (place, signal, to = 'write') => {
      world.calls.push(to === 'write' ? ['tryPlace', place] : ['tryPlace', place, to]);
      if (world.trial) {
        return Promise.resolve('isOk' in world.trial ? world.trial : { isOk: true, place, ...world.trial });
      }
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    },
    retire: key('retire', null),
    strengthOf: passphraseStrength,
    suggestPassphrase: () => 'w4k2-9dqe-x7ms-3hpt',
    setUp: key('setUp', RECOVERY_CODE, () => show(joined(world))),
    join: key('join', null, () => show(joined(world))),
    readJoinCode: (code) =>
      /^pullquote-join-[12]\./u.test(code)
        ? {
            ok: true,
            value: {
              place: {
                kind: 'webdav',
                url: 'https://cloud.example/',
                path: 'Pullquote',
                user: 'ada',
                password: 'x',
              },
              tag: world.scope === 'own' ? null : 'desk',
              isReadOnly: code === READING_CODE,
            },
          }
        : { ok: false, problem: 'bad-join-code', detail: '' },
    joinByCode: key('joinByCode', null, () => show(joined(world))),
    unlock: key('unlock', null, () => show(syncView())),
    changePassphrase: key('changePassphrase', null),
    newRecoveryCode: key('newRecoveryCode', RECOVERY_CODE),
    joinCode: (access) => Promise.resolve(access === 'write' ? JOIN_CODE : READING_CODE),
    qrCode: (text) =>
      text === JOIN_CODE
        ? Array.from({ length: 21 }, (_, y) => Array.from({ length: 21 }, (__, x) => (x * y) % 3 === 0))
        : null,
    shutOut: key('shutOut', RECOVERY_CODE),
    syncNow: called('syncNow'),
    cancel: called('cancel'),
    configure: called('configure'),
    rename: called('rename'),
    allow: async (...given) => {
      await called('allow')(...given);
      return true;
    },
    reconnect: key('reconnect', { isTold: true }),
    move: key('move', { isTold: world.isTold }),
    leave: async () => {
      await called('leave')();
      show(null);
    },
    settle: called('settle'),
  };
  return { services, world, show };
}
