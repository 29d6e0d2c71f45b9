/**
 * What every import format looks like from outside: a reader turns a file into articles with what is marked in them,
 * one after the other, so that a large file never lies in memory as a whole.
 */
import * as v from 'valibot';
import {
  importedAnnotationSchema,
  importedArticleSchema,
  type ImportedAnnotation,
  type ImportedArticle,
} from '../../annotation/imported';
import type { SavedCopy } from '../../annotation/version';

/** What a reader comes by. `place` is where in the file: `annotations[3]`, `row 12`. */
export type Found =
  | {
      readonly type: 'entry';
      readonly place: string;
      readonly article: ImportedArticle;
      readonly annotations: readonly ImportedAnnotation[];
    }
  /** A saved copy of an article, and when it was seen. */
  | {
      readonly type: 'copy';
      readonly place: string;
      readonly article: ImportedArticle;
      readonly capturedAt: number;
      readonly copy: SavedCopy;
    }
  /** A record that breaks the format or the model; `detail` says how. */
  | { readonly type: 'unreadable'; readonly place: string; readonly detail: string }
  /** An article in which nothing is marked. */
  | { readonly type: 'unmarked'; readonly place: string };

/** The file as a whole cannot be read: nothing of it may be taken. */
export type ReadErrorCode =
  /** Bytes that are no text in the encoding that the file is in. */
  | 'encoding'
  /** It ends too early, or breaks the rules of JSON, CSV or ZIP. */
  | 'damaged'
  /** Written by a later version. */
  | 'newer'
  /** One record, or what is packed in it, is larger than any that is sensible. */
  | 'tooLarge'
  /** None of the formats that are known. */
  | 'unknown';

export class ReadError extends Error {
  override readonly name = 'ReadError';
  /** @param detail where, and what: for a person who looks into the file */
  constructor(
    readonly code: ReadErrorCode,
    readonly detail: string,
    options?: ErrorOptions,
  ) {
    super(`${code}: ${detail}`, options);
  }
}

/** A file: a `Blob` with a name. */
export interface SourceFile extends Blob {
  readonly name: string;
}

/** Everything that can be read, by where it comes from. */
export const READER_IDS = [
  'backup',
  'pullquote',
  'csv',
  'w3c',
  'hypothesis',
  'hypothesisCsv',
  'clipper',
  'readwise',
  'readwiseImport',
  'omnivore',
  'raindrop',
  'instapaper',
  'wallabag',
  'pocket',
  'kindle',
  /** Any other table, its columns named by the user. */
  'mappedCsv',
  // Exports of addresses alone: known, so that the user is told that there is nothing to take.
  'pocketCsv',
  'readwiseReader',
  'matter',
] as const;
export type ReaderId = (typeof READER_IDS)[number];

export interface Reader {
  readonly id: ReaderId;
  /**
   * What stands in the file, in its order.
   *
   * @throws {ReadError} wherever the file turns out not to be readable
   */
  read(file: SourceFile): AsyncIterable<Found>;
}

interface Candidate {
  readonly place: string;
  readonly article: unknown;
  readonly annotations: readonly unknown[];
}

/**
 * A candidate held against the model: the article with the annotations that keep to it, and the others by their place.
 * An article that breaks it takes its annotations along.
 */
export function check({ place, article, annotations }: Candidate): Found[] {
  const parsed = v.safeParse(importedArticleSchema, article);
  if (!parsed.success) return [unreadable(place, parsed.issues[0])];
  const results = annotations.map((each) => v.safeParse(importedAnnotationSchema, each));
  const good = results.flatMap((result) => (result.success ? [result.output] : []));
  const bad = results.flatMap((result, at) =>
    result.success
      ? []
      : [unreadable(annotations.length === 1 ? place : `${place}.annotations[${at}]`, result.issues[0])],
  );
  if (good.length > 0) return [{ type: 'entry', place, article: parsed.output, annotations: good }, ...bad];
  return bad.length > 0 ? bad : [{ type: 'unmarked', place }];
}

/** A record that a schema refused. */
export function unreadable(place: string, issue: v.BaseIssue<unknown>): Found {
  const path = v.getDotPath(issue);
  return { type: 'unreadable', place, detail: `${path === null ? '' : `${path}: `}${issue.message}` };
}
