/**
 * Records as one table: like values next to one another take less room once they are compressed, and a name is written once for
 * all records that have it. See docs/sync-protocol.md.
 */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { fromBase64Url, toBase64Url } from '../crypto/bytes';
import type { RecordState } from '../merge/record';
import type { Entry, Json, Register } from '../merge/register';
import type { Dot } from '../merge/vector';
import { packFields, unpackFields, type Values } from './packing';

const whole = v.pipe(v.number(), v.safeInteger());
const count = v.pipe(whole, v.minValue(0));
const counts = v.array(count);
/** It was parsed as JSON: no value of it can be anything else. */
const jsonSchema = v.custom<Json>((value) => value !== undefined);
const stampItems = [count, whole, count] as const;
const entrySchema = v.union([
  v.strictTuple([...stampItems, jsonSchema]),
  v.strictTuple([...stampItems, jsonSchema, v.string()]),
]);
const registerSchema = v.tupleWithRest([v.array(whole)], entrySchema);
const fieldName = v.pipe(
  v.string(),
  v.check((name) => !['__proto__', 'constructor', 'prototype'].includes(name), 'not a field'),
);
const typeName = v.pipe(v.string(), v.minLength(1), v.maxLength(40));
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

export const tableSchema = v.object({
  /** For each record its shape. */
  rows: counts,
  /** A type, and the columns that a record of this shape has a value in. */
  shapes: v.array(v.tupleWithRest([typeName], count)),
  /** For each record its id, or, for a UUID, how long before the record's stamp its first six bytes say. */
  ids: v.array(v.union([whole, id])),
  /** The other ten bytes of each UUID. */
  uuids: v.string(),
  /** Of each record with values: a device, how many segments before the base, how long after the one before. */
  stamps: v.object({ devices: counts, segments: v.array(whole), times: v.array(whole) }),
  /** A name, and the values of the records that have one, in their order. */
  columns: v.array(v.tupleWithRest([fieldName], jsonSchema)),
  /** By the number of its record: the fields that are not simply what was written at the stamp. */
  others: v.array(v.tuple([count, v.record(fieldName, registerSchema)])),
});
export type Table = v.InferOutput<typeof tableSchema>;

/** A table is not what it should be. */
export class TableError extends Error {
  override readonly name = 'TableError';
}

/**
 * @param base segments are written as steps back from its own: small numbers take less room
 * @returns `devices`: the names that the table has numbers for
 */
export function tableOf(
  records: readonly RecordState[],
  base: Dot,
): { readonly devices: readonly string[]; readonly table: Table } {
  const writer = new TableWriter(base);
  for (const record of records) writer.add(record);
  return { devices: writer.devices, table: writer.table() };
}

/** @throws {TableError} */
export function recordsIn(table: Table, devices: readonly string[], base: number): RecordState[] {
  return new TableReader(table, devices, base).records();
}

interface Stamp extends Dot {
  readonly time: number;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u;
/** Hexadecimal digits of a UUID that are the time in one of version 7, and how many bytes the others are. */
const [TIME_DIGITS, REST_BYTES] = [12, 10];

class TableWriter {
  readonly devices: string[] = [];
  readonly #base: Dot;
  readonly #places = new Map<string, number>();
  readonly #shapes = new Map<string, number>();
  readonly #columns = new Map<string, { readonly number: number; readonly values: Json[] }>();
  readonly #rows: number[] = [];
  readonly #ids: (number | string)[] = [];
  readonly #uuids: string[] = [];
  readonly #stamps: Table['stamps'] = { devices: [], segments: [], times: [] };
  readonly #others: Table['others'] = [];
  #time = 0;

  constructor(base: Dot) {
    this.#base = base;
    this.#place(base.device);
  }

  add({ type, id: recordId, fields }: RecordState): void {
    const stamp = stampOf(fields);
    const [values, others] = stamp ? valuesAt(stamp, fields) : [{}, fields];
    const packed = stamp && packFields(values, stamp.time);
    // What would be taken for packed is written as it is.
    const columns = Object.entries(packed ?? {});
    const rest = packed ? others : fields;
    const time = columns.length > 0 ? this.#stampTime(stamp) : 0;
    this.#addId(recordId, time);
    if (Object.keys(rest).length > 0) this.#others.push([this.#rows.length, this.#registersOf(rest)]);
    this.#rows.push(
      this.#shapeOf(
        type,
        columns.map(([name, value]) => this.#addTo(name, value)),
      ),
    );
  }

