/** Takes away for good what has been in the trash for long enough. */
import { browser } from 'wxt/browser';
import { expiryOf, KEPT_IN_TRASH } from '../../lib/annotation/trash';
import { noteTrash, trashNoticedAt } from '../../lib/extension/trash';
import type { Database } from '../../lib/store/database';
import { listVaults, statusOf } from '../../lib/store/sync/queries';
import { isInTrashSince } from '../../lib/store/trash';
import type { Store } from './store';

const ALARM = 'trash';
/** Minutes: after the browser's start, when others are served first, and from then on. */
const FIRST = 1;
const EVERY = 24 * 60;

/** Looks daily, since some browsers are never closed. To be called while the worker starts. */
export function expireTrashDaily(store: Store): void {
  browser.runtime.onInstalled.addListener(setAlarm);
  browser.runtime.onStartup.addListener(setAlarm);
  browser.alarms.onAlarm.addListener(({ name }) => {
    // What failed is tried again the next day.
    if (name === ALARM) void expireTrash(store).catch(() => undefined);
  });
}

function setAlarm(): void {
  void browser.alarms.create(ALARM, { delayInMinutes: FIRST, periodInMinutes: EVERY });
}

/** Rejects with a StoreError. */
async function expireTrash({ db, writer, written }: Store): Promise<void> {
  const now = Date.now();
  const noticed = await trashNoticedAt();
  if (!(await isInTrashSince(db, now - KEPT_IN_TRASH))) {
    if (noticed !== null) await noteTrash(null);
    return;
  }
  const { noticedAt, before } = expiryOf(noticed, now);
  if (before !== null && !(await hasHeardSince(db, noticed ?? now))) return;
  if (before !== null) await writer.expireTrash(before);
  if (noticedAt !== noticed) await noteTrash(noticedAt);
  if (before !== null) written();
}

/** Whether the other devices were heard since: one of them may have brought something back. */
async function hasHeardSince(db: Database, time: number): Promise<boolean> {
  const vaults = await listVaults(db);
  const statuses = await Promise.all(vaults.map(({ id }) => statusOf(db, id)));
  return statuses.every(({ completeAt }) => completeAt !== null && completeAt > time);
}
