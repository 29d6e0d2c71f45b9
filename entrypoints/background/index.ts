import { v7 as uuidv7 } from 'uuid';
import { defineBackground } from 'wxt/utils/define-background';
import { browser } from 'wxt/browser';
import { listenInBackground, noticeChanged } from '../../lib/extension/listen';
import { IMPORT_LOCK } from '../../lib/extension/import-lock';
import { pageAction } from '../../lib/extension/commands';
import { syncSentinel, wakeOpenTabs } from '../../lib/extension/injection';
import { onAccessChanged } from '../../lib/extension/access';
import { onSettingsChanged } from '../../lib/extension/settings';
import { hasUnfinishedImport } from '../../lib/store/imports/queries';
import { openDatabase } from '../../lib/store/database';
import { createWriter } from '../../lib/store/writer';
import { expireTrashDaily } from './expire-trash';
import { createMenu } from './menu';
import { pageHandlers } from './page-handlers';
import { runInTab } from './run-in-tab';
import type { Store } from './store';
import { createSyncRunner } from './sync/runner';
import { changedInTabs } from './tabs';
import { viewHandlers } from './view-handlers';

// Everything is registered at once, at the top: a worker that was stopped is woken by these events alone, and
// whatever it knew before is gone.
export default defineBackground(() => {
  const db = openDatabase();
  const writer = createWriter(db, { now: () => Date.now(), newId: uuidv7 });
  const written = (): void => sync.changed();
  const shown = (): void => {
    noticeChanged();
    void changedInTabs(db);
  };
  const changed = (): void => {
    shown();
    written();
  };
  const store = { db, writer, changed, written };
  const sync = createSyncRunner({ ...store, changed: shown });

  // Not at once: whoever woke the worker is served first, and most wake-ups are over by then.
  setTimeout(() => void takeBackImports(store).catch(() => undefined), RECOVERY_DELAY);

  listenInBackground(pageHandlers(store), viewHandlers(store, sync));

  browser.runtime.onInstalled.addListener(({ reason }) => {
    void createMenu();
    void syncSentinel().then(wakeOpenTabs);
    if (reason === 'install') void browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
  });
  browser.runtime.onStartup.addListener(() => void syncSentinel());
  expireTrashDaily(store);
  onAccessChanged(() => void syncSentinel().then(wakeOpenTabs));
  onSettingsChanged(() => void changedInTabs(db));

  browser.commands.onCommand.addListener((name, tab) => void runInTab(tab, pageAction(name)));
  browser.contextMenus.onClicked.addListener(
    ({ menuItemId }, tab) => void runInTab(tab, pageAction(String(menuItemId))),
  );
});

/** Milliseconds. */
const RECOVERY_DELAY = 2_000;

/** An import whose window was closed in the middle is taken back; while one runs, it holds the lock. */
async function takeBackImports({ db, writer }: Store): Promise<void> {
  if (!(await hasUnfinishedImport(db))) return;
  await navigator.locks.request(IMPORT_LOCK, { ifAvailable: true }, async (lock) => {
    if (lock) await writer.imports.undoUnfinished();
  });
}
