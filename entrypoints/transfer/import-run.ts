/** A file held against the collection, and taken in: batch by batch, so that its size does not matter. */
import type { Incoming, IncomingCopy } from '../../lib/annotation/imported';
import { sizeOf } from '../../lib/annotation/version';
import { articleIdentity } from '../../lib/article/address/identity';
import { openAddress } from '../../lib/article/address/open-address';
import { createNamer } from '../../lib/formats/read/name';
import type { Found, Reader, SourceFile } from '../../lib/formats/read/reader';
import type { Decided } from '../../lib/store/imports/batch';
import type { DecidedCopy } from '../../lib/store/imports/copies';
import type { Fate, ImportPolicy } from '../../lib/store/imports/decide';
import type { ImportWriter } from '../../lib/store/imports/writer';

/** Annotations that are looked at, or written, at once. */
const BATCH = 400;
/** Saved copies, and their characters, that are looked at, or written, at once. */
const COPIES = 20;
const CHARACTERS = 2_000_000;
/** By which a clock may be wrong. A copy from the future would make every later version one. */
const TOLERANCE = 86_400_000;
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
  /** Saved copies. */
  readonly copies: Readonly<Record<DecidedCopy['fate'], number>>;
  /** Articles in which nothing is marked. */
  readonly unmarked: number;
  readonly unreadable: { readonly count: number; readonly shown: readonly Unreadable[] };
  /** Some of each fate, in the file's order. */
  readonly samples: readonly Sample[];
}

export interface RunOptions {
  readonly signal: AbortSignal;
  /** How many annotations and copies have been looked at. */
  readonly progress: (done: number) => void;
}

/** How the batches of a survey are decided on: the store's, with the database. */
export interface Preview {
  readonly marks: (batch: readonly Incoming[], seen: Set<string>) => Promise<readonly Decided[]>;
  readonly copies: (copies: readonly IncomingCopy[]) => Promise<readonly DecidedCopy[]>;
}

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
  const copyCounts = { new: 0, known: 0 };
  const samples: Sample[] = [];
  const shown: Unreadable[] = [];
  const seen = new Set<string>();
  let [unmarked, unreadable, done] = [0, 0, 0];
  for await (const { batch, copies, others } of batchesOf(file, reader)) {
    signal.throwIfAborted();
    for (const other of others) {
      if (other.type === 'unmarked') unmarked++;
      else if (++unreadable <= SHOWN) shown.push({ place: other.place, detail: other.detail });
    }
    for (const decided of await preview.marks(batch, seen)) {
      counts[decided.fate]++;
      if (counts[decided.fate] <= SHOWN) samples.push(sampleOf(decided));
    }
    for (const { fate } of await preview.copies(copies)) copyCounts[fate]++;
    done += lengthOf(batch) + copies.length;
    progress(done);
  }
  signal.throwIfAborted();
  return { counts, copies: copyCounts, unmarked, unreadable: { count: unreadable, shown }, samples };
}

function sampleOf({ fate, incoming, article }: Decided): Sample {
  const { target, note = '' } = incoming;
  return { fate, passage: target?.exact ?? '', note, title: article.title || article.url };
}

/** What an import did. */
export interface TakenIn {
  readonly importId: string;
  /** Annotations and copies. */
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
    for await (const { batch, copies } of batchesOf(file, reader)) {
      signal.throwIfAborted();
      const decided = await writer.take(importId, batch, policy, seen);
      const decidedCopies = copies.length > 0 ? await writer.takeCopies(importId, copies) : [];
      written += decided.filter(({ put }) => put !== null).length;
      written += decidedCopies.filter(({ fate }) => fate === 'new').length;
      done += lengthOf(batch) + copies.length;
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

type Other = Extract<Found, { type: 'unreadable' | 'unmarked' }>;

/** What is looked at, or written, at once. */
interface Batch {
  readonly batch: Incoming[];
  readonly copies: IncomingCopy[];
  readonly others: Other[];
}

const empty = (): Batch => ({ batch: [], copies: [], others: [] });

function isFull({ batch, copies, others }: Batch): boolean {
  const characters = copies.reduce((sum, { copy }) => sum + sizeOf(copy.blocks), 0);
  const isLong = copies.length >= COPIES || characters >= CHARACTERS;
  return isLong || lengthOf(batch) >= BATCH || others.length >= BATCH;
}

function lengthOf(batch: readonly Incoming[]): number {
  return batch.reduce((sum, { annotations }) => sum + annotations.length, 0);
}

async function* batchesOf(file: SourceFile, reader: Reader): AsyncGenerator<Batch, void> {
  const name = createNamer(reader.id, (url) => articleIdentity({ url, canonical: [] }));
  let next = empty();
  for await (const found of reader.read(file)) {
    for (const put of waysInto(found, name)) {
      put(next);
      if (!isFull(next)) continue;
      yield next;
      next = empty();
    }
  }
  if (next.batch.length + next.copies.length + next.others.length > 0) yield next;
}

/** How what was found comes into batches, piece by piece. */
function* waysInto(
  found: Found,
  name: ReturnType<typeof createNamer>,
): Generator<(batch: Batch) => void, void> {
  if (found.type === 'unreadable' || found.type === 'unmarked') {
    yield ({ others }) => others.push(found);
    return;
  }
  const { type, place, article } = found;
  const refuse = (detail: string) => (batch: Batch) =>
    void batch.others.push({ type: 'unreadable', place, detail });
  const annotations = type === 'entry' ? found.annotations : [];
  const incoming = name({ type: 'entry', place, article, annotations });
  if (!incoming) yield refuse('url: not a web address');
  else if (type === 'entry') {
    for (const part of partsOf(incoming)) yield ({ batch }) => batch.push(part);
  } else if (found.capturedAt > Date.now() + TOLERANCE) yield refuse('capturedAt: in the future');
  else {
    const { capturedAt, copy } = found;
    yield ({ copies }) => copies.push({ ...opened(incoming), capturedAt, copy });
  }
}

function opened(incoming: Incoming): Incoming {
  return { ...incoming, url: openAddress(incoming.url) };
}

/** An article with very many annotations in pieces: each has to fit into one transaction. */
function* partsOf(incoming: Incoming): Generator<Incoming, void> {
  const { annotations } = incoming;
  for (let from = 0; from < annotations.length; from += BATCH) {
    yield { ...opened(incoming), annotations: annotations.slice(from, from + BATCH) };
  }
}
