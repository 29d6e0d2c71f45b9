/** What had a tag before it was shared: brought in under the user's name. Runs in the caller's transaction. */
import { hasTag } from '../../sync/merge/fields';
import type { Database } from '../database';
import { putAnnotations } from '../records';
import { parseAnnotations } from '../rows';

const AT_ONCE = 200;

/**
 * Brings the next annotations after `after` that have the tag and are nobody's. Those of others are enlisted as they are.
 * @param now milliseconds since the epoch
 * @returns where to go on; null where that was the last
 */
export async function bringSome(
  db: Database,
  { tag, after, now }: { readonly tag: string; readonly after: string; readonly now: number },
): Promise<string | null> {
  const rows = await db.annotations.where('id').above(after).limit(AT_ONCE).toArray();
  const { records } = parseAnnotations(rows.filter((row) => row.creator === undefined && hasTag(row, tag)));
  if (records.length > 0) await putAnnotations(db, records, now);
  return rows.at(-1)?.id ?? null;
}
