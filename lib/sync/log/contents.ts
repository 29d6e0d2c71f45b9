/** What the files of the log hold, as JSON: see docs/sync-protocol.md. Everything read is parsed here. */
import * as v from 'valibot';
import type { RecordState } from '../merge/record';
import type { Dot } from '../merge/vector';
import type { Tip } from './names';
import { recordsIn, TableError, tableOf, tableSchema, type Table } from './table';

/** Raised by what an older version must not read. */
const VERSION = 1;

const device = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));
const number = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const id = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const tipSchema = v.object({ segment: number, id });
const vectorSchema = v.record(device, number);
const version = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** A file of a device's log, as its head lists it. */
const logEntrySchema = v.object({
  first: number,
  last: number,
  id,
  /** The chain: the hash of the segment before `first`, and of the segment `last`. */
  before: v.string(),
  tip: id,
  bytes: number,
});
export type LogEntry = v.InferOutput<typeof logEntrySchema>;

const snapshotSchema = v.object({
  /** What is in it: for each device the newest segment; several where a device was copied. */
  covers: v.record(device, v.array(tipSchema)),
  parts: v.array(v.object({ id, bytes: number })),
});
export type Snapshot = v.InferOutput<typeof snapshotSchema>;

const headSchema = v.object({
  version,
  /** What the user calls the device. */
  label: v.string(),
  /** When it was written, by the device's wall clock. */
  at: v.pipe(v.number(), v.safeInteger()),
  log: v.array(logEntrySchema),
  snapshot: v.nullable(snapshotSchema),
  /** What the device knew of the others. */
  seen: vectorSchema,
});
export type Head = v.InferOutput<typeof headSchema>;

const logFileSchema = v.object({
  version,
  before: v.string(),
  knows: v.record(device, v.array(tipSchema)),
  devices: v.array(device),
  records: tableSchema,
});

const partSchema = v.object({ version, devices: v.array(device), records: tableSchema });

/** What was sealed is not what it should be. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
  constructor(
    message: string,
    /** A newer version may be able to read it. */
    readonly isNewer = false,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export function encodeHead(head: Omit<Head, 'version'>): Uint8Array {
  return bytesOf({ version: VERSION, ...head });
}

/** @throws {ContentError} */
export function decodeHead(bytes: Uint8Array): Head {
  return parsed(headSchema, bytes);
}

/** Some segments of one device. */
export interface LogFile {
  /** The hash of the segment before the first; '' where that is the first of all. */
  readonly before: string;
  /** Of the devices whose writes it replaces: which segments its writer knew. A number alone does not tell copies apart. */
  readonly knows: Readonly<Record<string, readonly Tip[]>>;
  readonly records: readonly RecordState[];
}

/** @param dot of what most of the file's entries are: the device's, in the file's last segment */
export function encodeLogFile({ before, knows, records }: LogFile, dot: Dot): Uint8Array {
  const { devices, table } = tableOf(records, dot);
  const named = Object.entries(knows).filter(([name]) => devices.includes(name));
  return bytesOf({ version: VERSION, before, knows: Object.fromEntries(named), devices, records: table });
}

/** @throws {ContentError} */
export function decodeLogFile(bytes: Uint8Array, segment: number): LogFile {
  const { before, knows, devices, records } = parsed(logFileSchema, bytes);
  return { before, knows, records: recordsOf(records, devices, segment) };
}

export function encodePart(records: readonly RecordState[], own: string): Uint8Array {
  const { devices, table } = tableOf(records, { device: own, segment: 0 });
  return bytesOf({ version: VERSION, devices, records: table });
}

/** @throws {ContentError} */
export function decodePart(bytes: Uint8Array): RecordState[] {
  const { devices, records } = parsed(partSchema, bytes);
  return recordsOf(records, devices, 0);
}

function recordsOf(table: Table, devices: readonly string[], base: number): RecordState[] {
  try {
    return recordsIn(table, devices, base);
  } catch (error) {
    if (error instanceof TableError) throw new ContentError(error.message, false, { cause: error });
    throw error;
  }
}

function bytesOf(content: object): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(content));
}

function parsed<T>(schema: v.GenericSchema<unknown, T>, bytes: Uint8Array): T {
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new ContentError('Not JSON', false, { cause: error });
  }
  // What a newer version wrote need not fit the rest of the schema.
  const { output: stated, success } = v.safeParse(v.object({ version }), content);
  if (success && stated.version > VERSION) throw new ContentError('Written by a newer version', true);
  const result = v.safeParse(schema, content);
  if (!result.success) throw new ContentError(result.issues[0].message);
  return result.output;
}
