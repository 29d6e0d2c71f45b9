/**
 * The browser's own synced storage, for small collections: nothing to set up. A file is one item, or an item that names its
 * parts; each browser carries items to the others in an order of its own, so a file is there when all of it is.
 */
import * as v from 'valibot';
import { bytesIn, fromBase64, toBase64 } from './base64';
import { isOurs, pathOf } from './names';
import { patiently } from './patience';
import { WriteRate } from './write-rate';
import {
  TransportError,
  type CallOptions,
  type Folder,
  type Listed,
  type Transport,
  type TransportFailure,
} from './transport';

/** `browser.storage.sync`, as far as it is used. */
export interface StorageArea {
  get(keys: string[] | null): Promise<Readonly<Record<string, unknown>>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string[]): Promise<void>;
}

export interface BrowserStoragePlace {
  readonly area: StorageArea;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Milliseconds that the browser may be silent; 25 s where it is not said. */
  readonly patience?: number;
}

export interface Usage {
  /** As the browser counts them, with what others of the extension keep there. */
  readonly bytes: number;
  /** What may be used: less than there is, so that the last change still finds room. */
  readonly limit: number;
  readonly items: number;
}

/** Browsers take 102,400 in all, 8,192 an item (its key and its value as JSON), and 512 items. */
const BYTES = 80_000;
const ITEM_BYTES = 8192;
const ITEMS = 500;

/** An item that names parts: how many, how many bytes they are, and the digest that is in the parts' keys. */
const PartsSchema = v.strictTuple([
  v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(ITEMS)),
  v.pipe(v.number(), v.integer(), v.minValue(1)),
  v.pipe(v.string(), v.regex(/^[\w-]{22}$/u)),
]);
const EntrySchema = v.union([v.string(), PartsSchema]);
type Entry = v.InferOutput<typeof EntrySchema>;
type Items = Readonly<Record<string, unknown>>;

export class BrowserStorage implements Transport {
  readonly #place: BrowserStoragePlace;
  readonly #rate: WriteRate;
  /** Who writes looks for room first: one after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(place: BrowserStoragePlace) {
    this.#place = place;
    this.#rate = new WriteRate(place.now);
  }

  async list(folder: Folder, options: CallOptions = {}): Promise<readonly Listed[]> {
    return this.#do(`list ${folder}`, options, async () => {
      const items = await this.#place.area.get(null);
      const prefix = fileKey(folder, '');
      return Object.keys(items).flatMap((key) => {
        const name = key.startsWith(prefix) ? key.slice(prefix.length) : '';
        const text = isOurs(name) ? textOf(items, key) : null;
        return text === null ? [] : [{ name, size: bytesIn(text) }];
      });
    });
  }

  async get(
    folder: Folder,
    name: string,
    limit: number,
    options: CallOptions = {},
  ): Promise<Uint8Array | null> {
    const path = pathOf(folder, name);
    return this.#do(`read ${path}`, options, async () => {
      const key = fileKey(folder, name);
      const entry = entryOf(await this.#place.area.get([key]), key);
      if (entry === null) return null;
      const size = typeof entry === 'string' ? bytesIn(entry) : entry[1];
      if (size > limit) throw new TransportError('too-large', `read ${path}: ${size} bytes`);
      const items = { [key]: entry, ...(await this.#place.area.get(partKeys(entry))) };
      return bytesOf(textOf(items, key), entry);
    });
  }

  async put(folder: Folder, name: string, bytes: Uint8Array, options: CallOptions = {}): Promise<void> {
    const label = `write ${pathOf(folder, name)}`;
    const text = toBase64(bytes);
    const key = fileKey(folder, name);
    const isOneItem = itemBytes(key, text) <= ITEM_BYTES;
    const entry: Entry = isOneItem ? text : [partsIn(text), bytes.length, await digestOf(bytes)];
    const keys = partKeys(entry);
    const parts = Object.fromEntries(keys.map((part, at) => [part, text.slice(at * PART, (at + 1) * PART)]));
    await this.#inTurn(label, options, async () => {
      const items = await this.#place.area.get(null);
      if (textOf(items, key) === text) return;
      const after = usageOf({ ...items, ...parts, [key]: entry });
      if (after.bytes > BYTES || after.items > ITEMS)
        throw new TransportError('full', `${label}: ${after.bytes} bytes in ${after.items} items`);
      this.#rate.take(label, isOneItem ? 1 : 2);
      if (!isOneItem) await this.#place.area.set(parts);
      // Last: until then, nobody sees the parts.
      await this.#place.area.set({ [key]: entry });
    });
  }

  async remove(folder: Folder, name: string, options: CallOptions = {}): Promise<void> {
    const label = `remove ${pathOf(folder, name)}`;
    const key = fileKey(folder, name);
    await this.#inTurn(label, options, async () => {
      const items = await this.#place.area.get(null);
      if (!Object.hasOwn(items, key)) return;
      const entry = entryOf(items, key);
      const others = Object.keys(items).filter((other) => other !== key && other.startsWith(FILE));
      const used = new Set(others.flatMap((other) => partKeys(entryOf(items, other))));
      this.#rate.take(label, 1);
      await this.#place.area.remove([key, ...partKeys(entry).filter((part) => !used.has(part))]);
    });
  }

  /** How much of it is in use. */
  async usage(options: CallOptions = {}): Promise<Usage> {
    return this.#do('usage', options, async () => usageOf(await this.#place.area.get(null)));
  }

