/** Whose an annotation is, where it is shared with others. Runs in the caller's transaction. */
import type { Annotation } from '../../annotation/model';
import type { Database } from '../database';
import { isShared } from './scope';
import { readVaults } from './states';

/** What comes to a shared collection for the first time gets the name under which the user is known there. */
export async function withCreators(
  db: Database,
  annotations: readonly Annotation[],
): Promise<readonly Annotation[]> {
  const vaults = (await readVaults(db)).filter(({ tag, author }) => tag !== null && author !== '');
  let signed = annotations;
  for (const vault of vaults) {
    // oxlint-disable-next-line no-await-in-loop -- few
    const rows = await db.records.bulkGet(annotations.map(({ id }): [string, string] => [vault.id, id]));
    signed = signed.map((annotation, at) => {
      const isNew = rows[at] === undefined && annotation.creator === undefined;
      return isNew && isShared(vault, annotation) ? { ...annotation, creator: vault.author } : annotation;
    });
  }
  return signed;
}