  table(): Table {
    return {
      rows: this.#rows,
      shapes: [...this.#shapes.keys()].map((shape): Table['shapes'][number] => JSON.parse(shape)),
      ids: this.#ids,
      uuids: toBase64Url(hexToBytes(this.#uuids.join(''))),
      stamps: this.#stamps,
      columns: Array.from(this.#columns, ([name, { values }]): Table['columns'][number] => [name, ...values]),
      others: this.#others,
    };
  }

  #stampTime(stamp: Stamp | null): number {
    if (!stamp) return 0;
    const { devices, segments, times } = this.#stamps;
    const [place, back] = this.#dot(stamp);
    devices.push(place);
    segments.push(back);
    times.push(stamp.time - this.#time);
    this.#time = stamp.time;
    return stamp.time;
  }

  #addId(recordId: string, time: number): void {
    if (!UUID.test(recordId)) {
      this.#ids.push(recordId);
      return;
    }
    const digits = recordId.replaceAll('-', '');
    this.#ids.push(Number.parseInt(digits.slice(0, TIME_DIGITS), 16) - time);
    this.#uuids.push(digits.slice(TIME_DIGITS));
  }

  /** @returns the number of the column */
  #addTo(name: string, value: Json): number {
    const known = this.#columns.get(name);
    if (known) {
      known.values.push(value);
      return known.number;
    }
    const number = this.#columns.size;
    this.#columns.set(name, { number, values: [value] });
    return number;
  }

  #shapeOf(type: string, columns: readonly number[]): number {
    const shape = JSON.stringify([type, ...columns.toSorted((a, b) => a - b)]);
    const known = this.#shapes.get(shape);
    if (known !== undefined) return known;
    this.#shapes.set(shape, this.#shapes.size);
    return this.#shapes.size - 1;
  }

  #registersOf(fields: Readonly<Record<string, Register>>): Table['others'][number][1] {
    return Object.fromEntries(
      Object.entries(fields).map(([name, { seen, entries }]) => [
        name,
        [
          Object.entries(seen).flatMap(([device, segment]) => this.#dot({ device, segment })),
          ...entries.map((entry) => this.#entry(entry)),
        ],
      ]),
    );
  }

  #entry(entry: Entry): Table['others'][number][1][string][1] {
    const { time, value, from } = entry;
    return from === undefined ? [...this.#dot(entry), time, value] : [...this.#dot(entry), time, value, from];
  }

  #dot({ device, segment }: Dot): [number, number] {
    return [this.#place(device), this.#base.segment - segment];
  }

  #place(name: string): number {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    this.#places.set(name, this.devices.length);
    return this.devices.push(name) - 1;
  }
}

/** The stamp that most of the fields have. */
function stampOf(fields: RecordState['fields']): Stamp | null {
  const stamps = new Map<string, { readonly stamp: Stamp; count: number }>();
  let best: { readonly stamp: Stamp; count: number } | null = null;
  for (const register of Object.values(fields)) {
    const [entry] = register.entries;
    if (!entry || !isPlain(register, entry)) continue;
    const key = `${entry.device} ${entry.segment} ${entry.time}`;
    const known = stamps.get(key) ?? { stamp: entry, count: 0 };
    known.count++;
    stamps.set(key, known);
    if (!best || known.count > best.count) best = known;
  }
  return best?.stamp ?? null;
}

/** Whether a field is what was written at a stamp, by somebody who knew of nothing else of it. */
function isPlain({ seen, entries }: Register, { device, segment, time }: Stamp): boolean {
  const [entry] = entries;
  if (!entry || entries.length > 1 || entry.from !== undefined) return false;
  const isSame = entry.device === device && entry.segment === segment && entry.time === time;
  return isSame && Object.keys(seen).length === 1 && seen[device] === segment;
}

/** What was written at the stamp, and the other fields. */
function valuesAt(
  stamp: Stamp,
  fields: RecordState['fields'],
): readonly [values: Values, others: RecordState['fields']] {
  const values: Record<string, Json> = {};
  const others: Record<string, Register> = {};
  for (const [name, register] of Object.entries(fields)) {
    const [entry] = register.entries;
    if (entry && isPlain(register, stamp)) values[name] = entry.value;
    else others[name] = register;
  }
  return [values, others];
}

interface Column {
  readonly name: string;
  readonly values: readonly Json[];
  /** How many of them belong to records that were read. */
  taken: number;
}

class TableReader {
  readonly #table: Table;
  readonly #devices: readonly string[];
  readonly #base: number;
  readonly #others: ReadonlyMap<number, Table['others'][number][1]>;
  readonly #columns: readonly Column[];
  readonly #rest: string;
  #uuids = 0;
  #stamps = 0;
  #time = 0;

