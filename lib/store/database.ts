/** The database: opened here, written only by `writer.ts`, read by `queries.ts`. */
import { Dexie, type DexieOptions, type Table } from 'dexie';
import { StoreError } from './errors';
import type { Import, ImportStep } from './imports/journal';
import { RELEASES, type Release } from './migrations';
import type { AnnotationRow, ArticleRow, PlaceRow, VersionRow } from './rows';
import type { RecordRow, SegmentRow, StateName, StateRow, Vault } from './sync/rows';

export interface DatabaseOptions {
  readonly name?: string;
  /** Another IndexedDB than the global one, with the key range that belongs to it. */
  readonly indexedDB?: IDBFactory;
  readonly IDBKeyRange?: typeof IDBKeyRange;
}

export class Database extends Dexie {
  readonly articles: Table<ArticleRow, string>;
  readonly annotations: Table<AnnotationRow, string>;
  readonly versions: Table<VersionRow, string>;
  readonly imports: Table<Import, string>;
  readonly importSteps: Table<ImportStep, [string, number]>;
  readonly places: Table<PlaceRow, string>;
  readonly vaults: Table<Vault, string>;
  readonly syncStates: Table<StateRow, [vault: string, name: StateName]>;
  readonly records: Table<RecordRow, [vault: string, id: string]>;
  readonly outgoing: Table<SegmentRow, [vault: string, segment: number]>;

  /** Use {@link openDatabase}; `releases` is a parameter so that upgrades can be tried out. */
  constructor(options: DatabaseOptions = {}, releases: readonly Release[] = RELEASES) {
    super(options.name ?? 'pullquote', dexieOptions(options));
    for (const { version, stores, upgrade } of releases) {
      const declared = this.version(version).stores({ ...stores });
      if (upgrade) declared.upgrade(upgrade);
    }
    this.articles = this.table('articles');
    this.annotations = this.table('annotations');
    this.versions = this.table('versions');
    this.imports = this.table('imports');
    this.importSteps = this.table('importSteps');
    this.places = this.table('places');
    this.vaults = this.table('vaults');
    this.syncStates = this.table('syncStates');
    this.records = this.table('records');
    this.outgoing = this.table('outgoing');
    this.on('ready', () => this.refuseNewer(), true);
    // Lets a newer version upgrade at once; the next query opens anew. False keeps Dexie's own handler, which logs.
    this.on('versionchange', () => {
      this.close({ disableAutoOpen: false });
      return false;
    });
    this.on('blocked', () => false);
  }

  /** Dexie opens a newer database as if it were its own. Writing to it could break what the newer version knows. */
  private refuseNewer(): void {
    const installed = Math.floor(this.backendDB().version / 10);
    if (installed > this.verno) {
      throw new StoreError('newer', `The database has version ${installed}; this is made for ${this.verno}.`);
    }
  }
}

/**
 * The database, ready to be used: it opens by itself with the first query and reopens after another context made
 * it close. One for each context (background, popup…) is enough.
 *
 * Queries reject with a StoreError: `newer` where a newer version of the extension wrote the database.
 */
export function openDatabase(options: DatabaseOptions = {}): Database {
  return new Database(options);
}

function dexieOptions({ indexedDB, IDBKeyRange }: DatabaseOptions): DexieOptions {
  return {
    ...(indexedDB ? { indexedDB } : {}),
    ...(IDBKeyRange ? { IDBKeyRange } : {}),
    // What the user wrote is on the disk before they are told that it is saved.
    chromeTransactionDurability: 'strict',
    // Views show what is written, never what is about to be.
    cache: 'disabled',
  };
}
