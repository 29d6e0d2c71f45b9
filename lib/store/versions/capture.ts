/** A copy of an article as it was seen now: kept as a new version where its text or headline changed. */
import {
  isTextBlock,
  textOf,
  type ArticleVersion,
  type Captured,
  type CopyBlock,
  type SavedCopy,
} from '../../annotation/version';
import { countWords, likeness, wording } from '../../annotation/wording';
import type { Database } from '../database';
import { parseVersions, type Parsed, type VersionRow } from '../rows';
import { blocksOf, chainTo } from './content';
import { pack, sha256 } from './pack';

/** So many versions are told by each other at the most: then one stands for itself again. */
const LONGEST_CHAIN = 24;

/** The versions of an article with their content, oldest first. Those that cannot be read are left out. */
export async function readVersionRows(db: Database, articleId: string): Promise<Parsed<VersionRow>> {
  const rows = await db.versions
    .where('[articleId+capturedAt]')
    .between([articleId, -Infinity], [articleId, Infinity])
    .toArray();
  return parseVersions(rows);
}

/** The id of the newest version of an article; undefined where it has none. */
export async function newestVersionId(db: Database, articleId: string): Promise<string | undefined> {
  const newest = await db.versions
    .where('[articleId+capturedAt]')
    .between([articleId, -Infinity], [articleId, Infinity])
    .last();
  return newest?.id;
}

/** Why a copy is no new version. */
export type Seen = Exclude<Captured['seen'], 'new' | 'none'>;

/**
 * The row to add for `copy` after `rows`, the article's versions so far; or why there is none to add.
 *
 * @param evenLess what shows only a part of the version before is a version, too
 */
export async function nextVersion(
  rows: readonly VersionRow[],
  copy: SavedCopy,
  { id, articleId, capturedAt }: Pick<ArticleVersion, 'id' | 'articleId' | 'capturedAt'>,
  evenLess = false,
): Promise<VersionRow | Seen> {
  const hash = await sha256(textOf(copy));
  const newest = rows.at(-1);
  const hasTitle = newest?.details.title === copy.details.title;
  if (newest?.sha256 === hash && hasTitle) return 'same';
  const before = newest && (await contentOf(newest, rows));
  if (before) {
    const seen = compare(before.blocks, copy.blocks, hasTitle);
    if (seen !== null && !(evenLess && seen === 'less')) return seen;
  }
  const base = newest && before && before.steps < LONGEST_CHAIN ? newest.id : null;
  const bytes = await pack(copy.blocks, before && base !== null ? before.blocks : []);
  return { id, articleId, capturedAt, sha256: hash, details: copy.details, base, bytes };
}

/** Null where it is damaged: then nothing can be told by it. */
async function contentOf(
  row: VersionRow,
  rows: readonly VersionRow[],
): Promise<{ readonly blocks: CopyBlock[]; readonly steps: number } | null> {
  try {
    return { blocks: await blocksOf(row, rows), steps: chainTo(row, rows).length };
  } catch {
    return null;
  }
}

const LESS = 0.6;
/** Characters of an offer to subscribe, or of what tells of an error. */
const NOTICE = 600;
/** Share of words that an article has in common with what it was, however it was edited. */
const ALIKE = 0.3;

/** Null where it is a new version. */
function compare(old: readonly CopyBlock[], now: readonly CopyBlock[], hasTitle: boolean): Seen | null {
  const [before, after] = [old, now].map((blocks) =>
    blocks.filter(isTextBlock).map(({ text }) => wording(text)),
  );
  if (!before || !after) return null;
  if (hasTitle && before.join('\n') === after.join('\n')) return 'same';
  if (lengthOf(after) >= LESS * lengthOf(before)) return null;
  const isKnown = (text: string): boolean => {
    const words = text.replace(/\s*\.{3}$/u, '');
    return before.some((other) => other.startsWith(words));
  };
  const known = after.filter(isKnown);
  // A teaser before a paywall, or a page whose rest did not load; what else it says is an offer.
  if (known.length > 0 && lengthOf(after) - lengthOf(known) <= NOTICE) return 'less';
  const alike = likeness(countWords(before.join(' ')), countWords(after.join(' ')));
  return known.length === 0 && alike < ALIKE ? 'other' : null;
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0);
}
