/** What lies in the tables: records, and beside them the fields that only an index needs. */
import * as v from 'valibot';
import { annotationSchema, articleSchema, type Annotation, type Article } from '../annotation/model';
import { versionSchema, type ArticleVersion } from '../annotation/version';
import { searchTerms } from './search-terms';

/** Articles are kept as they are. */
export type ArticleRow = Article;

export interface AnnotationRow extends Annotation {
  /** `deletedAt` as a key: null cannot be indexed. */
  readonly deleted: 0 | 1;
  /**
   * Folded words of the annotation and of its article (title, site, byline). The article's words are kept with
   * each of its annotations so that a search is one index range a word, however many articles match.
   */
  readonly terms: string[];
  /** `terms` are still to be made, and a search reads the row itself. A key: where they are there, the index has no entry. */
  readonly unindexed?: 1;
}

const versionRowSchema = v.object({
  ...versionSchema.entries,
  /** The version that `bytes` are told by; null where they stand for themselves. */
  base: v.nullable(v.string()),
  /** Its blocks: see `versions/pack.ts`. */
  bytes: v.custom<Uint8Array<ArrayBuffer>>((value) => ArrayBuffer.isView(value)),
});
export type VersionRow = v.InferOutput<typeof versionRowSchema>;

/** Something of the browser's that has to be kept between two visits, and that only the database can hold. */
export interface PlaceRow {
  readonly id: 'folder';
  /** The folder that the user picked: a `FileSystemDirectoryHandle`. */
  readonly handle: object;
}

/** @throws {v.ValiError} when the annotation breaks the model */
export function toAnnotationRow(annotation: Annotation, article: Article | undefined): AnnotationRow {
  const record = v.parse(annotationSchema, annotation);
  const { target, note, tags, quote, claim } = record;
  const own = [
    quote.speaker,
    quote.speakerRole,
    claim.claimant,
    claim.rating,
    tags.join(' '),
    note,
    target?.exact ?? '',
  ];
  const terms = searchTerms(article ? [article.title, article.site, article.byline, ...own] : own);
  return { ...record, deleted: deletedKey(record), terms };
}

function deletedKey({ deletedAt }: Annotation): 0 | 1 {
  return deletedAt === null ? 0 : 1;
}

/**
 * Without its words, which take most of what writing it takes: see `indexSome`.
 * @throws {v.ValiError} when the annotation breaks the model
 */
export function toUnindexedRow(annotation: Annotation): AnnotationRow {
  const record = v.parse(annotationSchema, annotation);
  return { ...record, deleted: deletedKey(record), terms: [], unindexed: 1 };
}

/** @throws {v.ValiError} when the article breaks the model */
export function toArticleRow(article: Article): ArticleRow {
  return v.parse(articleSchema, article);
}

/** Records that left the database, and how many of the rows could not be read as one. */
export interface Parsed<T> {
  readonly records: T[];
  readonly unreadable: number;
}

/** Rows as annotations; fields that only the index needs are gone. */
export function parseAnnotations(rows: readonly unknown[]): Parsed<Annotation> {
  return parseRows(annotationSchema, rows);
}

/** Rows as articles. */
export function parseArticles(rows: readonly unknown[]): Parsed<Article> {
  return parseRows(articleSchema, rows);
}

/** Rows as versions, with their content. */
export function parseVersions(rows: readonly unknown[]): Parsed<VersionRow> {
  return parseRows(versionRowSchema, rows);
}

/** A version without its content. */
export function toVersion(row: VersionRow): ArticleVersion {
  return v.parse(versionSchema, row);
}

function parseRows<T>(schema: v.GenericSchema<unknown, T>, rows: readonly unknown[]): Parsed<T> {
  const results = rows.map((row) => v.safeParse(schema, row));
  const records = results.flatMap((result) => (result.success ? [result.output] : []));
  return { records, unreadable: rows.length - records.length };
}
