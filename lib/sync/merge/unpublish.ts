/** What was published under a name that had to be left. */
import { DELETED, deletionIn, deletionValue } from './fields';
import {
  aliveAgain,
  operationOf,
  sparing,
  type FieldWrite,
  type Operation,
  type Standing,
} from './operation';
import type { RecordState } from './record';
import type { Entry, Register } from './register';
import { covers, isEmpty, NOTHING, withoutBeyond, type Dot, type Vector } from './vector';

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
