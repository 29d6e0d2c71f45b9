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
