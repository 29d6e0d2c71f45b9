/** The versions of an article in which marks stand that the one that is shown has lost. */
import type { Target } from '../../lib/annotation/model';
import type { ArticleVersion, SavedCopy } from '../../lib/annotation/version';
import { inCopy } from '../../lib/anchoring/in-copy';
import { locate } from '../../lib/anchoring/locate';
import { searchable } from '../../lib/anchoring/searchable';

interface Mark {
  readonly id: string;
  readonly target: Target | null;
}

/** For each mark the newest of `versions` (oldest first) that has it for certain; null where none has. */
export async function findVersions(
  marks: readonly Mark[],
  versions: readonly ArticleVersion[],
  copy: (version: ArticleVersion) => Promise<SavedCopy>,
): Promise<ReadonlyMap<string, ArticleVersion | null>> {
  const found = new Map<string, ArticleVersion | null>(marks.map(({ id }) => [id, null]));
  let open = marks;
  for (const version of versions.toReversed()) {
    if (open.length === 0) break;
    // oxlint-disable-next-line no-await-in-loop -- mostly the first that is looked at has them
    const content = await copy(version).catch(() => null);
    if (!content) continue;
    const held = new Set(heldBy(content, open));
    for (const id of held) found.set(id, version);
    open = open.filter(({ id }) => !held.has(id));
  }
  return found;
}

/** The marks that a copy has, captions and all. */
function heldBy({ details, blocks }: SavedCopy, marks: readonly Mark[]): string[] {
  const own = marks.flatMap(({ id, target }) => (target ? [{ id, target }] : []));
  const text = [details.title, ...blocks.map((block) => block.text)].join('\n');
  const places = locate(
    searchable(text),
    own.map(({ target }) => inCopy(target)),
  );
  return own.filter((_, at) => places[at]?.status === 'found').map(({ id }) => id);
}
