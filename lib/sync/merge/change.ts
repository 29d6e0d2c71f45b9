/** What is done to a record here, as the operation that it leaves behind. */
import {
  CONFLICT_FIELDS,
  conflictsOf,
  defaultOf,
  DELETED,
  deletionValue,
  isMergedText,
  isSameValue,
  type Conflict,
  type ConflictField,
  type Fields,
} from './fields';
import {
  aliveAgain,
  isOwed,
  operationOf,
  sparing,
  type FieldWrite,
  type Operation,
  type Standing,
} from './operation';
import { sealOperation } from './publication';
import { seenOfField, type RecordState } from './record';
import { EMPTY, keyOf, type Entry, type Json } from './register';
import { NOTHING, type Dot } from './vector';

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

/** The one text that is replaced; undefined where there are several. */
function replacedText([replaced, ...others]: readonly Entry[]): string | undefined {
  return others.length === 0 && typeof replaced?.value === 'string' ? replaced.value : undefined;
}
