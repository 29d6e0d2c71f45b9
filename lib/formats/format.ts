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
  | 'rating'
  | 'context'
  | 'sentences'
  | 'position'
  | 'times'
  | 'article-dates'
  /** All that an article says of itself but its title. */
  | 'article-details'
  | 'notes-on-articles'
  /** Who brought a mark to a shared collection. */
  | 'creator'
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

/** Counts what is in a collection, entry by entry. */
export function createOverview(): { add(entry: Entry): void; readonly overview: Overview } {
  const count = { articles: 0, annotations: 0, quotes: 0, claims: 0, highlights: 0 };
  const [tags, speakers] = [new Set<string>(), new Set<string>()];
  return {
    add: ({ annotations }) => {
      count.articles++;
      for (const annotation of annotations) {
        count.annotations++;
        if (annotation.kind === 'quote') count.quotes++;
        if (annotation.kind === 'claim') count.claims++;
        if (annotation.kind === 'highlight') count.highlights++;
        for (const tag of annotation.tags) tags.add(tag);
        if (annotation.kind === 'quote' && annotation.quote.speaker) speakers.add(annotation.quote.speaker);
      }
    },
    get overview() {
      return { ...count, tags: [...tags], speakers: [...speakers] };
    },
  };
}

/** What is in a collection that lies in memory. */
export function overviewOf(collection: Iterable<Entry>): Overview {
  const counter = createOverview();
  for (const entry of collection) counter.add(entry);
  return counter.overview;
}

/**
 * The file in pieces, none of them larger than an article needs: for collections that do not fit in memory.
 *
 * @param entries the same as `overview` was made of
 */
export async function* renderStream(
  format: Format,
  entries: AsyncIterable<Entry>,
  overview: Overview,
  options: RenderOptions,
): AsyncGenerator<string, void> {
  yield format.open(overview, options);
  const isOnly = overview.articles === 1;
  let [index, before] = [0, 0];
  for await (const entry of entries) {
    yield format.entry(entry, options, { index, before, isOnly });
    index++;
    before += entry.annotations.length;
  }
  yield format.close(overview, options);
}

/** The whole file, of a collection that lies in memory. */
export function render(format: Format, collection: Collection, options: RenderOptions): string {
  const overview = overviewOf(collection);
  const isOnly = collection.length === 1;
  let before = 0;
  const entries = collection.map((entry, index) => {
    const text = format.entry(entry, options, { index, before, isOnly });
    before += entry.annotations.length;
    return text;
  });
  return [format.open(overview, options), ...entries, format.close(overview, options)].join('');
}
