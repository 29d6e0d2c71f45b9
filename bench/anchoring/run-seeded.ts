/** `--pages`: every page of a folder, edited by seeded chance. */
import type { BenchBrowser } from './browser.ts';
import { corpusFiles } from './corpus.ts';
import type { Options } from './options.ts';
import { CASES } from './cases.ts';
import { progress } from '../runner/progress.ts';
import type { Result } from './report.ts';

export interface SeededRun {
  readonly results: readonly Result[];
  /** What to say of it above the table. */
  readonly title: string;
  /** Edits that could not be made. */
  readonly notes: readonly string[];
}

export async function runSeeded(
  browser: BenchBrowser,
  folder: string,
  { seed, marks, cases, tools, warm, repeats, limit, limitMs }: Options,
): Promise<SeededRun> {
  const files = await corpusFiles(folder, limit);
  const results: Result[] = [];
  const notes: string[] = [];
  let total = 0;
  for (const [at, file] of files.entries()) {
    const { name } = file;
    const tab = await browser.open(await file.read());
    const summary = await tab.open({ page: name, seed, marks, repeats, tools });
    total += summary.marks;
    for (const [edit, rounds] of CASES) {
      if (!cases.includes(edit)) continue;
      progress(`${at + 1} of ${files.length}: ${name} ${edit}`);
      for (let round = 0; round < rounds; round++) {
        const { skipped, outcomes } = await tab.run({ edit, round, tools, warm, limitMs });
        if (skipped !== null) notes.push(`skipped ${name} ${edit}: ${skipped}`);
        results.push(...outcomes.map((outcome) => ({ page: name, edit, outcome })));
      }
    }
    await tab.close();
  }
  return { results, notes, title: `${total} marks on ${files.length} pages, seed ${seed}; per cent` };
}
