/** The blocks of stored versions, put together from the versions that they are told by. */
import type { CopyBlock } from '../../annotation/version';
import { StoreError } from '../errors';
import type { VersionRow } from '../rows';
import { unpack } from './pack';

/**
 * The blocks of `row`; `rows` are all versions of its article.
 * @throws {StoreError} `invalid` where a version that it needs is missing or damaged
 */
export async function blocksOf(row: VersionRow, rows: readonly VersionRow[]): Promise<CopyBlock[]> {
  let blocks: CopyBlock[] = [];
  for (const each of chainTo(row, rows)) {
    // oxlint-disable-next-line no-await-in-loop -- each is told by the one before
    blocks = await unpack(each.bytes, blocks).catch((cause: unknown) => {
      throw new StoreError('invalid', 'A saved version is damaged.', { cause });
    });
  }
  return blocks;
}

/** The versions to unpack, one after the other, until `row` is there. */
export function chainTo(row: VersionRow, rows: readonly VersionRow[]): VersionRow[] {
  const byId = new Map(rows.map((each) => [each.id, each]));
  const chain = [row];
  for (let { base } = row; base !== null;) {
    const before = byId.get(base);
    if (!before || chain.includes(before)) throw new StoreError('invalid', 'A saved version is missing.');
    chain.unshift(before);
    ({ base } = before);
  }
  return chain;
}

/**
 * The blocks of every version, in the order of `rows`; null where what is needed for one is missing or damaged. `rows` are all
 * versions of one article.
 */
export async function* allBlocks(
  rows: readonly VersionRow[],
): AsyncGenerator<{ readonly row: VersionRow; readonly blocks: CopyBlock[] | null }, void> {
  let before: { readonly id: string; readonly blocks: CopyBlock[] } | null = null;
  for (const row of rows) {
    // Mostly a version is told by the one that was just unpacked.
    const unpacked: Promise<CopyBlock[]> =
      before && row.base === before.id ? unpack(row.bytes, before.blocks) : blocksOf(row, rows);
    // oxlint-disable-next-line no-await-in-loop -- one after the other, so that memory stays bounded
    const blocks: CopyBlock[] | null = await unpacked.catch(() => null);
    before = blocks && { id: row.id, blocks };
    yield { row, blocks };
  }
}
