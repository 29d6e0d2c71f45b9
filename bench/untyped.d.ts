/** What the bench uses of packages that bring no types. */

declare module 'dom-anchor-text-quote' {
  interface Quote {
    readonly exact: string;
    readonly prefix: string;
    readonly suffix: string;
  }
  export function fromRange(root: Node, range: Range): Quote;
  export function toRange(root: Node, quote: Quote, options: { hint: number }): Range | null;
}

declare module 'mark.js' {
  export default class Mark {
    constructor(context: Element);
    markRanges(ranges: readonly { readonly start: number; readonly length: number }[]): void;
  }
}

declare module 'pouchdb-core' {
  export type Document = Readonly<Record<string, unknown>> & { readonly _id: string };
  type Plugin = object;
  interface SyncOptions {
    readonly batch_size: number;
  }
  interface AllDocs {
    readonly rows: readonly { readonly id: string; readonly doc?: Document }[];
  }
  export default class PouchDB {
    constructor(name: string, options: { readonly adapter: 'memory' | 'http' });
    static plugin(plugin: Plugin): typeof PouchDB;
    /** By `pouchdb-replication`: once in both directions. */
    static sync(source: PouchDB, target: PouchDB, options: SyncOptions): Promise<unknown>;
    info(): Promise<{ readonly doc_count: number }>;
    get(id: string): Promise<Document>;
    put(doc: object): Promise<unknown>;
    allDocs(options: object): Promise<AllDocs>;
    bulkDocs(
      docs: readonly object[] | { readonly docs: readonly object[] },
      options?: { readonly new_edits: boolean },
    ): Promise<unknown>;
    bulkGet(options: { readonly docs: readonly object[]; readonly revs: boolean }): Promise<unknown>;
    changes(options: object): Promise<unknown>;
    revsDiff(revisions: object): Promise<unknown>;
    destroy(): Promise<unknown>;
  }
}

declare module 'pouchdb-adapter-http' {
  const plugin: object;
  export default plugin;
}

declare module 'pouchdb-adapter-memory' {
  const plugin: object;
  export default plugin;
}

declare module 'pouchdb-replication' {
  const plugin: object;
  export default plugin;
}
