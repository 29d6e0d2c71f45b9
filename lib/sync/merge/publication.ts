/** How an operation becomes part of a record, and what is left of it after that. */
import { defaultOf, DELETED, deletionIn, deletionValue, isMergedText } from './fields';
import { operationOf, type FieldWrite, type Operation } from './operation';
import { emptyRecord, type RecordState } from './record';
import { EMPTY, inOrder, keyOf, type Entry, type Register } from './register';
import { covers, joinVectors, NOTHING, type Dot, type Vector } from './vector';

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
