/** What every export format looks like from outside: one small interface, one file a format. */
import type { Annotation, Article } from '../annotation/model';

/** What is exported: articles, each with its annotations in the order in which they shall appear. */
export type Collection = readonly {
  readonly article: Article;
  readonly annotations: readonly Annotation[];
}[];

/** The words that a document needs, in the user's language. */
export interface Labels {
  readonly quote: string;
  readonly claim: string;
  readonly highlight: string;
  readonly note: string;
  readonly unchecked: string;
  readonly checking: string;
  readonly checked: string;
  /** The link from a mark back to its place. */
  readonly inArticle: string;
  /** Stands in for a title that the article does not have. */
  readonly untitled: string;
  /** The title of a document about several articles. */
  readonly collection: string;
}

export interface RenderOptions {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** How dates are written in the text; without it as YYYY-MM-DD. */
  readonly locale?: string;
  /** IANA time zone in which a day begins and ends; the system's where it is left out. */
  readonly timeZone?: string;
  readonly labels: Labels;
}

export interface Format {
  readonly id: string;
  /** Without a dot. */
  readonly extension: string;
  readonly mime: string;
  /** The whole file. Never throws on records that the model accepts. */
  render(collection: Collection, options: RenderOptions): string;
}
