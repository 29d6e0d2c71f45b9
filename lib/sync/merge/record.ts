/** A record as all devices together know it: a register for each field. */
import { EMPTY, joinRegisters, keyOf, type Register } from './register';
import { covers, includesVector, isEmpty, joinVectors, NOTHING, type Vector } from './vector';

/** `annotation`, `article`; what a later version adds is carried along unread. */
export type RecordType = string;

export interface RecordState {
  readonly id: string;
  readonly type: RecordType;
  /** What was seen of the whole record when it was taken away for good. A field's write beyond that stays. */
  readonly gone: Vector;
  readonly fields: Readonly<Record<string, Register>>;
}

export function emptyRecord(type: RecordType, id: string): RecordState {
  return { id, type, gone: NOTHING, fields: {} };
}

/** Both of one record: the same whichever is the first, and however often either is joined again. */
export function joinRecords(a: RecordState, b: RecordState): RecordState {
  const gone = joinVectors(a.gone, b.gone);
  const fields: Record<string, Register> = {};
  const names = new Set([...Object.keys(a.fields), ...Object.keys(b.fields)]);
  for (const name of names) {
    const joined = joinRegisters(withGone(a, name), withGone(b, name));
    const register = withoutGone(joined, gone);
    if (register) fields[name] = register;
  }
  // The type is part of the id's meaning: no two types share one.
  return { id: a.id, type: a.type, gone, fields };
}

function withGone({ fields, gone }: RecordState, name: string): Register {
  const register = fields[name] ?? EMPTY;
  return isEmpty(gone) ? register : { ...register, seen: joinVectors(register.seen, gone) };
}

/** What the register says beyond that the record is gone; null where that is nothing. */
function withoutGone({ seen, entries }: Register, gone: Vector): Register | null {
  if (isEmpty(gone)) return { seen, entries };
  if (entries.length === 0 && includesVector(gone, seen)) return null;
  const rest = Object.entries(seen).filter(([device, segment]) => !covers(gone, { device, segment }));
  return { seen: Object.fromEntries(rest), entries };
}

/** Everything that is known of the record. */
export function seenOf({ gone, fields }: RecordState): Vector {
  let seen = gone;
  for (const { seen: own } of Object.values(fields)) seen = joinVectors(seen, own);
  return seen;
}

/** What is known of one field. */
export function seenOfField(record: RecordState, name: string): Vector {
  return joinVectors(record.fields[name]?.seen ?? NOTHING, record.gone);
}

export function isTombstone({ fields }: RecordState): boolean {
  return Object.values(fields).every(({ entries }) => entries.length === 0);
}

/** The state as a text: equal texts are equal states. */
export function digestOf({ id, type, gone, fields }: RecordState): string {
  const all = Object.entries(fields).map(([name, { seen, entries }]) => [
    name,
    { seen, entries: entries.map(({ device, segment, time, value }) => [device, segment, time, value]) },
  ]);
  return keyOf([id, type, gone, Object.fromEntries(all)]);
}
