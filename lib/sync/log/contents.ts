/** What the files of the log hold, as JSON: see docs/sync-protocol.md. Everything read is parsed here. */
import * as v from 'valibot';
import type { RecordState } from '../merge/record';
import type { Entry, Json, Register } from '../merge/register';
import type { Dot, Vector } from '../merge/vector';
import type { Tip } from './names';

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
  records: v.array(v.unknown()),
});

const partSchema = v.object({ version, devices: v.array(device), records: v.array(v.unknown()) });

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
  const codec = new Encoder(dot);
  const encoded = records.map((record) => codec.record(record));
  const named = Object.entries(knows).filter(([name]) => codec.devices.includes(name));
  const content = { before, knows: Object.fromEntries(named), devices: codec.devices, records: encoded };
  return bytesOf({ version: VERSION, ...content });
}

/** @throws {ContentError} */
export function decodeLogFile(bytes: Uint8Array, segment: number): LogFile {
  const { before, knows, devices, records } = parsed(logFileSchema, bytes);
  return { before, knows, records: decodeRecords(devices, segment, records) };
}

export function encodePart(records: readonly RecordState[], own: string): Uint8Array {
  const codec = new Encoder({ device: own, segment: 0 });
  const encoded = records.map((record) => codec.record(record));
  return bytesOf({ version: VERSION, devices: codec.devices, records: encoded });
}

/** @throws {ContentError} */
export function decodePart(bytes: Uint8Array): RecordState[] {
  const { devices, records } = parsed(partSchema, bytes);
  return decodeRecords(devices, 0, records);
}

/**
 * A record as an array: type, id, stamp, plain fields, other fields. The stamp (device, segment, time) is that of the
 * plain fields: those that were written once, all together, as the fields of a new record are.
 */
type EncodedRecord = readonly [
  type: string,
  id: string,
  stamp: readonly [device: number, segment: number, time: number] | 0,
  plain: Readonly<Record<string, Json>>,
  others?: Readonly<Record<string, EncodedRegister>>,
];
type EncodedVector = readonly number[];
type EncodedEntry = readonly [device: number, segment: number, time: number, value: Json, from?: string];
type EncodedRegister = readonly [seen: EncodedVector, ...entries: EncodedEntry[]];

class Encoder {
  readonly devices: string[] = [];
  private readonly places = new Map<string, number>();

  /** Segments are written as steps back from that of `base`: small numbers take less room. */
  constructor(private readonly base: Dot) {
    this.place(base.device);
  }

  record({ type, id: recordId, fields }: RecordState): EncodedRecord {
    const stamp = stampOf(fields);
    const plain: Record<string, Json> = {};
    const others: Record<string, EncodedRegister> = {};
    for (const [name, register] of Object.entries(fields)) {
      const [entry] = register.entries;
      if (stamp && entry && isPlain(register, stamp)) plain[name] = entry.value;
      else others[name] = this.register(register);
    }
    const encodedStamp = stamp ? this.stamp(stamp) : 0;
    if (Object.keys(others).length > 0) return [type, recordId, encodedStamp, plain, others];
    return [type, recordId, encodedStamp, plain];
  }

  private stamp({ device: name, segment, time }: Entry): [number, number, number] {
    return [this.place(name), this.base.segment - segment, time];
  }

  private register({ seen, entries }: Register): EncodedRegister {
    return [
      this.vector(seen),
      ...entries.map((entry): EncodedEntry => {
        const { value, from } = entry;
        return from === undefined ? [...this.stamp(entry), value] : [...this.stamp(entry), value, from];
      }),
    ];
  }

  private vector(vector: Vector): number[] {
    return Object.entries(vector).flatMap(([name, segment]) => [
      this.place(name),
      this.base.segment - segment,
    ]);
  }

  private place(name: string): number {
    const known = this.places.get(name);
    if (known !== undefined) return known;
    this.places.set(name, this.devices.length);
    this.devices.push(name);
    return this.devices.length - 1;
  }
}

