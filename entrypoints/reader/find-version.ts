/** The version of an article in which a mark stands that the newest has lost. */
import type { Target } from '../../lib/annotation/model';
import { textOf, type ArticleVersion, type SavedCopy } from '../../lib/annotation/version';
import { locate } from '../../lib/anchoring/locate';
import { searchable } from '../../lib/anchoring/searchable';

/** The newest of `versions` (oldest first) that has the passage for certain; null where none has. */
export async function findVersion(
  target: Target,
  versions: readonly ArticleVersion[],
  copy: (version: ArticleVersion) => Promise<SavedCopy>,
): Promise<ArticleVersion | null> {
  for (const version of versions.toReversed()) {
    // oxlint-disable-next-line no-await-in-loop -- mostly the first that is looked at has it
    const content = await copy(version).catch(() => null);
    if (content && holds(content, target)) return version;
  }
  return null;
}

function holds(copy: SavedCopy, target: Target): boolean {
  const [place] = locate(searchable(`${copy.details.title}\n${textOf(copy)}`), [target]);
  return place?.status === 'found';
}