  constructor(table: Table, devices: readonly string[], base: number) {
    this.#table = table;
    this.#devices = devices;
    this.#base = base;
    this.#others = new Map(table.others);
    this.#columns = table.columns.map(([name, ...values]) => ({ name, values, taken: 0 }));
    const rest = fromBase64Url(table.uuids);
    if (!rest) throw new TableError('No bytes of ids');
    this.#rest = bytesToHex(rest);
  }

  records(): RecordState[] {
    const { rows, stamps, ids, others } = this.#table;
    const records = rows.map((shape, row) => this.#record(shape, row));
    const isUsedUp =
      ids.length === rows.length &&
      stamps.devices.length === this.#stamps &&
      this.#uuids * REST_BYTES * 2 === this.#rest.length &&
      this.#columns.every(({ values, taken }) => values.length === taken) &&
      others.every(([row]) => row < rows.length) &&
      this.#others.size === others.length;
    if (!isUsedUp) throw new TableError('More than its records need');
    return records;
  }

  #record(shapeNumber: number, row: number): RecordState {
    const [type, ...columns] = this.#table.shapes[shapeNumber] ?? missing('shape');
    const stamp = columns.length > 0 ? this.#nextStamp() : null;
    const recordId = this.#idOf(row, stamp?.time ?? 0);
    const fields: Record<string, Register> = {};
    if (stamp) {
      const seen = { [stamp.device]: stamp.segment };
      const values = Object.fromEntries(columns.map((column) => this.#nextOf(column)));
      for (const [name, value] of Object.entries(unpacked(values, stamp.time))) {
        fields[name] = { seen, entries: [{ ...stamp, value }] };
      }
    }
    for (const [name, register] of Object.entries(this.#others.get(row) ?? {})) {
      if (name in fields) throw new TableError('A field twice');
      fields[name] = this.#register(register);
    }
    return { id: recordId, type, fields };
  }

  #nextStamp(): Stamp {
    const at = this.#stamps++;
    const { devices, segments, times } = this.#table.stamps;
    this.#time += times[at] ?? missing('time');
    if (this.#time < 0) throw new TableError('No such time');
    return {
      ...this.#dot(devices[at] ?? missing('stamp'), segments[at] ?? missing('stamp')),
      time: this.#time,
    };
  }

  #idOf(row: number, time: number): string {
    const known = this.#table.ids[row] ?? missing('id');
    if (typeof known === 'string') return known;
    const from = this.#uuids++ * REST_BYTES * 2;
    const digits =
      (known + time).toString(16).padStart(TIME_DIGITS, '0') + this.#rest.slice(from, from + REST_BYTES * 2);
    const uuid = digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
    return UUID.test(uuid) ? uuid : missing('id');
  }

  #nextOf(number: number): [string, Json] {
    const column = this.#columns[number] ?? missing('column');
    const value = column.values[column.taken++];
    return value === undefined ? missing('value') : [column.name, value];
  }

  #register([seen, ...entries]: Table['others'][number][1][string]): Register {
    const vector: Record<string, number> = {};
    for (let at = 0; at + 1 < seen.length; at += 2) {
      const { device, segment } = this.#dot(seen[at] ?? -1, seen[at + 1] ?? 0);
      vector[device] = segment;
    }
    return {
      seen: vector,
      entries: entries.map(([place, back, time, value, from]) => {
        const entry = { ...this.#dot(place, back), time, value };
        return from === undefined ? entry : { ...entry, from };
      }),
    };
  }

  #dot(place: number, back: number): Dot {
    const segment = this.#base - back;
    if (segment < 1) throw new TableError('No such segment');
    return { device: this.#devices[place] ?? missing('device'), segment };
  }
}

function unpacked(values: Values, time: number): Values {
  try {
    return unpackFields(values, time);
  } catch (error) {
    throw new TableError('Not packed as it should be', { cause: error });
  }
}

function missing(what: string): never {
  throw new TableError(`No such ${what}`);
}
