/** When to sync: soon after a change, when the browser starts, and now and then; one run at a time, whatever asks for it. */
import { browser } from 'wxt/browser';
import { rememberedPlace, SYNC_LOCK } from '../../../lib/extension/sync';
import { transportTo } from '../../../lib/extension/transports';
import { findVault, listVaults, statusOf, syncNeedsPerson } from '../../../lib/store/sync/queries';
import type { Vault } from '../../../lib/store/sync/rows';
import { inRounds } from './rounds';
import { runSync } from './run';
import type { Store } from '../store';

const ALARM = 'sync';
const RETRY = 'sync-retry';
/** Milliseconds that a store may ask for. */
const LONGEST_WAIT = 86_400_000;
/** Minutes. */
const EVERY = 15;
/** Milliseconds after the last change: whoever types or marks is not followed word by word. */
const QUIET = 4_000;
/** Runs in a row that follow one that came to no end. */
const MOST_AGAIN = 3;
/** What is asked of the browser so that a worker which is at work is not taken for an idle one. */
const AWAKE_EVERY = 20_000;

export interface SyncRunner {
  /** Something was written here. */
  changed(): void;
  /** The user wants it, whatever it waits for. Resolves when the run is over. */
  now(): Promise<void>;
  cancel(): void;
}

/** Registers what wakes it; call it once, at the top of the background. */
export function createSyncRunner(store: Store): SyncRunner {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | null = null;
  let again = 0;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void quietly(false), QUIET);
  };

  /** @returns whether it ran */
  const run = (isWished: boolean): Promise<boolean> =>
    navigator.locks.request(SYNC_LOCK, { ifAvailable: !isWished }, async (lock) => {
      if (!lock) return false;
      const vaults = await listVaults(store.db);
      await keepAlarm(vaults.length > 0);
      const { signal } = (running = new AbortController());
      const runs = await awake(() => runAll(vaults, { isWished, signal }));
      running = null;
      if (runs === 0) return false;
      await keepRetry(store);
      return true;
    });
  /** @returns how many ran */
  const runAll = async (
    vaults: readonly Vault[],
    { isWished, signal }: { readonly isWished: boolean; readonly signal: AbortSignal },
  ): Promise<number> => {
    const { runs, isMore } = await inRounds(vaults, async (vault, isAgain) => {
      // Only at first it is the user's wish: the keys need not be looked at twice.
      const isAsked = isWished && !isAgain;
      if (signal.aborted || (!isWished && !(await mayRun(store, vault)))) return null;
      // The first round may have learned other keys.
      const now = isAgain ? await findVault(store.db, vault.id) : vault;
      const done = now && (await runSync({ ...parts(store), isWished: isAsked }, now, signal));
      if (done && done.merged > 0) store.changed();
      return { done };
    });
    // A listing that lagged, a file that has to be sent again: soon there is more to be done.
    again = isMore ? again + 1 : 0;
    if (again > 0 && again <= MOST_AGAIN) soon();
    return runs;
  };
  /** Also what a run before left, because the worker was stopped. */
  const indexWords = (): Promise<void> => awake(() => store.writer.indexWords()).catch(() => undefined);
  /** @param isOdd what the button says may be wrong although nothing runs */
  const quietly = async (isWished: boolean, isOdd = isWished): Promise<void> => {
    try {
      if ((await run(isWished)) || isOdd) await showAttention(store);
    } catch {
      // The next change, alarm or click tries again; what a run has to say is in the vault's status.
    }
    void indexWords();
  };

  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === ALARM || name === RETRY) void quietly(false);
  });
  browser.runtime.onStartup.addListener(() => void quietly(false, true));
  browser.runtime.onInstalled.addListener(() => void quietly(false, true));
  // What other browsers wrote there has come in.
  browser.storage.onChanged.addListener((_, area) => {
    if (area === 'sync') soon();
  });

  return {
    changed: soon,
    now: () => quietly(true),
    cancel: () => running?.abort(new DOMException('The user stopped it.', 'AbortError')),
  };
}

function parts({ db, writer }: Store) {
  return { db, writer, transportTo, now: () => Date.now(), random: () => Math.random() };
}

/** Whether now is a time for it; what it waits for is written down. */
async function mayRun({ db, writer }: Store, { id, settings, placeName }: Vault): Promise<boolean> {
  if (settings.isPaused) return false;
  const { retryAt, waitsFor } = await statusOf(db, id);
  // What lies further ahead was written by a clock that ran ahead.
  if (retryAt !== null && retryAt > Date.now() && retryAt < Date.now() + LONGEST_WAIT) return false;
  // What the browser or another program carries waits for the network by itself.
  const isRemote = placeName.kind === 'webdav' || placeName.kind === 's3';
  const reason = isRemote ? missing(settings.onMetered) : null;
  if (reason !== waitsFor) await writer.vaults.updateStatus(id, (now) => ({ ...now, waitsFor: reason }));
  return reason === null;
}

function missing(onMetered: boolean): 'network' | 'unmetered' | null {
  if (!navigator.onLine) return 'network';
  return !onMetered && isMetered() ? 'unmetered' : null;
}

/** As far as browsers say. */
function isMetered(): boolean {
  const connection: unknown = Reflect.get(navigator, 'connection');
  if (typeof connection !== 'object' || connection === null) return false;
  return Reflect.get(connection, 'saveData') === true || Reflect.get(connection, 'type') === 'cellular';
}

async function awake<T>(work: () => Promise<T>): Promise<T> {
  const interval = setInterval(() => void browser.runtime.getPlatformInfo(), AWAKE_EVERY);
  try {
    return await work();
  } finally {
    clearInterval(interval);
  }
}

/** What failed is tried again when it is time. */
async function keepRetry({ db }: Store): Promise<void> {
  const vaults = await listVaults(db);
  const times = await Promise.all(vaults.map(async ({ id }) => (await statusOf(db, id)).retryAt ?? 0));
  const when = Math.min(...times.filter((time) => time > Date.now()));
  if (Number.isFinite(when)) await browser.alarms.create(RETRY, { when });
  else await browser.alarms.clear(RETRY);
}

/** Nobody is woken where nothing syncs. */
async function keepAlarm(isWanted: boolean): Promise<void> {
  if (!isWanted) await browser.alarms.clear(ALARM);
  // To create it anew would begin the waiting anew, each time the worker wakes.
  else if (!(await browser.alarms.get(ALARM))) await browser.alarms.create(ALARM, { periodInMinutes: EVERY });
}

/** A mark on the button, where it waits for a person and for nothing else. */
async function showAttention({ db }: Store): Promise<void> {
  const isLost = (await rememberedPlace()) !== null && (await findVault(db)) === null;
  const isWanted = isLost || (await syncNeedsPerson(db));
  await browser.action.setBadgeText({ text: isWanted ? '!' : '' });
}
