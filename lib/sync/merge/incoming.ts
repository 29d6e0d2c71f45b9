/** What another device published, beside what was done here. */
import { DELETED, deletionIn, requiredFields } from './fields';
import type { FieldWrite, Operation, Standing } from './operation';
import { emptyRecord, joinRecords, seenOfField, type RecordState } from './record';

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
  const isWanted = pending !== null || Object.keys(after.fields).some((name) => isSaid(after, name));
  if (!isBroken || !isWanted) return null;
  const fields: Record<string, FieldWrite> = {};
  for (const [name, { entries }] of Object.entries(before.fields)) {
    const [entry] = entries;
    if (!entry || name === DELETED || has(after, name)) continue;
    fields[name] = { time: entry.time, value: entry.value, over: seenOfField(after, name) };
  }
  return { id: before.id, type: before.type, fields: { ...fields, ...pending?.fields } };
}

/** Whether somebody wrote what was not taken away: a restore is that, too, and a delete is not. */
function isSaid(record: RecordState, name: string): boolean {
  if (name !== DELETED) return has(record, name);
  return (record.fields[name]?.entries ?? []).some(({ value }) => deletionIn(value) === null);
}

function has({ fields }: RecordState, name: string): boolean {
  return (fields[name]?.entries ?? []).length > 0;
}
