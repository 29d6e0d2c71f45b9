/** What the reader needs from the world, as one interface: it is tried out and tested without a browser. */
import type { Translate } from '../../components/messages';
import type { FailureCode, Reply } from '../../lib/annotation/failure';
import type { Annotation, Article } from '../../lib/annotation/model';
import type { PageState } from '../../lib/annotation/page-state';
import type { ArticleVersion, CopyBlock, SavedCopy } from '../../lib/annotation/version';
import type { ReaderLook } from '../../lib/extension/settings';

/** What is kept of an article. */
export interface SavedArticle {
  readonly article: Article;
  /** Oldest first. */
  readonly versions: readonly ArticleVersion[];
  readonly annotations: readonly Annotation[];
  /** Records that could not be read. */
  readonly unreadable: number;
}

/** The marks in the text that is shown. */
export interface Marking {
  /** Scrolls to a mark. False where it has no place. */
  jump(id: string): Promise<boolean>;
  /** Marks were changed elsewhere. */
  refresh(): void;
  stop(): void;
}

export interface ReaderServices {
  readonly t: Translate;
  /** BCP 47, for dates and numbers. */
  readonly locale: string;
  /** Null where there is no such article. Calls `next` now and after every change. @returns how to stop */
  readonly watch: (
    articleId: string,
    next: (saved: SavedArticle | null) => void,
    failed: (code: FailureCode) => void,
  ) => () => void;
  /** Rejects where the copy is damaged. */
  readonly copy: (version: ArticleVersion) => Promise<SavedCopy>;
  /** A copy as nodes that can do no harm. */
  readonly render: (blocks: readonly CopyBlock[]) => DocumentFragment;
  /** Starts to show marks in the page, and to take new ones. */
  readonly mark: (article: Article, moved: (state: PageState) => void) => Marking;

  readonly readLook: () => Promise<ReaderLook>;
  readonly saveLook: (look: ReaderLook) => Promise<void>;

  /** Whether the site of an address may be read. */
  readonly hasAccess: (url: string) => Promise<boolean>;
  /** Call it in the click itself: browsers show their question only then. */
  readonly requestAccess: (url: string) => Promise<boolean>;
  /** Looks whether the page still says what was saved; `less`: and keeps it even where it shows only a part of that. */
  readonly check: (
    articleId: string,
    keep: 'known' | 'less',
  ) => Promise<Reply<{ readonly outcome: 'changed' | 'same' | 'less' | 'unreadable' }>>;
  readonly print: () => void;
  /** Puts what is shown into the address, so that a reload shows it again. */
  readonly remember: (shown: { readonly version: string | undefined; readonly changes: boolean }) => void;
}
