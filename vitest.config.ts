import { preact } from '@preact/preset-vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';
import { findChromium } from './scripts/browsers.mjs';

const executablePath = findChromium();

/** Short files that take minutes. Files are run by size; begun last, such a one would run alone at the end. */
const LONG = ['hostile', 'living', 'access', 'restoring'].map((name) => `/tests/e2e/${name}.test.ts`);

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // The order by size is the runner's own method, and no array's.
    // oxlint-disable-next-line unicorn/no-array-sort
    const bySize = await super.sort(files);
    return bySize.toSorted((one, other) => Number(isLong(other)) - Number(isLong(one)));
  }
}

function isLong({ moduleId }: TestSpecification): boolean {
  return LONG.some((ending) => moduleId.endsWith(ending));
}

/**
 * Pure code in Node; code that needs a real DOM in real Chromium; what talks to servers with real ones; the built extension
 * in both browsers.
 */
export default defineConfig({
  test: {
    sequence: { sequencer: LongFirst },
    projects: [
      {
        test: {
          name: 'unit',
          // Property tests take their time on a machine that is busy.
          testTimeout: 30_000,
          include: ['{lib,components,entrypoints,tests/unit,tests/simulation,bench}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.browser.test.{ts,tsx}'],
        },
      },
      {
        plugins: [preact()],
        // Found late, a dependency makes the browser reload in the middle of a test.
        optimizeDeps: {
          include: [
            '@apache-annotator/dom',
            '@mozilla/readability',
            '@noble/hashes/sha2.js',
            '@noble/hashes/utils.js',
            '@recogito/text-annotator',
            '@zip.js/zip.js/lib/zip-core-native.js',
            'approx-string-match',
            'axe-core',
            'dexie',
            'diff',
            'dompurify',
            'dom-anchor-text-quote',
            'fast-check',
            'mustache',
            'papaparse',
            'preact/hooks',
            'uuid',
            'valibot',
            'web-highlighter',
            'wxt/browser',
          ],
        },
        test: {
          name: 'browser',
          testTimeout: 30_000,
          include: ['{lib,components,tests/unit,bench}/**/*.browser.test.{ts,tsx}'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox'] },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'servers',
          include: ['tests/sync/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: 'tests/e2e/harness/global-setup.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Each has browsers of its own: a third at a time makes all of them slower by as much as it saves.
          maxWorkers: 2,
        },
      },
    ],
  },
});
