/** A copy of an article as it was seen now: kept as a new version where its text or headline changed. */
import {
  isTextBlock,
  textOf,
  type ArticleVersion,
  type CopyBlock,
  type SavedCopy,
} from '../../annotation/version';
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

/**
 * The row to add for `copy` after `rows`, the article's versions so far; null where it says nothing new: the same text under
 * the same headline, or a page that only shows less of it.
 */
export async function nextVersion(
  rows: readonly VersionRow[],
  copy: SavedCopy,
  { id, articleId, capturedAt }: Pick<ArticleVersion, 'id' | 'articleId' | 'capturedAt'>,
): Promise<VersionRow | null> {
  const hash = await sha256(textOf(copy));
  const newest = rows.at(-1);
  if (newest?.sha256 === hash && newest.details.title === copy.details.title) return null;
  const before = newest && (await contentOf(newest, rows));
  if (before && showsLess(before.blocks, copy.blocks)) return null;
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
const SAME = 0.8;

/**
 * Whether a page shows only a part of what it showed before and nothing else: a teaser before a paywall, a page whose rest did
 * not load. That is no edit of the article.
 */
function showsLess(before: readonly CopyBlock[], after: readonly CopyBlock[]): boolean {
  const known = before.filter(isTextBlock).map(({ text }) => text);
  const shown = after.filter(isTextBlock).map(({ text }) => text);
  const isKnown = (text: string): boolean => {
    const words = text.replace(/\s*(?:…|\.\.\.)$/u, '');
    return known.some((other) => other.startsWith(words));
  };
  const total = lengthOf(shown);
  return total < LESS * lengthOf(known) && lengthOf(shown.filter(isKnown)) >= SAME * total;
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0);
}
