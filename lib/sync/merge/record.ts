/** A record as all devices together know it: a register for each field. */
import { EMPTY, joinRegisters, type Register } from './register';
import { includes, NOTHING, type Vector } from './vector';

/** `annotation`, `article`; what a later version adds is carried along unread. */
export type RecordType = string;

/**
 * What is known of a record is known field by field: who heard of one field from somebody need not have heard of another
 * that was written at the same time. So a record that was taken away for good is one with every known field empty.
 */
export interface RecordState {
  readonly id: string;
  readonly type: RecordType;
  readonly fields: Readonly<Record<string, Register>>;
}

export function emptyRecord(type: RecordType, id: string): RecordState {
  return { id, type, fields: {} };
}

/** Both of one record: the same whichever is the first, and however often either is joined again. */
export function joinRecords(a: RecordState, b: RecordState): RecordState {
  const fields: Record<string, Register> = { ...a.fields };
  for (const [name, register] of Object.entries(b.fields)) {
    fields[name] = joinRegisters(fields[name] ?? EMPTY, register);
  }
  // The type is part of the id's meaning: no two types share one.
  return { id: a.id, type: a.type, fields };
}

/** Whether it was taken away for good, on every device that anything is known of. */
export function isGone({ fields }: RecordState): boolean {
  return Object.values(fields).every(({ entries }) => entries.length === 0);
}

/** Whether it is gone, and who knows of `vector` knows of all that was ever written of it. */
export function isGoneWithin(record: RecordState, vector: Vector): boolean {
  return isGone(record) && Object.values(record.fields).every(({ seen }) => includes(vector, seen));
}

/** What is known of one field. */
export function seenOfField(record: RecordState, name: string): Vector {
  return record.fields[name]?.seen ?? NOTHING;
}
