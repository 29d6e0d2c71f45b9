/** What the popup needs from the world, as one interface: the views are tried out and tested without a browser. */
import type { EditorSuggestions } from '../../components/AnnotationEditor';
import type { Drafts } from '../../components/edit-session';
import type { Translate } from '../../components/messages';
import type { Command } from '../../lib/annotation/commands';
import type { FailureCode, Reply } from '../../lib/annotation/failure';
import type { Annotation, Article, Kind } from '../../lib/annotation/model';
import type { PageState, PlaceAnswer } from '../../lib/annotation/page-state';
import type { ArticleVersion } from '../../lib/annotation/version';
import type { CitationStyle } from '../../lib/formats/cite/cite';
import type { FormatName } from '../../lib/formats/registry';
import type { ReaderQuery } from '../../lib/extension/reader';

/** `url` is null where the browser does not tell it. */
export interface PopupTab {
  readonly id: number;
  readonly url: string | null;
  readonly title: string;
  /** It is our reader. */
  readonly isReader: boolean;
}

/** What is stored about the page that is looked at. */
export interface StoredPage {
  readonly articles: readonly Article[];
  readonly annotations: readonly Annotation[];
  /** The versions in which the articles were saved, oldest first. */
  readonly versions: readonly ArticleVersion[];
  readonly unreadable: number;
}

export interface SearchHit {
  readonly annotation: Annotation;
  readonly article: Article;
}

export interface SearchAnswer {
  readonly hits: readonly SearchHit[];
  readonly total: number;
  readonly unreadable: number;
}

export interface SearchQuestion {
  readonly text: string;
  readonly kind: Kind | null;
  readonly deleted: boolean;
  readonly limit: number;
}

/** What to export: the articles that these annotations belong to, or everything. */
export type ExportScope =
  | {
      readonly type: 'page';
      readonly articles: readonly Article[];
      readonly annotations: readonly Annotation[];
    }
  | { readonly type: 'all' };

export interface ExportedText {
  readonly name: string;
  readonly text: string;
  readonly mime: string;
}

/** A live answer: `next` now and after every change. @returns how to stop */
export type Watch<T> = (next: (value: T) => void, failed: (code: FailureCode) => void) => () => void;

export type SiteAccessState = 'none' | 'site' | 'all';

export interface PopupServices {
  readonly t: Translate;
  /** BCP 47, for dates and numbers. */
  readonly locale: string;
  /** The popup was opened as a page of its own. */
  readonly inTab: boolean;
  readonly drafts: Drafts;

  readonly findTab: () => Promise<PopupTab | null>;
  readonly openInTab: (tabId: number | null) => Promise<void>;
  readonly openSettings: () => Promise<void>;
  readonly openSync: () => Promise<void>;
  /** Whether syncing waits for a person, now and after each change. @returns how to stop */
  readonly watchSync: (next: (needsPerson: boolean) => void) => () => void;
  /** Opens the page for export and import, for these articles or marks, or for all. */
  readonly openTransfer: (only: {
    readonly articles?: readonly string[];
    readonly marks?: readonly string[];
  }) => Promise<void>;
  /** Saves the article in the tab and shows it in the reader. `opened` is false where there is none. */
  readonly read: (tabId: number) => Promise<Reply<{ readonly opened: boolean }>>;
  /** Shows a saved article in the reader. */
  readonly openReader: (query: ReaderQuery) => Promise<void>;

  /** Brings the annotator into the tab, where it is not there yet. */
  readonly annotate: (tabId: number) => Promise<Reply<null>>;
  readonly pageState: (tabId: number) => Promise<Reply<PageState>>;
  readonly onPageState: (tabId: number, listener: (state: PageState) => void) => () => void;
  readonly jump: (tabId: number, id: string) => Promise<Reply<{ readonly found: boolean }>>;

  /** Says where an uncertain mark stands. */
  readonly reanchor: (
    tabId: number,
    id: string,
    to: PlaceAnswer,
  ) => Promise<Reply<{ readonly done: boolean }>>;

  readonly command: (command: Command) => Promise<Reply<{ readonly undo: Command }>>;
  readonly addNote: (state: PageState, note: string) => Promise<Reply<{ readonly undo: Command }>>;

  readonly watchPage: (identity: readonly string[]) => Watch<StoredPage>;
  readonly watchSearch: (question: SearchQuestion) => Watch<SearchAnswer>;
  readonly suggestions: () => Promise<EditorSuggestions>;

  /** A link to the passage itself. */
  readonly link: (annotation: Annotation, article: Article) => string;
  /** Null where there is nothing to export. */
  readonly exportText: (scope: ExportScope, format: FormatName) => Promise<ExportedText | null>;
  /** Call it in the click itself; the text may come later. Rejects where the browser does not allow it. */
  readonly copy: (text: string | Promise<string>) => Promise<void>;
  /** The mark as a citation, for word processors with its emphasis. Call it in the click itself. */
  readonly copyCitation: (annotation: Annotation, article: Article, style: CitationStyle) => Promise<void>;
  readonly saveFile: (file: ExportedText) => void;

  readonly access: (url: string) => Promise<SiteAccessState>;
  /** Call it in the click itself. */
  readonly requestAccess: (scope: 'all' | { readonly url: string }) => Promise<boolean>;
  readonly withdrawAccess: (scope: 'all' | { readonly url: string }) => Promise<void>;
  readonly onAccessChanged: (listener: () => void) => () => void;

  readonly toolbarOn: (host: string) => Promise<boolean>;
  readonly setToolbar: (host: string, on: boolean) => Promise<void>;
  /** The keys for marking, as the user has them. */
  readonly shortcuts: () => Promise<
    readonly { readonly name: string; readonly description: string; readonly keys: string }[]
  >;
}
