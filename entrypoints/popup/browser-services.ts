import { browser } from 'wxt/browser';
import { fail, succeed, type FailureCode } from '../../lib/annotation/failure';
import type { ArticleIdentity } from '../../lib/annotation/model';
import { suggestionsFrom } from '../../lib/annotation/suggestions';
import { onAccessChanged, requestAccess, siteAccess, withdrawAccess } from '../../lib/extension/access';
import { sendToBackground, sendToTab } from '../../lib/extension/client';
import { shortcuts } from '../../lib/extension/commands';
import { drafts } from '../../lib/extension/drafts';
import { t } from '../../lib/extension/i18n';
import { writeClipboard } from '../../lib/extension/clipboard';
import { onPageState } from '../../lib/extension/listen';
import { setToolbar, toolbarOn } from '../../lib/extension/settings';
import { openReader } from '../../lib/extension/reader';
import { openSync, rememberedPlace } from '../../lib/extension/sync';
import { openTransfer } from '../../lib/extension/transfer';
import { activeTab, openTab, tabById } from '../../lib/extension/tabs';
import { cite } from '../../lib/formats/cite/cite';
import { linkTo } from '../../lib/formats/text/text-fragment';
import type { Database } from '../../lib/store/database';
import { live } from '../../lib/store/live';
import { findPage, versionsOf } from '../../lib/store/queries';
import { searchAnnotations } from '../../lib/store/search';
import { findVault, syncNeedsPerson } from '../../lib/store/sync/queries';
import { exportText } from './export-text';
import type { PopupServices, StoredPage, Watch } from './services';

/** How many of the newest annotations the suggestions are taken from. */
const REMEMBERED = 300;

/** The popup's world as it is. `tabId`: the tab that it serves when it is opened as a page of its own. */
export function browserServices(db: Database, tabId: number | null): PopupServices {
  return {
    t,
    locale: browser.i18n.getUILanguage(),
    inTab: tabId !== null,
    drafts,

    findTab: () => (tabId === null ? activeTab() : tabById(tabId)),
    openInTab: async (id) => {
      await openTab(new URL(`?tab=${id ?? ''}`, browser.runtime.getURL('/popup.html')).href);
      window.close();
    },
    openSettings: async () => {
      await openTab(browser.runtime.getURL('/welcome.html'));
      if (tabId === null) window.close();
    },

    openSync: async () => {
      await openSync();
      if (tabId === null) window.close();
    },
    watchSync: (next) =>
      live(async () => ({
        waits: await syncNeedsPerson(db),
        isSet: (await findVault(db)) !== null,
      })).subscribe(
        ({ waits, isSet }) => void tellSync(waits, isSet, next),
        () => next(false),
      ),

    openTransfer: async (only) => {
      await openTransfer({ tab: 'out', ...only });
      if (tabId === null) window.close();
    },

    read: async (id) => {
      const reply = await sendToBackground('view.read', { tabId: id });
      if (reply.ok && reply.value.opened && tabId === null) window.close();
      return reply;
    },
    openReader: async (query) => {
      await openReader(query);
      if (tabId === null) window.close();
    },

    annotate: (id) => sendToBackground('view.annotate', { tabId: id }),
    pageState: (id) => sendToTab(id, 'tab.state', {}),
    onPageState,
    jump: (id, annotationId) => sendToTab(id, 'tab.jump', { id: annotationId }),

    reanchor: (id, annotationId, to) => sendToTab(id, 'tab.reanchor', { id: annotationId, to }),

    command: (command) => sendToBackground('view.command', { command }),
    addNote: async (state, note) => {
      const draft = { kind: 'note', target: null, note } as const;
      const creation = { draft, details: state.details };
      const reply = await sendToBackground('view.create', {
        identity: state.identity,
        url: state.url,
        creation,
      });
      return reply.ok ? succeed({ undo: reply.value.undo }) : fail(reply.failure.code, reply.failure.detail);
    },

    watchPage: ([first = '', ...others]) => {
      const identity: ArticleIdentity = [first, ...others];
      return watch(() => storedPage(db, identity));
    },
    watchSearch: ({ text, kind, deleted, limit }) =>
      watch(() =>
        searchAnnotations(db, text, { limit, onlyDeleted: deleted, ...(kind ? { kinds: [kind] } : {}) }),
      ),
    suggestions: async () => {
      const { hits } = await searchAnnotations(db, '', { limit: REMEMBERED });
      return suggestionsFrom(hits.map(({ annotation }) => annotation));
    },

    link: (annotation, article) => linkTo(article.url, annotation.target),
    exportText: (scope, format) => exportText(db, scope, format, t, browser.i18n.getUILanguage()),
    copy: (text) => writeClipboard({ text }),
    copyCitation: (annotation, article, style) => {
      const cited = cite(article, annotation, style);
      return writeClipboard({ text: cited.then(({ text }) => text), html: cited.then(({ html }) => html) });
    },
    saveFile,

    access: siteAccess,
    requestAccess,
    withdrawAccess,
    onAccessChanged,
    toolbarOn,
    setToolbar,
    shortcuts,
  };
}

async function storedPage(db: Database, identity: ArticleIdentity): Promise<StoredPage> {
  const page = await findPage(db, identity);
  const kept = await Promise.all(page.articles.map(({ id }) => versionsOf(db, id)));
  return {
    ...page,
    versions: kept.flatMap(({ versions }) => versions).toSorted((a, b) => a.capturedAt - b.capturedAt),
    unreadable: kept.reduce((sum, { unreadable }) => sum + unreadable, page.unreadable),
  };
}

function watch<T>(query: () => Promise<T>): Watch<T> {
  return (next, failed) =>
    live(query).subscribe(next, ({ code }: { readonly code: FailureCode }) => failed(code));
}

function saveFile({
  name,
  text,
  mime,
}: {
  readonly name: string;
  readonly text: string;
  readonly mime: string;
}): void {
  const url = URL.createObjectURL(new Blob([text], { type: mime }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A database that was emptied waits for a person, too. */
async function tellSync(waits: boolean, isSet: boolean, next: (waits: boolean) => void): Promise<void> {
  next(waits || (!isSet && (await rememberedPlace()) !== null));
}
