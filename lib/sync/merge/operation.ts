/** Local changes that no segment has published yet, and how they become part of a record. */
import {
  CONFLICT_FIELDS,
  conflictsOf,
  defaultOf,
  DELETED,
  deletionIn,
  deletionValue,
  isMergedText,
  isSameValue,
  requiredFields,
  type Conflict,
  type ConflictField,
  type Fields,
} from './fields';
import { emptyRecord, joinRecords, seenOfField, type RecordState, type RecordType } from './record';
import { EMPTY, inOrder, keyOf, type Entry, type Json, type Register } from './register';
import { covers, isEmpty, joinVectors, NOTHING, withoutBeyond, type Dot, type Vector } from './vector';

/** A field that was written. */
export interface FieldWrite {
  /** By the hybrid logical clock. */
  readonly time: number;
  /** Absent where the value was taken away. */
  readonly value?: Json;
  /** All that was known of the field then, and is replaced. */
  readonly over: Vector;
  /** The one text that is replaced, where a three-way merge may need it. */
  readonly from?: string;
}

/** What was done to a record since it was published last. */
export interface Operation {
  readonly id: string;
  readonly type: RecordType;
  readonly fields: Readonly<Record<string, FieldWrite>>;
}

/** What a change is made to: the record as it was published, and what was done since. */
export interface Standing {
  readonly id: string;
  readonly type: RecordType;
  /** Null where no device has published it. */
  readonly published: RecordState | null;
  readonly pending: Operation | null;
  /**
   * What the segment that publishes it will be called. Its device is the one on which the record is changed: its user knows
   * what they wrote there.
   */
  readonly next?: Dot;
  /** The change was made on another device: what was written on this one was perhaps not before its user's eyes. */
  readonly isRelayed?: boolean;
}

/**
 * The operation that a change leaves behind, with those before it; null where there is nothing to publish.
 *
 * @param before the record's fields as they were; null where it is new
 * @param after null where it is taken away for good
 */
export function recordChange(
  standing: Standing,
  before: Fields | null,
  after: Fields | null,
  time: number,
): Operation | null {
  const { id, type, published, pending, next = UNNAMED } = standing;
  if (!after) return published && takenAway(published, pending, time);
  const fields: Record<string, FieldWrite> = { ...pending?.fields };
  const view = pending ? sealOperation(published, pending, next) : published;
  const open = openConflicts(view);
  for (const name of new Set([...Object.keys(before ?? {}), ...Object.keys(after)])) {
    const value = after[name];
    if (isSameValue(name, before?.[name], value)) continue;
    const written = fieldWrite(published, name, value ?? defaultOf(name), time, fields[name]);
    const write = written && besideOthers(written, view, open.get(name), writerOf(standing));
    if (write) fields[name] = write;
    else delete fields[name];
  }
  const isEdit = before !== null && Object.keys(fields).length > 0;
  if (!isEdit || (before[DELETED] === undefined) !== (after[DELETED] === undefined))
    return operationOf(id, type, fields);
  return operationOf(id, type, editedWhereItIs(fields, published, after[DELETED], time));
}

/** The device whose user made the change; null where it is none that is known here. */
function writerOf({ next = UNNAMED, isRelayed = false }: Standing): string | null {
  return isRelayed ? null : next.device;
}

/** Who changes what they know to be in the trash leaves it there; and outside of it, too. */
function editedWhereItIs(
  fields: Operation['fields'],
  published: RecordState | null,
  deleted: Json | undefined,
  time: number,
): Operation['fields'] {
  if (deleted === undefined) return aliveAgain(fields);
  const again = fieldWrite(published, DELETED, deleted, time);
  return again ? { ...fields, [DELETED]: again } : fields;
}

/**
 * Where nobody says what it will be called; no device has such a name. Of two writes of the same time the name decides which is
 * shown: who has seen one of them has seen the one that is shown under the real name.
 */
const UNNAMED: Dot = { device: '', segment: 1 };

function openConflicts(view: RecordState | null): ReadonlyMap<string, Conflict> {
  return new Map(view ? conflictsOf(view).map((conflict) => [conflict.field, conflict]) : []);
}

/**
 * Who changes a field of which two devices say different things has seen the one that is shown, and what they wrote
 * themselves. The others stay, until somebody settles it.
 *
 * @param view the record with what was done here before
 * @param device theirs; null where it was none of those that are known here
 */