/** The entry whose stamp most of the fields have. */
function stampOf(fields: RecordState['fields']): Entry | null {
  const alone = Object.values(fields).flatMap(({ entries }) => (entries.length === 1 ? entries : []));
  let best: { readonly entry: Entry; readonly count: number } | null = null;
  for (const [, same] of Map.groupBy(
    alone,
    ({ device: name, segment, time }) => `${name} ${segment} ${time}`,
  )) {
    const [entry] = same;
    if (entry && same.length > (best?.count ?? 0)) best = { entry, count: same.length };
  }
  return best?.entry ?? null;
}

function isPlain({ seen, entries }: Register, stamp: Entry): boolean {
  const [entry] = entries;
  if (!entry || entries.length > 1 || entry.from !== undefined) return false;
  const isSame =
    entry.device === stamp.device && entry.segment === stamp.segment && entry.time === stamp.time;
  const known = Object.entries(seen);
  return isSame && known.length === 1 && seen[entry.device] === entry.segment;
}

/** It was parsed as JSON: no value of it can be anything else. */
const jsonSchema = v.custom<Json>((value) => value !== undefined);
const stampItems = [number, v.pipe(v.number(), v.safeInteger()), number] as const;
const pairsSchema = v.array(v.pipe(v.number(), v.safeInteger()));
const entrySchema = v.union([
  v.strictTuple([...stampItems, jsonSchema]),
  v.strictTuple([...stampItems, jsonSchema, v.string()]),
]);
const registerSchema = v.tupleWithRest([pairsSchema], entrySchema);
const fieldName = v.pipe(
  v.string(),
  v.check((name) => !['__proto__', 'constructor', 'prototype'].includes(name), 'not a field'),
);
const recordSchema = v.pipe(
  v.array(v.unknown()),
  v.transform(([type, recordId, stamp, plain, others = {}]) => ({
    type,
    id: recordId,
    stamp,
    plain,
    others,
  })),
  v.object({
    type: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
    id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
    stamp: v.union([v.literal(0), v.strictTuple([...stampItems])]),
    plain: v.record(fieldName, jsonSchema),
    others: v.record(fieldName, registerSchema),
  }),
);

function decodeRecords(devices: readonly string[], base: number, encoded: readonly unknown[]): RecordState[] {
  const nameOf = (place: number): string => {
    const name = devices[place];
    if (name === undefined) throw new ContentError('No such device');
    return name;
  };
  const segmentOf = (back: number): number => {
    const segment = base - back;
    if (segment < 1) throw new ContentError('No such segment');
    return segment;
  };
  const vectorOf = (pairs: readonly number[]): Vector => {
    const vector: Record<string, number> = {};
    for (let at = 0; at + 1 < pairs.length; at += 2) {
      vector[nameOf(pairs[at] ?? -1)] = segmentOf(pairs[at + 1] ?? 0);
    }
    return vector;
  };
  return encoded.map((each) => {
    const parsedRecord = v.safeParse(recordSchema, each);
    if (!parsedRecord.success) throw new ContentError(parsedRecord.issues[0].message);
    const { type, id: recordId, stamp, plain, others } = parsedRecord.output;
    const fields: Record<string, Register> = {};
    if (stamp !== 0) {
      const dot = { device: nameOf(stamp[0]), segment: segmentOf(stamp[1]) };
      const seen = { [dot.device]: dot.segment };
      for (const [name, value] of Object.entries(plain)) {
        fields[name] = { seen, entries: [{ ...dot, time: stamp[2], value }] };
      }
    }
    for (const [name, [seen, ...entries]] of Object.entries(others)) {
      fields[name] = {
        seen: vectorOf(seen),
        entries: entries.map(([place, back, time, value, from]) =>
          from === undefined
            ? { device: nameOf(place), segment: segmentOf(back), time, value }
            : { device: nameOf(place), segment: segmentOf(back), time, value, from },
        ),
      };
    }
    return { id: recordId, type, fields };
  });
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