  async #inTurn(label: string, options: CallOptions, action: () => Promise<void>): Promise<void> {
    const turn = this.#last.then(() => this.#do(label, options, action));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #do<T>(label: string, { signal }: CallOptions, action: () => Promise<T>): Promise<T> {
    return patiently(label, signal, this.#place.patience, async (patience) => {
      try {
        return await patience.wait(action());
      } catch (error) {
        if (patience.signal.aborted || error instanceof TransportError) throw error;
        throw failure(label, error);
      }
    });
  }
}

const FILE = 'f/';

function fileKey(folder: Folder, name: string): string {
  return `${FILE}${folder}/${name}`;
}

/** Characters of a part: with a key of 28, and two quotes, it is an item. */
const PART = 8160;

function partsIn(text: string): number {
  return Math.ceil(text.length / PART);
}

/** Named by what is in the whole file: parts of two files never make a third. */
function partKeys(entry: Entry | null): string[] {
  if (entry === null || typeof entry === 'string') return [];
  const [count, , digest] = entry;
  return Array.from({ length: count }, (_, at) => `c/${digest}/${at}`);
}

function entryOf(items: Items, key: string): Entry | null {
  const parsed = v.safeParse(EntrySchema, Object.hasOwn(items, key) ? items[key] : null);
  return parsed.success ? parsed.output : null;
}

/** A file's base64; null where it is not there, or not all of it. */
function textOf(items: Items, key: string): string | null {
  const entry = entryOf(items, key);
  if (entry === null || typeof entry === 'string') return entry;
  const parts = partKeys(entry).map((part) => (Object.hasOwn(items, part) ? items[part] : null));
  if (!parts.every((part) => typeof part === 'string')) return null;
  const text = parts.join('');
  return bytesIn(text) === entry[1] ? text : null;
}

async function bytesOf(text: string | null, entry: Entry): Promise<Uint8Array | null> {
  const bytes = text === null ? null : fromBase64(text);
  if (bytes === null || typeof entry === 'string') return bytes;
  return (await digestOf(bytes)) === entry[2] ? bytes : null;
}

function usageOf(items: Items): Usage {
  const all = Object.entries(items);
  const bytes = all.reduce((sum, [key, value]) => sum + itemBytes(key, value), 0);
  return { bytes, limit: BYTES, items: all.length };
}

function itemBytes(key: string, value: unknown): number {
  return new TextEncoder().encode(key + JSON.stringify(value)).length;
}

async function digestOf(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
  return toBase64(digest.subarray(0, 16)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

const QUOTAS: readonly (readonly [RegExp, TransportFailure, number | null])[] = [
  [/PER_HOUR/u, 'busy', 3_600_000],
  [/PER_MINUTE/u, 'busy', 60_000],
  [/quota/iu, 'full', null],
];

/** Browsers tell by words what was too much. */
function failure(label: string, error: unknown): TransportError {
  const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const [, reason, retryAfter] = QUOTAS.find(([pattern]) => pattern.test(words)) ?? [
    null,
    'failed' as const,
    null,
  ];
  return new TransportError(reason, `${label}: ${words}`.slice(0, 500), retryAfter, { cause: error });
}
