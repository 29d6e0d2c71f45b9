/**
 * Brings what devices together know of records into the tables that views read. Runs in the caller's transaction, over
 * `recordTables` and the versions.
 */
import { completed } from '../../annotation/completed';
import type { Annotation, Article } from '../../annotation/model';
import {
  annotationFields,
  annotationFrom,
  annotationOf,
  articleFields,
  articleFrom,
  articleOf,
  tagsAmong,
  withDifference,
  withUntouched,
  type Fields,
} from '../../sync/merge/fields';
import { isGone, type RecordState } from '../../sync/merge/record';
import { keyOf } from '../../sync/merge/register';
import type { Database } from '../database';
import { putAnnotationRows, putAnnotations, putArticleRows, putArticles } from '../records';
import { parseAnnotations, parseArticles } from '../rows';
import { enlistRecords } from './enlist';
import { withCreators } from './creators';
import { recordWrites, type Write } from './recorder';
import type { Vault } from './rows';
import { articlesWithTag, isShared, unlistedArticles } from './scope';
import { uniteArticles } from './unite';

/** A record, as it looked before something came of it and as it looks now. */
export interface Change {
  readonly before: RecordState | null;
  readonly after: RecordState;
}

/**
 * Only what is different is brought: a vault of which others know something else does not go back to what this one says. What
 * a later version writes, and what this one cannot read, stays as it was shown before.
 *
 * @param vault where it came from: the others are told of it
 */
export async function show(
  db: Database,
  vault: Vault,
  changes: readonly Change[],
  now: number,
): Promise<void> {
  // The articles first: their words are searched for in each of their annotations.
  const articles = await showArticles(db, vault, of(changes, 'article'), now);
  const annotations = await showAnnotations(db, vault, of(changes, 'annotation'), now);
  // What others take away from what is shared stays in the user's own collection.
  if (vault.tag === null) await takeAwayArticles(db, vault, of(changes, 'article'), now);
  else await bringArticlesBack(db, vault.id, vault.tag, of(changes, 'article'));
  const touched = new Set([
    ...articles.map(({ id }) => id),
    ...annotations.map(({ articleId }) => articleId),
  ]);
  if (touched.size > 0) await uniteArticles(db, [...touched], now);
}

function of(changes: readonly Change[], type: RecordState['type']): readonly Change[] {
  return changes.filter(({ after }) => after.type === type);
}

async function showArticles(
  db: Database,
  vault: Vault,
  changes: readonly Change[],
  now: number,
): Promise<readonly Article[]> {
  const rows = await db.articles.bulkGet(changes.map(({ after }) => after.id));
  const here = byId(parseArticles(rows.filter((row) => row !== undefined)).records);
  const changed = changes.flatMap((change) => {
    const before = here.get(change.after.id);
    const after = articleAfter(vault, change, before);
    return after && isOther(before, after, articleFields) ? [after] : [];
  });
  await recordWrites(
    db,
    changed.map((article) => ({ type: 'article', id: article.id, after: article })),
    now,
    vault.id,
  );
  await putArticleRows(db, changed);
  return changed;
}

function articleAfter(vault: Vault, { before, after }: Change, here: Article | undefined): Article | null {
  const shown = articleOf(after);
  const old = before && articleOf(before);
  if (!shown || !here) return shown;
  // What a page says of itself: others may fill in what is not known here. Who replaced it, too, would tell their own devices of
  // it, and those the others whom they share with, round and round.
  if (vault.tag !== null) return completed(here, shown, shown.aliases);
  if (!old) return shown;
  const difference = withDifference(articleFields(here), articleFields(old), articleFields(shown));
  return articleFrom(here.id, difference);
}

/** Somebody took them away for good. Where they are marked in here, they come back, everywhere. */
async function takeAwayArticles(
  db: Database,
  vault: Vault,
  changes: readonly Change[],
  now: number,
): Promise<void> {
  for (const { after } of changes) {
    if (!isGone(after)) continue;
    const { id } = after;
    // oxlint-disable-next-line no-await-in-loop -- rare, and in one transaction
    const isMarked = (await db.annotations.where('articleId').equals(id).count()) > 0;
    // oxlint-disable-next-line no-await-in-loop -- as above
    const rows = isMarked ? await db.articles.bulkGet([id]) : [];
    const [article] = parseArticles(rows.filter((row) => row !== undefined)).records;
    if (!article) {
      // oxlint-disable-next-line no-await-in-loop -- as above
      await recordWrites(db, [{ type: 'article', id, after: null }], now, vault.id);
    }
    // oxlint-disable-next-line no-await-in-loop -- as above
    await (article ? putArticles(db, [article], now) : db.articles.delete(id));
  }
}

