/** The popup's world in memory: what is asked of it is recorded, what it answers can be set. */
import { applyCommand, createAnnotation, type Command } from '../../../lib/annotation/commands';
import { fail, succeed, type FailureCode } from '../../../lib/annotation/failure';
import type { Annotation, Article } from '../../../lib/annotation/model';
import type { PageState, PlaceAnswer } from '../../../lib/annotation/page-state';
import type { ArticleVersion } from '../../../lib/annotation/version';
import { FORMATS } from '../../../lib/formats/registry';
import type { ReaderQuery } from '../../../lib/extension/reader';
import type { PopupServices, PopupTab, SiteAccessState } from '../../../entrypoints/popup/services';
import { translate } from './translate';

export interface PopupWorld {
  tab: PopupTab | null;
  articles: Article[];
  annotations: Annotation[];
  state: PageState;
  unreadable: number;
  versions: ArticleVersion[];
  /** What the reader was opened for. */
  opened: ReaderQuery[];
  /** Makes the named part fail. */
  failing: Partial<Record<'annotate' | 'command' | 'watch', FailureCode>>;
  access: SiteAccessState;
  copied: string[];
  saved: string[];
  jumps: string[];
  answers: { id: string; to: PlaceAnswer }[];
  /** Something is selected in the page. */
  selected: boolean;
  commands: Command[];
  /** The page never answers. */
  silent: boolean;
  drafts: Map<string, string>;
  toolbar: boolean;
  /** Syncing waits for a person. */
  syncWaits: boolean;
}

export function pageStateOf(article: Article, annotations: readonly Annotation[]): PageState {
  const { title, byline, site, language, publishedAt, modifiedAt } = article;
  return {
    url: article.url,
    identity: [article.url],
    details: { title, byline, site, language, publishedAt, modifiedAt },
    placements: annotations
      .filter(({ target }) => target !== null)
      .map(({ id }, order) => ({ id, status: id === 'mark-4' ? 'gone' : 'found', order, current: '' })),
  };
}

export function popupWorld(
  articles: Article[],
  annotations: Annotation[],
  parts: Partial<PopupWorld> = {},
): PopupWorld {
  const [first] = articles;
  if (!first) throw new Error('a world has an article');
  return {
    tab: { id: 7, url: first.url, title: first.title, isReader: false },
    articles,
    annotations,
    state: pageStateOf(first, annotations),
    unreadable: 0,
    versions: [],
    opened: [],
    failing: {},
    access: 'none',
    copied: [],
    saved: [],
    jumps: [],
    answers: [],
    selected: true,
    commands: [],
    silent: false,
    drafts: new Map(),
    toolbar: true,
    syncWaits: false,
    ...parts,
  };
}

