/**
 * Every database schema that was ever released, as data. A released entry never changes and nothing is ever
 * taken away: a new release adds an entry here, and its definition to `fixtures/released-schemas.json`.
 */
import type { Transaction } from 'dexie';

export interface Release {
  readonly version: number;
  /** The tables that this version adds or indexes anew, in Dexie's notation (`*` is one entry per array item). */
  readonly stores: Readonly<Record<string, string>>;
  /** Fills what the version added. Runs in the version-change transaction: if it throws, nothing has changed. */
  readonly upgrade?: (transaction: Transaction) => Promise<unknown>;
}

export const RELEASES: readonly Release[] = [
  {
    version: 1,
    stores: {
      articles: 'id, *aliases, savedAt',
      annotations: 'id, articleId, [deleted+createdAt], [deleted+kind+createdAt], *terms',
    },
  },
  {
    version: 2,
    stores: { versions: 'id, [articleId+capturedAt]' },
  },
  {
    version: 3,
    stores: { imports: 'id, startedAt', importSteps: '[importId+number], importId', places: 'id' },
  },
  {
    version: 4,
    stores: {
      vaults: 'id',
      syncStates: '[vault+name]',
      records: '[vault+id], [vault+pending], [vault+attention]',
      outgoing: '[vault+segment]',
    },
  },
  {
    version: 5,
    stores: {
      annotations: 'id, articleId, [deleted+createdAt], [deleted+kind+createdAt], *terms, [unindexed+id]',
    },
  },
];
