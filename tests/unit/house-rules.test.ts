import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** A house in which every rule is broken once: the rule, the file that breaks it, and what that file says. */
const BREACHES: readonly [rule: string, file: string, source: string][] = [
  ['no-cycles', 'lib/page/loop-b.ts', "import { a } from './loop'; export const b = () => a;"],
  ['no-orphans', 'lib/page/alone.ts', 'export const alone = 1;'],
  ['annotation-stands-alone', 'lib/annotation/leak.ts', "export { a } from '../page/loop';"],
  ['domain-knows-only-annotation', 'lib/formats/leak.ts', "export { a } from '../page/loop';"],
  ['folder-knows-only-annotation-and-formats', 'lib/folder/leak.ts', "export { data } from '../store/data';"],
  ['only-store-knows-dexie', 'lib/extension/leak.ts', "export { Dexie } from 'dexie';"],
  ['sync-knows-only-annotation', 'lib/sync/leak.ts', "export { a } from '../page/loop';"],
  ['store-knows-only-annotation-and-the-log', 'lib/store/leak.ts', "export { a } from '../page/loop';"],
  [
    'no-database-in-a-page',
    'entrypoints/annotator/index.ts',
    "export { data } from '../../lib/article/two-steps';",
  ],
  ['only-extension-touches-the-browser', 'components/leak.ts', "export { browser } from 'wxt/browser';"],
  ['page-knows-no-store-no-browser', 'lib/page/leak.ts', "export { data } from '../store/data';"],
  ['components-are-fed-by-props', 'components/fetches.ts', "export { data } from '../lib/store/data';"],
  [
    'nobody-imports-an-entrypoint',
    'components/upside-down.ts',
    "export { data } from '../entrypoints/annotator';",
  ],
  ['entrypoints-do-not-share', 'entrypoints/popup/index.ts', "export { data } from '../annotator';"],
  ['no-dev-code-in-the-product', 'lib/article/dev.ts', "export { parse } from 'yaml';"],
];
const REST: readonly [file: string, source: string][] = [
  ['lib/page/loop.ts', "import { b } from './loop-b'; export const a = () => b;"],
  ['lib/article/two-steps.ts', "export { data } from '../store/data';"],
  ['lib/store/data.ts', "import { Dexie } from 'dexie'; export const data = new Dexie('x');"],
];

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
}

describe('the house rules', () => {
  const house = mkdtempSync(join(tmpdir(), 'house-'));
  let found: string[] = [];

  beforeAll(() => {
    symlinkSync(resolve('node_modules'), join(house, 'node_modules'));
    writeFileSync(
      join(house, 'package.json'),
      JSON.stringify({ dependencies: { dexie: '1' }, devDependencies: { yaml: '1' } }),
    );
    writeFileSync(join(house, 'tsconfig.json'), '{}');
    for (const [file, source] of [...BREACHES.map(([, ...rest]) => rest), ...REST]) {
      mkdirSync(dirname(join(house, file)), { recursive: true });
      writeFileSync(join(house, file), source);
    }
    const out = execFileSync(
      resolve('node_modules/.bin/depcruise'),
      [
        '--config',
        resolve('.dependency-cruiser.cjs'),
        '--output-type',
        'json',
        '--no-cache',
        'entrypoints',
        'components',
        'lib',
      ],
      { cwd: house, encoding: 'utf8', maxBuffer: 1e8 },
    );
    const { summary }: { summary: { violations: Violation[] } } = JSON.parse(out);
    found = summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`);
  }, 60_000);
  afterAll(() => rmSync(house, { recursive: true }));

  it.each(BREACHES)('%s is enforced', (rule, file) => {
    expect(found).toContain(`${rule}: ${file}`);
  });
});
