/**
 * `npm run bench:sync`: what syncing costs, and what thousands of histories of everything that goes wrong come to. See
 * README.md beside this file.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createServer } from 'vite';
import { writeRows } from './runner/json-file.ts';
import { chosenOf, wholeNumber } from './runner/options.ts';
import { endProgress, progress } from './runner/progress.ts';
import { mergeRows, mergeTable } from './sync/merge.ts';
import { costsTable } from './sync/report.ts';
import type * as Costs from './sync/costs.ts';
import type * as Histories from './sync/histories.ts';

/** Which of what may go wrong does; a name that two devices have and a store that goes back are not tried together. */
const MIXES = {
  'names used once': {
    faults: true,
    crashes: true,
    clocks: true,
    copies: false,
    backups: false,
    rollbacks: true,
    meanwhile: true,
    leaves: true,
    years: true,
  },
  'names used twice': {
    faults: true,
    crashes: true,
    clocks: true,
    copies: true,
    backups: true,
    rollbacks: false,
    meanwhile: true,
    leaves: true,
    years: true,
  },
} as const;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      annotations: { type: 'string', default: '1000,10000,100000' },
      histories: { type: 'string', default: '500' },
      length: { type: 'string', default: '60' },
      seed: { type: 'string', default: '1' },
      parts: { type: 'string' },
      tools: { type: 'string' },
      json: { type: 'string' },
    },
  });
  const parts = chosenOf('--parts', values.parts, ['costs', 'merge', 'histories']);
  const counts = values.annotations.split(',').map((count) => wholeNumber('--annotations', count));
  const [many, length, seed] = [
    wholeNumber('--histories', values.histories),
    wholeNumber('--length', values.length),
    wholeNumber('--seed', values.seed),
  ];
  const server = await createServer({
    configFile: false,
    root: join(import.meta.dirname, '..'),
    server: { middlewareMode: true, watch: null },
    optimizeDeps: { noDiscovery: true },
    appType: 'custom',
    logLevel: 'error',
  });
  const rows: object[] = [];
  try {
    const costs: typeof Costs = Object(await server.ssrLoadModule('/bench/sync/costs.ts'));
    const chance: typeof Histories = Object(await server.ssrLoadModule('/bench/sync/histories.ts'));
    const tools = chosenOf('--tools', values.tools, costs.TOOLS);
    for (const count of parts.includes('costs') ? counts : []) {
      const measured: Costs.Cost[] = [];
      for (const tool of costs.TOOLS.filter((each) => tools.includes(each))) {
        progress(`${count} annotations: ${tool}`);
        for await (const row of costs.costsOf(tool, count)) measured.push(row);
      }
      rows.push(...measured);
      endProgress();
      console.log(costsTable(measured));
    }
    for (const count of parts.includes('merge') ? counts : []) {
      progress(`${count} annotations are merged`);
      // oxlint-disable-next-line no-await-in-loop -- one count after the other
      const merged = await mergeRows(count);
      rows.push(...merged);
      endProgress();
      console.log(mergeTable(merged));
    }
    for (const [name, mix] of parts.includes('histories') ? Object.entries(MIXES) : []) {
      progress(`${many} histories: ${name}`);
      // oxlint-disable-next-line no-await-in-loop -- one mix after the other
      const tried = await chance.tryHistories(mix, many, length, seed);
      rows.push({ tool: 'pullquote', case: name, ...tried, failed: tried.failed.length });
      console.log(
        `${name}: ${tried.histories} histories, ${tried.operations} operations, ${tried.syncs} syncs, ${tried.crashes} crashes; failed: ${tried.failed.join(' ') || 'none'}`,
      );
    }
  } finally {
    endProgress();
    await server.close();
  }
  if (values.json !== undefined) await writeRows(values.json, 'sync', rows);
}

await main();