/** Somebody took them away for good from what is shared. Where something in them is shared still, the others need them. */
async function bringArticlesBack(
  db: Database,
  vault: string,
  tag: string,
  changes: readonly Change[],
): Promise<void> {
  const gone = changes.flatMap(({ after }) => (isGone(after) ? [after.id] : []));
  const needed = await articlesWithTag(db, tag, gone);
  if (needed.size > 0) await enlistRecords(db, vault, await unlistedArticles(db, vault, [...needed]));
}

async function showAnnotations(
  db: Database,
  vault: Vault,
  changes: readonly Change[],
  now: number,
): Promise<readonly Annotation[]> {
  const rows = await db.annotations.bulkGet(changes.map(({ after }) => after.id));
  const here = byId(parseAnnotations(rows.filter((row) => row !== undefined)).records);
  const writes = changes.flatMap((change): Write[] => {
    const { id } = change.after;
    const before = here.get(id);
    if (isGone(change.after) && vault.tag === null) return [{ type: 'annotation', id, after: null }];
    const after = isGone(change.after) ? inTrash(vault, before, now) : annotationAfter(vault, change, before);
    return after && isOther(before, after, annotationFields) ? [{ type: 'annotation', id, after }] : [];
  });
  const changed = writes.flatMap(({ type, after }) => (type === 'annotation' && after ? [after] : []));
  const unsigned = vault.tag === null ? await unsignedAmong(db, changed) : [];
  await recordWrites(db, writes, now, vault.id);
  await db.annotations.bulkDelete(writes.flatMap(({ id, after }) => (after ? [] : [id])));
  await putAnnotationRows(db, changed);
  if (unsigned.length > 0) await putAnnotations(db, unsigned, now);
  return changed;
}

/** What the user tagged on a device that does not share it, and what is brought in by this one: with their name. */
async function unsignedAmong(db: Database, annotations: readonly Annotation[]): Promise<Annotation[]> {
  const signed = await withCreators(db, annotations);
  return signed.filter((annotation, at) => annotation !== annotations[at]);
}

/** Others took it away for good from what is shared. Here, it can still be had back. */
function inTrash(vault: Vault, here: Annotation | undefined, now: number): Annotation | null {
  return here && isShared(vault, here) && here.deletedAt === null ? { ...here, deletedAt: now } : null;
}

function annotationAfter(
  vault: Vault,
  { before, after }: Change,
  here: Annotation | undefined,
): Annotation | null {
  const shown = annotationOf(after);
  const old = before && annotationOf(before);
  // What is shared from here stands beside it, see `mergeRecords`.
  if (!shown || !here || (!old && isShared(vault, here))) return shown;
  const [fields, oldFields] = [annotationFields(here), old ? annotationFields(old) : {}];
  // The usual case: then also the order of the tags is what all devices have.
  if (keyOf(fields) === keyOf(oldFields)) return shown;
  // What was done while it had not the tag nobody there has heard of, so that it stands beside nothing: it is not written over.
  const bring = vault.tag === null ? withDifference : withUntouched;
  const difference = bring(fields, oldFields, annotationFields(shown));
  return annotationFrom(here.id, {
    fields: difference,
    tags: tagsAmong(difference, here.tags),
    updatedAt: Math.max(here.updatedAt, shown.updatedAt),
  });
}

/** Whether there is more to say than when it was written last: an import is taken back by that time. */
function isOther<T>(before: T | undefined, after: T, fieldsOf: (record: T) => Fields): boolean {
  return before === undefined || keyOf(fieldsOf(before)) !== keyOf(fieldsOf(after));
}

function byId<T extends { readonly id: string }>(records: readonly T[]): ReadonlyMap<string, T> {
  return new Map(records.map((record) => [record.id, record]));
}
