/** Writes down what is done to records, in the transaction in which it is done. */
import type { Annotation, Article } from '../../annotation/model';
import type { Membership } from '../../sync/log/replica';
import {
  annotationFields,
  annotationOf,
  articleFields,
  tagsOf,
  withoutTag,
  type Fields,
} from '../../sync/merge/fields';
import { besideUnheard, recordChange } from '../../sync/merge/change';
import type { Standing } from '../../sync/merge/operation';
import { isGone, type RecordState } from '../../sync/merge/record';
import type { Database } from '../database';
import { enlistRecords } from './enlist';
import { recordsHere, type Here } from './here';
import { nextDot, recordRow, standingOf, viewOf, type RecordRow, type Vault } from './rows';
import { articlesWithTag, isShared, unlistedArticles } from './scope';
import { readMembership, readVaults, tick } from './states';

/** `after` is null where the record is taken away for good. */
export type Write =
  | { readonly type: 'annotation'; readonly id: string; readonly after: Annotation | null }
  | { readonly type: 'article'; readonly id: string; readonly after: Article | null };

/**
 * Call it before the rows are written: it looks at what they were. Nothing where nothing is synced.
 *
 * @param from the vault that the writes come from: it has them
 * @returns the records with what was done, as every device will show them
 */
export async function recordWrites(
  db: Database,
  writes: readonly Write[],
  now: number,
  from?: string,
): Promise<ReadonlyMap<string, RecordState>> {
  // First something of Dexie's, whatever comes: awaiting what never asked the database would leave the transaction.
  const vaults = (await readVaults(db)).filter(({ id }) => id !== from);
  const views = new Map<string, RecordState>();
  if (vaults.length === 0 || writes.length === 0) return views;
  const before = await recordsHere(db, writes);
  const isRelayed = from !== undefined;
  for (const vault of vaults) {
    // oxlint-disable-next-line no-await-in-loop -- one, as a rule
    for (const view of await recordIn(db, vault, { writes, before, now, isRelayed }))
      views.set(view.id, view);
  }
  return views;
}

interface Writes {
  readonly writes: readonly Write[];
  readonly before: ReadonlyMap<string, Here>;
  readonly now: number;
  readonly isRelayed: boolean;
}

async function recordIn(
  db: Database,
  vault: Vault,
  { writes, before, now, isRelayed }: Writes,
): Promise<readonly RecordState[]> {
  const membership = await readMembership(db, vault.id);
  const listed = await listedOf(db, vault, membership, writes);
  if (listed.length === 0) return [];
  const time = await tick(db, vault.id, now);
  const next = nextDot(membership);
  const puts: RecordRow[] = [];
  const views: RecordState[] = [];
  const gone: [string, string][] = [];
  for (const { write, row, view: standingView } of listed) {
    const { id, type } = write;
    const standing: Standing = row ? standingOf(row) : { id, type, published: null, pending: null };
    const known = knownOf(vault, write, standingView, before.get(id));
    const change = recordChange(
      { ...standing, next, isRelayed },
      known,
      fieldsTold(vault, write, known),
      time,
    );
    const isBack = isBackThere(vault, write, standingView);
    const pending = isBack ? besideUnheard(change, standing.published, next.device) : change;
    const changed = { ...standing, pending };
    const view = viewOf(changed, membership);
    if (view) {
      puts.push(recordRow(vault.id, changed, view));
      views.push(view);
    } else if (row) gone.push([vault.id, id]);
  }
  await db.records.bulkPut(puts);
  await db.records.bulkDelete(gone);
  if (vault.tag !== null) await enlistArticles(db, vault, listed);
  return views;
}

interface Listed {
  readonly write: Write;
  readonly row: RecordRow | undefined;
  readonly view: RecordState | null;
}

/** The writes that the vault takes, each with what it has of the record. */
async function listedOf(
  db: Database,
  vault: Vault,
  membership: Membership,
  writes: readonly Write[],
): Promise<readonly Listed[]> {
  const rows = await db.records.bulkGet(writes.map(({ id }): [string, string] => [vault.id, id]));
  const all = writes.map((write, at) => {
    const row = rows[at];
    return { write, row, view: row ? viewOf(standingOf(row), membership) : null };
  });
  const { tag } = vault;
  if (tag === null) return all;
  const articles = all.flatMap(({ write, row }) => (write.type === 'article' && !row ? [write.id] : []));
  const wanted = await articlesWithTag(db, tag, articles);
  return all.filter(({ write, row, view }) => {
    if (write.type === 'article') return row !== undefined || wanted.has(write.id);
    return (write.after !== null && isShared(vault, write.after)) || isSharedThere(vault, view);
  });
}

function isSharedThere(vault: Vault, view: RecordState | null): boolean {
  return view !== null && isShared(vault, { tags: [...tagsOf(view)] });
}

/** Whether it comes to have the tag again. */
function isBackThere(vault: Vault, { type }: Write, view: RecordState | null): boolean {
  return type === 'annotation' && view !== null && !isGone(view) && !isSharedThere(vault, view);
}

/** The fields as the vault was told of them: only what is different is told. Null where all of it is. */
function knownOf(
  vault: Vault,
  write: Write,
  view: RecordState | null,
  before: Here | undefined,
): Fields | null {
  // What was never written down is written down whole, and so is what others took away for good.
  if (!view || isGone(view)) return null;
  if (!isBackThere(vault, write, view)) return before?.fields ?? null;
  // While it had not the tag, nobody was told of anything.
  const last = annotationOf(view);
  return last && annotationFields(last);
}

/** What the others need to show the annotations. */
async function enlistArticles(db: Database, vault: Vault, listed: readonly Listed[]): Promise<void> {
  const ids = listed.flatMap(({ write }) =>
    write.type === 'annotation' && write.after ? [write.after.articleId] : [],
  );
  await enlistRecords(db, vault.id, await unlistedArticles(db, vault.id, ids));
}

/** What loses the tag is not shared any more, and neither is what was done to it along with that: only the loss is told. */
function fieldsTold(vault: Vault, write: Write, known: Fields | null): Fields | null {
  const { tag } = vault;
  const isLost = write.type === 'annotation' && write.after !== null && !isShared(vault, write.after);
  return isLost && known && tag !== null ? withoutTag(known, tag) : fieldsAfter(write);
}

function fieldsAfter(write: Write): Fields | null {
  if (!write.after) return null;
  return write.type === 'annotation' ? annotationFields(write.after) : articleFields(write.after);
}