export function popupServices(
  world: PopupWorld,
): PopupServices & { changed(): void; report(state: PageState): void } {
  const watchers = new Set<() => void>();
  const accessListeners = new Set<() => void>();
  const stateListeners = new Set<(state: PageState) => void>();
  let time = 1_000_000;
  const changed = (): void => {
    for (const watcher of watchers) watcher();
  };
  const watch =
    <T>(read: () => T) =>
    (next: (value: T) => void, failed: (code: FailureCode) => void) => {
      const look = (): void => (world.failing.watch ? failed(world.failing.watch) : next(read()));
      watchers.add(look);
      queueMicrotask(look);
      return () => watchers.delete(look);
    };
  const alive = (): Annotation[] => world.annotations.filter(({ deletedAt }) => deletedAt === null);
  const articleOf = (annotation: Annotation): Article | undefined =>
    world.articles.find(({ id }) => id === annotation.articleId);
  return {
    t: translate,
    locale: 'en',
    inTab: new URLSearchParams(location.search).has('tab'),
    drafts: {
      get: (key) => world.drafts.get(key) ?? null,
      set: (key, value) => void world.drafts.set(key, value),
      remove: (key) => void world.drafts.delete(key),
    },
    changed,
    report: (state) => stateListeners.forEach((listener) => listener(state)),
    findTab: () => (world.silent ? new Promise(() => undefined) : Promise.resolve(world.tab)),
    openInTab: () => Promise.resolve(),
    openSettings: () => Promise.resolve(),
    openSync: async () => undefined,
    watchSync: (next) => {
      next(world.syncWaits);
      return () => undefined;
    },
    openTransfer: async () => undefined,
    copyCitation: async () => undefined,
    read: () => {
      world.opened.push({ article: 'article-1' });
      return Promise.resolve(succeed({ opened: true }));
    },
    openReader: async (query) => void world.opened.push(query),
    annotate: () =>
      Promise.resolve(world.failing.annotate ? fail(world.failing.annotate, 'no') : succeed(null)),
    pageState: () => Promise.resolve(succeed(world.state)),
    onPageState: (_tab, listener) => {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
    reanchor: (_tab, id, to) => {
      world.answers.push({ id, to });
      return Promise.resolve(succeed({ done: world.selected || to !== 'selection' }));
    },
    jump: (_tab, id) => {
      world.jumps.push(id);
      return Promise.resolve(succeed({ found: id !== 'mark-4' }));
    },
    command: (command) => {
      world.commands.push(command);
      if (world.failing.command) return Promise.resolve(fail(world.failing.command, 'no'));
      const ids = command.type === 'edit' ? [command.id] : command.ids;
      const outcome = applyCommand(
        command,
        world.annotations.filter(({ id }) => ids.includes(id)),
        (time += 1),
      );
      const puts = new Map(outcome.puts.map((annotation) => [annotation.id, annotation]));
      world.annotations = world.annotations.map((annotation) => puts.get(annotation.id) ?? annotation);
      changed();
      return Promise.resolve(succeed({ undo: outcome.inverse }));
    },
    addNote: (_state, note) => {
      if (world.failing.command) return Promise.resolve(fail(world.failing.command, 'no'));
      const id = `note-${(time += 1)}`;
      const draft = {
        kind: 'note',
        target: null,
        note,
        tags: [],
        quote: { speaker: '', speakerRole: '' },
        claim: { claimant: '', status: 'unchecked', rating: '' },
      } as const;
      world.annotations = [
        ...world.annotations,
        createAnnotation({ ...draft, tags: [] }, id, 'article-1', time),
      ];
      changed();
      return Promise.resolve(succeed({ undo: { type: 'delete', ids: [id] } }));
    },
    watchPage: (identity) =>
      watch(() => {
        const articles = world.articles.filter(({ url }) => identity.includes(url));
        const ids = new Set(articles.map(({ id }) => id));
        return {
          articles,
          annotations: alive().filter(({ articleId }) => ids.has(articleId)),
          versions: world.versions,
          unreadable: world.unreadable,
        };
      }),
    watchSearch: ({ text, kind, deleted, limit }) =>
      watch(() => {
        const found = world.annotations
          .filter(
            (annotation) =>
              (annotation.deletedAt !== null) === deleted && (!kind || annotation.kind === kind),
          )
          .filter((annotation) =>
            JSON.stringify([annotation, articleOf(annotation)])
              .toLowerCase()
              .includes(text.toLowerCase()),
          );
        const hits = found.slice(0, limit).flatMap((annotation) => {
          const article = articleOf(annotation);
          return article ? [{ annotation, article }] : [];
        });
        return { hits, total: found.length, unreadable: 0 };
      }),
    suggestions: () =>
      Promise.resolve({
        tags: ['bridge', 'budget', 'safety'],
        people: ['Tomas Okafor', 'Mara Lindt'],
        ratings: [],
      }),
    link: (annotation, article) =>
      `${article.url}#:~:text=${encodeURIComponent(annotation.target?.exact.slice(0, 20) ?? '')}`,
    exportText: (scope, format) => {
      const list = scope.type === 'page' ? scope.annotations : alive();
      return Promise.resolve(
        list.length === 0
          ? null
          : {
              name: `${scope.type}.${FORMATS[format].extension}`,
              text: `# ${list.length}`,
              mime: FORMATS[format].mime,
            },
      );
    },
    copy: async (text) => void world.copied.push(await text),
    saveFile: ({ name }) => void world.saved.push(name),
    access: () => Promise.resolve(world.access),
    requestAccess: (scope) => {
      world.access = scope === 'all' ? 'all' : 'site';
      accessListeners.forEach((listener) => listener());
      return Promise.resolve(true);
    },
    withdrawAccess: () => {
      world.access = 'none';
      accessListeners.forEach((listener) => listener());
      return Promise.resolve();
    },
    onAccessChanged: (listener) => {
      accessListeners.add(listener);
      return () => accessListeners.delete(listener);
    },
    toolbarOn: () => Promise.resolve(world.toolbar),
    setToolbar: (_host, on) => {
      world.toolbar = on;
      return Promise.resolve();
    },
    shortcuts: () =>
      Promise.resolve([
        { name: 'mark-quote', description: 'Mark the selection as a quote', keys: 'Alt+Shift+Q' },
        { name: 'mark-claim', description: 'Mark the selection as a claim', keys: 'Alt+Shift+K' },
        { name: 'mark-highlight', description: 'Highlight the selection', keys: 'Alt+Shift+H' },
      ]),
  };
}