function besideOthers(
  write: FieldWrite,
  view: RecordState | null,
  conflict: Conflict | undefined,
  device: string | null,
): FieldWrite {
  const [shown] = conflict?.values ?? [];
  if (!conflict || !shown) return write;
  const entries = view?.fields[conflict.field]?.entries ?? [];
  const others = entries.filter(
    (entry) => entry.device !== device && keyOf(entry.value) !== keyOf(shown.value),
  );
  // What was written last is shown, also where a clock among the others runs ahead.
  const time = Math.max(write.time, ...others.map((other) => other.time + 1));
  return { ...write, time, over: sparing(write.over, others) };
}

/**
 * For a record of which this device, for a while, neither told nor heard everything: what it says of a field stands beside
 * what another one wrote last, which may never have been shown here.
 */
export function besideUnheard(
  operation: Operation | null,
  published: RecordState | null,
  device: string,
): Operation | null {
  if (!operation || !published) return operation;
  const fields: Record<string, FieldWrite> = { ...operation.fields };
  for (const name of CONFLICT_FIELDS) {
    const { [name]: write } = fields;
    const others = (published.fields[name]?.entries ?? []).filter(
      (entry) => entry.device !== device && entry.value !== defaultOf(name),
    );
    if (!write || others.length === 0) continue;
    const { from: _, ...beside } = write;
    fields[name] = { ...beside, over: sparing(write.over, others) };
  }
  return { ...operation, fields };
}

/** The operation that says of a field what it is, whatever was said of it before. */
export function settleField(
  { id, type, published, pending }: Standing,
  name: ConflictField,
  value: Json,
  time: number,
): Operation {
  const over = published ? seenOfField(published, name) : NOTHING;
  return { id, type, fields: { ...pending?.fields, [name]: { time, value, over } } };
}

/** Somebody else's edit had taken it out of the trash, and now it is worked with here, too: the delete is not published. */
function aliveAgain(fields: Operation['fields']): Operation['fields'] {
  const { [DELETED]: deleted, ...others } = fields;
  if (!deleted || !deletionIn(deleted.value)) return fields;
  return isOwed(deleted) ? { ...others, [DELETED]: { ...deleted, value: null } } : others;
}

/**
 * Whether others may have what the write replaced, although it is not here any more: what was published under a name that
 * had to be left (see `unpublish`) may have been all that told of it. Such a write can be changed, but not dropped.
 */
function isOwed(write: FieldWrite | undefined): boolean {
  return write !== undefined && !isEmpty(write.over);
}

/**
 * The operation for what was here before anything was synced: it knows of nothing that others say, and stands beside it, but
 * where they say the same. Null where they say all of it.
 */
export function enlist(
  { id, type, published }: Pick<Standing, 'id' | 'type' | 'published'>,
  here: Fields,
  time: number,
): Operation | null {
  const fields: Record<string, FieldWrite> = {};
  for (const [name, value] of Object.entries(here)) {
    const isSaid = (published?.fields[name]?.entries ?? []).some((entry) =>
      isSameValue(name, entry.value, value),
    );
    if (isSaid) continue;
    const isDeletion = name === DELETED && typeof value === 'number';
    const written = isDeletion ? deletionValue({ at: value, seen: {} }) : value;
    fields[name] = { time, value: written, over: NOTHING };
  }
  return operationOf(id, type, fields);
}

function operationOf(id: string, type: RecordType, fields: Operation['fields']): Operation | null {
  return Object.keys(fields).length === 0 ? null : { id, type, fields };
}

function takenAway(
  { id, type, fields }: RecordState,
  pending: Operation | null,
  time: number,
): Operation | null {
  const known = Object.entries(fields).filter(
    ([name, { entries }]) => entries.length > 0 || isOwed(pending?.fields[name]),
  );
  return operationOf(
    id,
    type,
    Object.fromEntries(known.map(([name, { seen }]) => [name, { time, over: seen }])),
  );
}

/** Null where nobody knows of a value that an empty one would have to replace. */
function fieldWrite(
  published: RecordState | null,
  name: string,
  value: Json | undefined,
  time: number,
  before?: FieldWrite,
): FieldWrite | null {
  const isSet = value !== undefined && value !== defaultOf(name);
  const { seen: over, entries } = published?.fields[name] ?? EMPTY;
  if (!isSet && entries.length === 0 && !isOwed(before)) return null;
  if (value === undefined) return { time, over };
  const from = isMergedText(name) ? replacedText(entries) : undefined;
  if (name !== DELETED || typeof value !== 'number')
    return { time, value, over, ...(from === undefined ? {} : { from }) };
  const known = Object.entries(published?.fields ?? {}).map(([field, { seen }]) => [field, seen] as const);
  return { time, value: deletionValue({ at: value, seen: Object.fromEntries(known) }), over };
}

