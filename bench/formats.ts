/**
 * `npm run bench:formats`: what it takes to export a large collection in every format, and to take it in again. See
 * README.md beside this file.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openFormatsPage, type FormatsPage } from './formats/page.ts';
import { exportRow, formatsTable, importRow, type Row } from './formats/report.ts';
import type { Cost, FileWritten, Tool } from './formats/types.ts';
import { bundle } from './runner/bundle.ts';
import { writeRows } from './runner/json-file.ts';
import { chosenOf, wholeNumber } from './runner/options.ts';
import { endProgress, progress } from './runner/progress.ts';

/** What comes in again. */
const IMPORTED = ['pullquote', 'csv', 'w3c', 'hypothesis'];
const AT_ONCE: Tool = 'all at once';

interface Run {
  readonly page: FormatsPage;
  readonly annotations: number;
}

async function exported(
  { page, annotations }: Run,
  format: string,
  baseline: Cost,
): Promise<{ readonly row: Row; readonly done: FileWritten }> {
  progress(`${annotations} annotations: export ${format}`);
  const { harness } = page;
  const done = await harness.evaluate((bench, name) => bench.exportAll('pullquote', name), format);
  const before = await page.downloads();
  const left = await harness.evaluate((bench, { name, count }) => bench.stopExport(name, count), {
    name: format,
    count: annotations,
  });
  const stopped = { ...left, isClean: left.isClean && (await page.downloads()) === before };
  if (!IMPORTED.includes(format)) await harness.evaluate((bench, file) => bench.removeFile(file), done.file);
  const about = { tool: 'pullquote', case: `export ${format}`, annotations, stopped, baseline } as const;
  return { row: exportRow(about, done), done };
}

async function imported(
  { page, annotations }: Run,
  format: string,
  { file, bytes }: FileWritten,
  baseline: Cost,
): Promise<Row> {
  progress(`${annotations} annotations: import ${format}`);
  const { harness } = page;
  const done = await harness.evaluate((bench, name) => bench.importAll('pullquote', name), file);
  if (done.written !== annotations) throw new Error(`${format}: only ${done.written} came in again`);
  const stopped = await harness.evaluate((bench, { name, count }) => bench.stopImport(name, count), {
    name: file,
    count: annotations,
  });
  const about = { tool: 'pullquote', case: `import ${format}`, annotations, stopped, baseline } as const;
  return importRow(about, bytes, done);
}

/** One row after the other: the whole may take an hour, and what is known shall not be lost. */
async function* measureAll(
  script: string,
  annotations: number,
  chosen: string | undefined,
): AsyncGenerator<Row, void> {
  const page = await openFormatsPage(script);
  const run: Run = { page, annotations };
  const { harness } = page;
  try {
    const formats = chosenOf('--formats', chosen, await harness.evaluate((bench) => bench.formats()));
    progress(`${annotations} annotations are made`);
    await harness.evaluate((bench, count) => bench.fill(count), annotations);
    const whole = await harness.evaluate((bench, tool) => bench.exportAll(tool, ''), AT_ONCE);
    const about = { tool: AT_ONCE, annotations, stopped: null } as const;
    yield exportRow({ ...about, case: 'export', baseline: whole }, whole);
    const files = new Map<string, FileWritten>();
    for (const format of formats) {
      const { row, done } = await exported(run, format, whole);
      yield row;
      files.set(format, done);
    }
    const imports = IMPORTED.flatMap((format) => {
      const file = files.get(format);
      return file ? [{ format, file }] : [];
    });
    if (imports.length === 0) return;
    progress(`${annotations} annotations: import ${AT_ONCE}`);
    const taken = await harness.evaluate((bench, { tool, file }) => bench.importAll(tool, file), {
      tool: AT_ONCE,
      file: whole.file,
    } as const);
    yield importRow({ ...about, case: 'import', baseline: taken.import }, whole.bytes, taken);
    for (const { format, file } of imports) yield await imported(run, format, file, taken.import);
  } finally {
    endProgress();
    await page.close();
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      annotations: { type: 'string', default: '1000,10000,100000' },
      formats: { type: 'string' },
      json: { type: 'string' },
    },
  });
  const counts = values.annotations.split(',').map((count) => wholeNumber('--annotations', count));
  const script = await bundle(join(import.meta.dirname, 'formats', 'harness.ts'));
  const rows: Row[] = [];
  for (const count of counts)
    for await (const row of measureAll(script, count, values.formats)) {
      rows.push(row);
      if (values.json !== undefined) await writeRows(values.json, 'formats', rows);
    }
  console.log('Times in ms, sizes in MB; ratios to the tool that does it all at once, without a way back');
  console.log(formatsTable(rows));
}

await main();
