/**
 * What every export format looks like from outside: one small interface, one file a format. A file is written article by
 * article, so that a large collection never lies in memory as a whole.
 */
import type { Annotation, Article } from '../annotation/model';

/** An article with its annotations in the order in which they shall appear. */
export interface Entry {
  readonly article: Article;
  readonly annotations: readonly Annotation[];
}

export type Collection = readonly Entry[];

/** What is known of all that is exported before the first article is written. */
export interface Overview {
  readonly articles: number;
  readonly annotations: number;
  readonly quotes: number;
  readonly claims: number;
  readonly highlights: number;
  /** Each once, in the order in which they were met. */
  readonly tags: readonly string[];
  readonly speakers: readonly string[];
}

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

/** What a mark or an article has that a format may have no place for. */
export type Field =
  | 'kind'
  | 'note'
  | 'tags'
  | 'speaker'
  | 'claimant'
  | 'status'
  | 'context'
  | 'sentences'
  | 'position'
  | 'times'
  | 'article-dates'
  /** All that an article says of itself but its title. */
  | 'article-details'
  | 'notes-on-articles'
  | 'highlights';

/** Where in the file an article stands. */
export interface Place {
  /** Articles, and annotations of all of them, that stand before it. */
  readonly index: number;
  readonly before: number;
  /** There is no other article. */
  readonly isOnly: boolean;
}

export interface Format {
  readonly id: string;
  /** Without a dot. */
  readonly extension: string;
  readonly mime: string;
  /** What it has no place for; empty where nothing is lost. */
  readonly loses: readonly Field[];
  /** What stands before the first article. */
  open(overview: Overview, options: RenderOptions): string;
  /** One article. Never throws on records that the model accepts. */
  entry(entry: Entry, options: RenderOptions, place: Place): string;
  /** What stands behind the last. */
  close(overview: Overview, options: RenderOptions): string;
}

/** What is in a collection. */
export function overviewOf(collection: Iterable<Entry>): Overview {
  const count = { articles: 0, annotations: 0, quotes: 0, claims: 0, highlights: 0 };
  const [tags, speakers] = [new Set<string>(), new Set<string>()];
  for (const { annotations } of collection) {
    count.articles++;
    for (const annotation of annotations) {
      count.annotations++;
      if (annotation.kind === 'quote') count.quotes++;
      if (annotation.kind === 'claim') count.claims++;
      if (annotation.kind === 'highlight') count.highlights++;
      for (const tag of annotation.tags) tags.add(tag);
      if (annotation.kind === 'quote' && annotation.quote.speaker) speakers.add(annotation.quote.speaker);
    }
  }
  return { ...count, tags: [...tags], speakers: [...speakers] };
}

/** The file in pieces, none of them larger than an article needs. */
function* pieces(format: Format, collection: Collection, options: RenderOptions): Generator<string, void> {
  const overview = overviewOf(collection);
  yield format.open(overview, options);
  const isOnly = collection.length === 1;
  let before = 0;
  for (const [index, entry] of collection.entries()) {
    yield format.entry(entry, options, { index, before, isOnly });
    before += entry.annotations.length;
  }
  yield format.close(overview, options);
}

/** The whole file. */
export function render(format: Format, collection: Collection, options: RenderOptions): string {
  return [...pieces(format, collection, options)].join('');
}