/** The record with the operation, as the segment that `dot` names publishes it. */
export function sealOperation(published: RecordState | null, operation: Operation, dot: Dot): RecordState {
  const own: Vector = { [dot.device]: dot.segment };
  const record = published ?? emptyRecord(operation.type, operation.id);
  const fields: Record<string, Register> = { ...record.fields };
  for (const [name, write] of Object.entries(operation.fields)) {
    const register = fields[name] ?? EMPTY;
    fields[name] = {
      seen: joinVectors(register.seen, own),
      entries: inOrder([
        ...register.entries.filter((entry) => !covers(write.over, entry)),
        ...entryOf(name, write, operation, dot),
      ]),
    };
  }
  return { ...record, fields };
}

function entryOf(
  name: string,
  { time, value, from }: FieldWrite,
  { fields }: Operation,
  { device, segment }: Dot,
): Entry[] {
  if (value === undefined) return [];
  const deletion = name === DELETED ? deletionIn(value) : null;
  if (deletion) {
    // What is published together with a delete was known to it.
    const seen: Record<string, Vector> = { ...deletion.seen };
    for (const field of Object.keys(fields)) {
      seen[field] = joinVectors(seen[field] ?? NOTHING, { [device]: segment });
    }
    return [{ device, segment, time, value: deletionValue({ at: deletion.at, seen }) }];
  }
  return [{ device, segment, time, value, ...(from === undefined ? {} : { from }) }];
}

/** The one text that is replaced; undefined where there are several. */
function replacedText([replaced, ...others]: readonly Entry[]): string | undefined {
  return others.length === 0 && typeof replaced?.value === 'string' ? replaced.value : undefined;
}

/** What the operation publishes: the fields that it wrote, whole, so that whoever knows none of them loses nothing. */
export function publishedPart(sealed: RecordState, operation: Operation): RecordState {
  const fields = Object.entries(sealed.fields).filter(([name]) => name in operation.fields);
  return { ...sealed, fields: Object.fromEntries(fields) };
}

/**
 * What is still to be published of a record after a segment with `sealed` was made: what was written again meanwhile. It
 * replaces what the segment says.
 *
 * @param now the record's pending operation, as it is by now
 */
export function remaining(
  now: Operation | null,
  sealed: Operation,
  record: RecordState,
  dot: Dot,
): Operation | null {
  const { id, type } = record;
  const own: Vector = { [dot.device]: dot.segment };
  const fields: Record<string, FieldWrite> = {};
  for (const [name, write] of Object.entries(now?.fields ?? {})) {
    const before = sealed.fields[name];
    if (before && isSameWrite(before, write)) continue;
    fields[name] = before ? rewrittenOver(name, write, before, own) : write;
  }
  for (const [name, { time }] of Object.entries(sealed.fields)) {
    if (now && name in now.fields) continue;
    // It was taken back, or the record taken away, before anybody had heard of it.
    const value = now ? defaultOf(name) : undefined;
    fields[name] = { time: time + 1, ...(value === undefined ? {} : { value }), over: own };
  }
  return operationOf(id, type, fields);
}

/** `write` as what replaces `before`, which was published meanwhile. */
function rewrittenOver(name: string, write: FieldWrite, before: FieldWrite, own: Vector): FieldWrite {
  const over = joinVectors(write.over, own);
  const isText = isMergedText(name) && typeof before.value === 'string';
  return isText ? { ...write, over, from: before.value } : { ...write, over };
}

function isSameWrite(a: FieldWrite, b: FieldWrite): boolean {
  if (a.time !== b.time || keyOf(a.over) !== keyOf(b.over)) return false;
  if (a.value === undefined || b.value === undefined) return a.value === b.value;
  return keyOf(a.value) === keyOf(b.value);
}

/** What another device published, joined with what is here. */
export function mergeIncoming(
  { id, type, published, pending }: Standing,
  incoming: RecordState,
): { readonly published: RecordState; readonly pending: Operation | null } {
  if (!published) return { published: joinRecords(emptyRecord(type, id), incoming), pending };
  const joined = joinRecords(published, incoming);
  return { published: joined, pending: revive(published, joined, pending) ?? pending };
}

