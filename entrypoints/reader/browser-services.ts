import { browser } from 'wxt/browser';
import type { FailureCode } from '../../lib/annotation/failure';
import { fail, succeed } from '../../lib/annotation/failure';
import type { Article } from '../../lib/annotation/model';
import type { PageState } from '../../lib/annotation/page-state';
import type { SavedCopy } from '../../lib/annotation/version';
import { renderCopy } from '../../lib/article/copy/sanitise';
import { requestAccess, siteAccess } from '../../lib/extension/access';
import { sendToBackground } from '../../lib/extension/client';
import { cardUrl } from '../../lib/extension/card-url';
import { t } from '../../lib/extension/i18n';
import { readerQuery, readerUrl } from '../../lib/extension/reader';
import { listenInPage } from '../../lib/extension/page-listen';
import { readSettings, setReaderLook, setToolbar, toolbarOn } from '../../lib/extension/settings';
import { startAnnotator } from '../../lib/page/annotator';
import type { PageBridge } from '../../lib/page/bridge';
import { highlightStyle } from '../../lib/page/painting/highlight-style';
import type { PageSubject } from '../../lib/page/subject';
import type { Database } from '../../lib/store/database';
import { live } from '../../lib/store/live';
import { annotationsOf, articleById, savedCopy, versionsOf } from '../../lib/store/queries';
import type { Marking, ReaderServices, SavedArticle } from './services';

/** The reader's world as it is. */
export function browserServices(db: Database): ReaderServices {
  // A version never changes, and is unpacked by way of all before it.
  const copies = new Map<string, Promise<SavedCopy>>();
  return {
    t,
    locale: browser.i18n.getUILanguage(),
    watch: (articleId, next, failed) =>
      live(() => savedArticle(db, articleId)).subscribe(next, ({ code }: { readonly code: FailureCode }) =>
        failed(code),
      ),
    copy: (version) => {
      const known = copies.get(version.id) ?? savedCopy(db, version);
      copies.set(version.id, known);
      return known;
    },
    render: (blocks) => renderCopy(globalThis.window, blocks),
    mark: (article, moved) => startMarking(db, article, moved),
    readLook: async () => (await readSettings()).reader,
    saveLook: setReaderLook,
    hasAccess: async (url) => (await siteAccess(url)) !== 'none',
    requestAccess: (url) => requestAccess({ url }),
    check: (articleId, keep) => sendToBackground('view.check', { articleId, keep }),
    print: () => globalThis.window.print(),
    remember: ({ version, changes }) => {
      const { article } = readerQuery(location.href);
      history.replaceState(null, '', readerUrl({ article, version, changes }));
    },
  };
}

async function savedArticle(db: Database, articleId: string): Promise<SavedArticle | null> {
  const article = await articleById(db, articleId);
  if (!article) return null;
  const [marks, kept] = await Promise.all([annotationsOf(db, [articleId]), versionsOf(db, articleId)]);
  return {
    article,
    versions: kept.versions,
    annotations: marks.annotations,
    unreadable: marks.unreadable + kept.unreadable,
  };
}

/** The annotator at work on a saved copy: it reads the database itself, and writes as every view does. */
function startMarking(db: Database, article: Article, moved: (state: PageState) => void): Marking {
  const { url, aliases } = article;
  const host = URL.parse(url)?.hostname ?? '';
  const bridge: PageBridge = {
    load: async () => {
      try {
        const { annotations } = await annotationsOf(db, [article.id]);
        return succeed({ identity: aliases, annotations, toolbar: await toolbarOn(host) });
      } catch (error) {
        return fail('closed', error);
      }
    },
    create: (_, creation) =>
      sendToBackground('view.create', { identity: aliases.slice(0, 20), url, creation }),
    command: (_, command) => sendToBackground('view.command', { command }),
    capture: async () => succeed({ articleId: article.id, seen: 'same' }),
    report: (state) => {
      moved(state);
      void sendToBackground('view.state', { state });
    },
    styleFrames: () => undefined,
    turnToolbarOff: () => void setToolbar(host, false),
    cardUrl,
    isAlive: () => true,
    t,
  };
  const subject: PageSubject = {
    address: () => ({ url, canonical: [] }),
    details: () => article,
    skips: (element) => element.hasAttribute('data-chrome'),
    read: () => Promise.resolve(null),
    isLarge: () => false,
    isCopy: true,
  };
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(highlightStyle());
  document.adoptedStyleSheets.push(sheet);
  const annotator = startAnnotator(globalThis.window, bridge, subject);
  const stopListening = listenInPage(annotator);
  return {
    jump: (id) => annotator.jump(id),
    refresh: () => void annotator.refresh(),
    stop: () => {
      stopListening();
      annotator.stop();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
    },
  };
}
