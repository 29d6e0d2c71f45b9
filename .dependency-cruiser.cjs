/**
 * The house rules: which room may know of which. ARCHITECTURE.md says why.
 * `tests/unit/house-rules.test.ts` breaks each of them on purpose and expects an error.
 */
const PAGE_BUNDLES = '^entrypoints/(annotator|sentinel)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: '\\.d\\.ts$|\\.test\\.tsx?$|^entrypoints/' },
      to: {},
    },
    {
      name: 'annotation-stands-alone',
      comment: 'The model imports nothing of ours.',
      severity: 'error',
      from: { path: '^lib/annotation/' },
      to: { path: '^(lib|components|entrypoints)/', pathNot: '^lib/annotation/' },
    },
    {
      name: 'domain-knows-only-annotation',
      severity: 'error',
      from: { path: '^lib/(anchoring|speech|formats|article)/' },
      to: {
        path: '^(lib|components|entrypoints)/',
        pathNot: ['^lib/annotation/', '^lib/$1/'],
      },
    },
    {
      name: 'folder-knows-only-annotation-and-formats',
      comment: "Folders are handed in: a picked one, the browser's own, one in memory.",
      severity: 'error',
      from: { path: '^lib/folder/' },
      to: { path: '^(lib|components|entrypoints)/', pathNot: '^lib/(folder|annotation|formats)/' },
    },
    {
      name: 'only-store-knows-dexie',
      severity: 'error',
      from: { pathNot: '^lib/store/' },
      to: { path: 'node_modules/dexie' },
    },
    {
      name: 'sync-knows-only-annotation',
      comment: 'Database, network and folders are handed in.',
      severity: 'error',
      from: { path: '^lib/sync/' },
      to: { path: '^(lib|components|entrypoints)/', pathNot: '^lib/(sync|annotation)/' },
    },
    {
      name: 'store-knows-only-annotation-and-the-log',
      comment:
        'Each change is written down as an operation, and kept as the log wants it: no keys, no network.',
      severity: 'error',
      from: { path: '^lib/store/' },
      to: {
        path: '^(lib|components|entrypoints)/',
        pathNot: '^lib/(store|annotation|sync/(merge|log|vault))/',
      },
    },
    {
      name: 'no-database-in-a-page',
      comment: "Inside a page, IndexedDB is the page's own.",
      severity: 'error',
      from: { path: PAGE_BUNDLES },
      to: { path: '^lib/store/|node_modules/dexie', reachable: true },
    },
    {
      name: 'only-extension-touches-the-browser',
      severity: 'error',
      from: { pathNot: '^(lib/extension|entrypoints)/' },
      to: { path: 'node_modules/(wxt|@wxt-dev)/' },
    },
    {
      name: 'page-knows-no-store-no-browser',
      severity: 'error',
      from: { path: '^lib/page/' },
      to: { path: '^lib/(store|sync|extension)/|^entrypoints/' },
    },
    {
      name: 'components-are-fed-by-props',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^lib/(store|sync|extension|page)/|^entrypoints/' },
    },
    {
      name: 'nobody-imports-an-entrypoint',
      severity: 'error',
      from: { path: '^(lib|components)/' },
      to: { path: '^entrypoints/' },
    },
    {
      name: 'entrypoints-do-not-share',
      comment: 'What two entrypoints need belongs in components or lib.',
      severity: 'error',
      from: { path: '^entrypoints/([^/]+)/' },
      to: { path: '^entrypoints/', pathNot: '^entrypoints/$1/' },
    },
    {
      name: 'no-dev-code-in-the-product',
      severity: 'error',
      from: { path: '^(lib|components|entrypoints)/', pathNot: '\\.test\\.tsx?$' },
      to: { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/wxt/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.test\\.tsx?$' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default', 'types'],
    },
  },
};