/**
 * A record that another device took away for good while a field was written here, or elsewhere: the write survives, and
 * needs the other fields. Null where nothing has to be brought back.
 *
 * @param before the record with all its fields, as it was here
 * @param after the same, joined with what says that it is gone
 */
function revive(before: RecordState, after: RecordState, pending: Operation | null): Operation | null {
  const required = requiredFields(before.type);
  const isBroken = required.some((name) => has(before, name) && !has(after, name) && !pending?.fields[name]);
  const isWanted =
    pending !== null || Object.keys(after.fields).some((name) => name !== DELETED && has(after, name));
  if (!isBroken || !isWanted) return null;
  const fields: Record<string, FieldWrite> = {};
  for (const [name, { entries }] of Object.entries(before.fields)) {
    const [entry] = entries;
    if (!entry || name === DELETED || has(after, name)) continue;
    fields[name] = { time: entry.time, value: entry.value, over: seenOfField(after, name) };
  }
  return { id: before.id, type: before.type, fields: { ...fields, ...pending?.fields } };
}

function has({ fields }: RecordState, name: string): boolean {
  return (fields[name]?.entries ?? []).length > 0;
}

/**
 * Takes back what `device` published beyond `segment`, to be published under another name: somebody else has that name,
 * too, and wrote other things under the same numbers.
 */
export function unpublish(
  { id, type, published, pending }: Standing,
  device: string,
  segment: number,
): { readonly published: RecordState | null; readonly pending: Operation | null } {
  if (!published) return { published, pending };
  const strip = (vector: Vector): Vector => withoutBeyond(vector, device, segment);
  const isTaken = (dot: Dot): boolean => dot.device === device && dot.segment > segment;
  const writes: Record<string, FieldWrite> = {};
  const fields: Record<string, Register> = {};
  for (const [name, { seen, entries }] of Object.entries(published.fields)) {
    const taken = entries.find(isTaken);
    const others = entries.filter((entry) => !isTaken(entry));
    fields[name] = { seen: strip(seen), entries: others };
    const over = sparing(strip(seen), others);
    if (taken) writes[name] = rewritten(taken, over);
    // A value that was taken away there may still stand elsewhere.
    else if ((seen[device] ?? 0) > segment && !isEmpty(over)) writes[name] = { time: 0, over };
  }
  const since = Object.entries(pending?.fields ?? {});
  // In one segment with it, an edit that came after a delete would look as if the delete had known of it.
  const before = since.length > 0 || isOutlived(published, isTaken) ? aliveAgain(writes) : writes;
  const all: Record<string, FieldWrite> = { ...before };
  for (const [name, write] of since) all[name] = { ...write, over: strip(write.over) };
  for (const [name, write] of Object.entries(all)) all[name] = withStripped(write, strip);
  return { published: { id, type, fields }, pending: operationOf(id, type, all) };
}

function rewritten({ time, value, from }: Entry, over: Vector): FieldWrite {
  return { time, value, over, ...(from === undefined ? {} : { from }) };
}

/** Whether something that is taken back was written after the delete that is, too, and was not known to it. */
function isOutlived({ fields }: RecordState, isTaken: (dot: Dot) => boolean): boolean {
  const deletion = deletionIn(fields[DELETED]?.entries.find(isTaken)?.value);
  if (!deletion) return false;
  return Object.entries(fields).some(([name, { entries }]) => {
    const known = deletion.seen[name] ?? NOTHING;
    return name !== DELETED && entries.some((entry) => isTaken(entry) && !covers(known, entry));
  });
}

/** A deletion that knew of what is taken back knows of it again when it is published anew, in the same segment. */
function withStripped(write: FieldWrite, strip: (vector: Vector) => Vector): FieldWrite {
  const deletion = deletionIn(write.value);
  if (!deletion) return write;
  const seen = Object.entries(deletion.seen).map(([name, vector]) => [name, strip(vector)] as const);
  return { ...write, value: deletionValue({ at: deletion.at, seen: Object.fromEntries(seen) }) };
}

/** What was replaced when the entry was written, and not what stands beside it. */
function sparing(seen: Vector, entries: readonly Entry[]): Vector {
  return entries.reduce((over, { device, segment }) => withoutBeyond(over, device, segment - 1), seen);
}
