/**
 * `npm run bench:page-cost`: what an extension costs a page that is only read. See README.md beside this file.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { cpus } from 'node:os';
import { basename, extname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'puppeteer-core';
import { install, openSettings, startChromium } from '../tests/e2e/harness/chromium-browser.ts';
import type { Grant } from '../tests/e2e/harness/driver.ts';
import { pause } from '../tests/e2e/harness/until.ts';
import { createWorkspace, type Workspace } from '../tests/e2e/harness/workspace.ts';
import { startSite } from '../tests/fixtures/site.ts';

const OURS = resolve(import.meta.dirname, '..', '.output', 'chrome-mv3');
/** How long a page is left alone after it has loaded, in ms: what an extension does late still counts. */
const SETTLE = 1_500;

const METRICS = ['scriptMs', 'taskMs', 'heapKB', 'nodes', 'injectedBytes'] as const;
type Metric = (typeof METRICS)[number];
type Cost = Record<Metric, number>;
type Row = Cost & { readonly tool: string; readonly case: string };

interface Tool {
  readonly name: string;
  /** null: no extension. */
  readonly extensionDir: string | null;
  readonly grant: Grant;
}

interface Started {
  readonly tool: Tool;
  readonly browser: Browser;
  readonly workspace: Workspace;
  readonly costs: Cost[];
  injectedBytes: number;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { page: { type: 'string' }, json: { type: 'string' }, runs: { type: 'string', default: '15' } },
  });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs takes a whole number from 1');
  const page = values.page === undefined ? await samplePage() : await filePage(values.page);
  const tools: Tool[] = [
    { name: 'none', extensionDir: null, grant: 'none' },
    { name: 'pullquote (no grant)', extensionDir: OURS, grant: 'none' },
    { name: 'pullquote', extensionDir: OURS, grant: 'all' },
    ...positionals.map((folder) => ({
      name: basename(resolve(folder)),
      extensionDir: resolve(folder),
      grant: 'none' as const,
    })),
  ];
  const started: Started[] = [];
  try {
    for (const tool of tools) started.push(await start(tool));
    await measureAll(started, page.url, runs);
  } finally {
    for (const { browser, workspace } of started) {
      await browser.close();
      await workspace.remove();
    }
    await page.close();
  }
  const rows = started.map(({ tool, costs }): Row =>
    Object.assign({ tool: tool.name, case: page.name }, median(costs)),
  );
  print(rows, runs);
  if (values.json !== undefined) {
    const machine = `${cpus()[0]?.model ?? 'unknown'} × ${cpus().length}`;
    await writeFile(values.json, `${JSON.stringify({ bench: 'page-cost', machine, rows }, null, 2)}\n`);
  }
}

async function start(tool: Tool): Promise<Started> {
  const workspace = await createWorkspace();
  const browser = await startChromium(workspace);
  if (tool.extensionDir !== null) {
    const settings = await openSettings(browser);
    const { extensionDir, grant } = tool;
    await install(browser, settings, { extensionDir, grant }, workspace);
    // Installing may open pages of its own.
    await pause(2_000);
  }
  return { tool, browser, workspace, costs: [], injectedBytes: 0 };
}

/** Interleaved, so that what else the machine does meets all alike. The first visit of each warms up. */
async function measureAll(started: readonly Started[], url: string, runs: number): Promise<void> {
  for (const each of started) each.injectedBytes = await injectedBytes(each.browser, url);
  for (let run = 1; run <= runs; run++) {
    for (const each of started) {
      each.costs.push({ ...(await visit(each.browser, url)), injectedBytes: each.injectedBytes });
    }
    process.stderr.write(`\rrun ${run} of ${runs}`);
  }
  process.stderr.write('\n');
}

/** Opens the page in a tab of its own and reads the renderer's counters after it has come to rest. */
async function visit(browser: Browser, url: string): Promise<Omit<Cost, 'injectedBytes'>> {
  const page = await browser.newPage();
  try {
    const session = await page.createCDPSession();
    await session.send('Performance.enable');
    await page.goto(url, { waitUntil: 'load' });
    await pause(SETTLE);
    const busy = await counters();
    // Twice: the first collection may only release what the second then frees.
    await session.send('HeapProfiler.collectGarbage');
    await session.send('HeapProfiler.collectGarbage');
    const resting = await counters();
    return {
      scriptMs: busy('ScriptDuration') * 1_000,
      taskMs: busy('TaskDuration') * 1_000,
      heapKB: resting('JSHeapUsedSize') / 1_024,
      nodes: resting('Nodes'),
    };

    async function counters(): Promise<(name: string) => number> {
      const { metrics } = await session.send('Performance.getMetrics');
      return (name) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
    }
  } finally {
    await page.close();
  }
}

/** The sum of the lengths of all extension scripts that the page's process parsed, on a visit of its own. */
async function injectedBytes(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage();
  try {
    const session = await page.createCDPSession();
    let bytes = 0;
    session.on('Debugger.scriptParsed', ({ url: source, length = 0 }) => {
      if (source.startsWith('chrome-extension://')) bytes += length;
    });
    await session.send('Debugger.enable');
    await page.goto(url, { waitUntil: 'load' });
    await pause(SETTLE);
    return bytes;
  } finally {
    await page.close();
  }
}

function median(costs: readonly Cost[]): Cost {
  const of = (metric: Metric): number => {
    const sorted = costs.map((cost) => cost[metric]).toSorted((a, b) => a - b);
    const middle = (sorted.length - 1) / 2;
    return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
  };
  return {
    scriptMs: of('scriptMs'),
    taskMs: of('taskMs'),
    heapKB: of('heapKB'),
    nodes: of('nodes'),
    injectedBytes: of('injectedBytes'),
  };
}

const cell = (value: number): string => value.toFixed(value < 1_000 ? 1 : 0);

function print(rows: readonly Row[], runs: number): void {
  const [base] = rows;
  if (!base) return;
  const table = rows.map((row) => [
    row.tool,
    ...METRICS.map((metric) => {
      const added = row[metric] - base[metric];
      if (row === base || metric === 'injectedBytes') return cell(row[metric]);
      const ratio = base[metric] > 0 ? ` ×${(row[metric] / base[metric]).toFixed(2)}` : '';
      return `${cell(row[metric])} (${added < 0 ? '−' : '+'}${cell(Math.abs(added))}${ratio})`;
    }),
  ]);
  const lines = [['tool', ...METRICS], ...table];
  const widths =
    lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  console.log(
    `${base.case}: medians of ${runs} interleaved visits, in brackets what is added to no extension`,
  );
  for (const line of lines) {
    console.log(
      line
        .map((text, column) =>
          column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0),
        )
        .join('  '),
    );
  }
}

interface Page {
  readonly name: string;
  readonly url: string;
  close(): Promise<void>;
}

async function samplePage(): Promise<Page> {
  const site = await startSite();
  return { name: 'sample article', url: site.sample, close: () => site.close() };
}

/** A saved HTML file, served alone: nothing that it refers to is fetched from elsewhere. */
async function filePage(file: string): Promise<Page> {
  const html = await readFile(file);
  if (!/^\.x?html?$/i.test(extname(file))) throw new Error(`${file} is not an HTML file`);
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'self' 'unsafe-inline' data:",
  };
  const server = createServer((request, response) => {
    const isPage = request.url === '/news/page.html';
    response.writeHead(isPage ? 200 : 404, headers);
    response.end(isPage ? html : '');
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return {
    name: join(basename(resolve(file, '..')), basename(file)),
    url: `http://127.0.0.1:${address.port}/news/page.html`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

await main();
