/** A file held against the collection, and taken in: batch by batch, so that its size does not matter. */
import type { Incoming } from '../../lib/annotation/imported';
import { articleIdentity } from '../../lib/article/address/identity';
import { openAddress } from '../../lib/article/address/open-address';
import { createNamer } from '../../lib/formats/read/name';
import type { Found, Reader, SourceFile } from '../../lib/formats/read/reader';
import type { Decided } from '../../lib/store/imports/batch';
import type { Fate, ImportPolicy } from '../../lib/store/imports/decide';
import type { ImportWriter } from '../../lib/store/imports/writer';

/** Annotations that are looked at, or written, at once. */
const BATCH = 400;
/** So many of each kind are kept to be shown. */
const SHOWN = 30;

/** A record that cannot be read: where in the file, and why. */
export interface Unreadable {
  readonly place: string;
  readonly detail: string;
}

/** An annotation of the file, to be shown. */
export interface Sample {
  readonly fate: Fate;
  readonly passage: string;
  readonly note: string;
  readonly title: string;
}

/** What taking in a file would do. */
export interface Survey {
  readonly counts: Readonly<Record<Fate, number>>;
  /** Articles in which nothing is marked. */
  readonly unmarked: number;
  readonly unreadable: { readonly count: number; readonly shown: readonly Unreadable[] };
  /** Some of each fate, in the file's order. */
  readonly samples: readonly Sample[];
}

export interface RunOptions {
  readonly signal: AbortSignal;
  /** How many annotations have been looked at. */
  readonly progress: (done: number) => void;
}

/** How the batch of a survey is decided on: the store's, with the database. */
export type Preview = (batch: readonly Incoming[], seen: Set<string>) => Promise<readonly Decided[]>;

/**
 * Reads the whole file and says what taking it in would do.
 *
 * @throws {ReadError} where the file as a whole cannot be read; rejects with the signal's reason where it is aborted
 */
export async function surveyFile(
  file: SourceFile,
  reader: Reader,
  preview: Preview,
  { signal, progress }: RunOptions,
): Promise<Survey> {
  const counts = { new: 0, known: 0, different: 0, deleted: 0 };
  const samples: Sample[] = [];
  const shown: Unreadable[] = [];
  const seen = new Set<string>();
  let [unmarked, unreadable, done] = [0, 0, 0];
  for await (const { batch, others } of batchesOf(file, reader)) {
    signal.throwIfAborted();
    for (const other of others) {
      if (other.type === 'unmarked') unmarked++;
      else if (++unreadable <= SHOWN) shown.push({ place: other.place, detail: other.detail });
    }
    for (const decided of await preview(batch, seen)) {
      counts[decided.fate]++;
      if (counts[decided.fate] <= SHOWN) samples.push(sampleOf(decided));
    }
    done += batch.reduce((sum, { annotations }) => sum + annotations.length, 0);
    progress(done);
  }
  signal.throwIfAborted();
  return { counts, unmarked, unreadable: { count: unreadable, shown }, samples };
}

function sampleOf({ fate, incoming, article }: Decided): Sample {
  const { target, note = '' } = incoming;
  return { fate, passage: target?.exact ?? '', note, title: article.title || article.url };
}

/** What an import did. */
export interface TakenIn {
  readonly importId: string;
  readonly written: number;
}

/**
 * Takes the file in as a whole. Where that fails or is aborted, what was written is taken back before it rejects.
 *
 * @throws {ReadError | StoreError}, or the signal's reason
 */
export async function takeIn(
  file: SourceFile,
  reader: Reader,
  writer: ImportWriter,
  policy: ImportPolicy,
  { signal, progress }: RunOptions,
): Promise<TakenIn> {
  const importId = await writer.begin({ name: file.name, format: reader.id });
  const seen = new Set<string>();
  let [written, done] = [0, 0];
  try {
    for await (const { batch } of batchesOf(file, reader)) {
      signal.throwIfAborted();
      const decided = await writer.take(importId, batch, policy, seen);
      written += decided.filter(({ put }) => put !== null).length;
      done += batch.reduce((sum, { annotations }) => sum + annotations.length, 0);
      progress(done);
    }
    signal.throwIfAborted();
    await writer.finish(importId);
    return { importId, written };
  } catch (error) {
    await writer.undo(importId);
    throw error;
  }
}

interface Batch {
  readonly batch: readonly Incoming[];
  readonly others: readonly Exclude<Found, { type: 'entry' }>[];
}

async function* batchesOf(file: SourceFile, reader: Reader): AsyncGenerator<Batch, void> {
  const name = createNamer(reader.id, (url) => articleIdentity({ url, canonical: [] }));
  let batch: Incoming[] = [];
  let others: Exclude<Found, { type: 'entry' }>[] = [];
  let size = 0;
  for await (const found of reader.read(file)) {
    const incoming = found.type === 'entry' ? name(found) : null;
    if (found.type !== 'entry') others.push(found);
    else if (!incoming)
      others.push({ type: 'unreadable', place: found.place, detail: 'url: not a web address' });
    for (const part of incoming ? partsOf(incoming) : []) {
      batch.push({ ...part, url: openAddress(part.url) });
      size += part.annotations.length;
      if (size < BATCH) continue;
      yield { batch, others };
      [batch, others, size] = [[], [], 0];
    }
    if (others.length >= BATCH) {
      yield { batch, others };
      [batch, others, size] = [[], [], 0];
    }
  }
  if (batch.length + others.length > 0) yield { batch, others };
}

/** An article with very many annotations in pieces: each has to fit into one transaction. */
function* partsOf(incoming: Incoming): Generator<Incoming, void> {
  const { annotations } = incoming;
  for (let from = 0; from < annotations.length; from += BATCH) {
    yield { ...incoming, annotations: annotations.slice(from, from + BATCH) };
  }
}
