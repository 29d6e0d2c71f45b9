/** `--pairs`: two versions of articles, every sentence of the first marked. */
import type { BenchBrowser } from './browser.ts';
import type { Options } from './options.ts';
import type { Fate } from './pair-types.ts';
import type { PagePair } from './pairs.ts';
import { readPairs } from './pairs.ts';
import { progress } from '../runner/progress.ts';
import type { Result } from './report.ts';
import type { SeededRun } from './run-seeded.ts';
import { tableOf } from '../runner/table.ts';
import type { BenchTab } from './browser.ts';

const FATES: readonly Fate[] = ['same', 'edited', 'cut'];

/** Shorter sentences are not marked. */
const SHORTEST = 15;

/** How the bench's own reading of a pair's fates compares with the fates that its author wrote down. */
class TruthCheck {
  readonly #counts = new Map<string, number>();
  #asked = 0;

  add(
    fates: readonly { readonly known: Fate | null; readonly read: Fate | null; readonly sameMate: boolean }[],
  ): void {
    for (const { known, read, sameMate } of fates) {
      this.#asked++;
      const isRight = known === read && sameMate;
      const key = `${read ?? 'left out'} ${isRight ? 'right' : 'wrong'}`;
      this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    }
  }

  /** Null where no pair's fates are known. */
  text(): string | null {
    if (this.#asked === 0) return null;
    const of = (key: string): number => this.#counts.get(key) ?? 0;
    const lines = FATES.map((fate) => {
      const said = of(`${fate} right`) + of(`${fate} wrong`);
      return [
        fate,
        String(said),
        String(of(`${fate} right`)),
        said === 0 ? '' : ((of(`${fate} right`) / said) * 100).toFixed(1),
      ];
    });
    return [
      `The bench's own reading of these pairs, against the fates written down: ${of('left out wrong')} of ${this.#asked} sentences left out`,
      tableOf([['fate', 'read', 'right', 'precision'], ...lines], 1),
    ].join('\n');
  }
}

export async function runPairs(browser: BenchBrowser, path: string, options: Options): Promise<SeededRun> {
  const pairs = (await readPairs(path)).slice(0, options.limit);
  const check = new TruthCheck();
  const results: Result[] = [];
  let sentences = 0;
  let used = 0;
  const tab = await browser.open();
  for (const [at, pair] of pairs.entries()) {
    progress(`${at + 1} of ${pairs.length}: ${pair.name}`);
    const { name: page, before, after, known } = pair;
    const { tools, limitMs } = options;
    const { fates, cases } = await tab.pair({ before, after, known, tools, limitMs });
    sentences += fates.length;
    used += fates.filter(({ fate }) => fate !== null).length;
    for (const { fate, outcomes } of cases)
      results.push(...outcomes.map((outcome) => ({ page, edit: fate, outcome })));
    if (known) check.add(await ownReading(tab, pair, fates));
  }
  await tab.close();
  const checked = check.text();
  return {
    results,
    notes: checked === null ? [] : [checked],
    title: `${pairs.length} pairs, ${used} of ${sentences} sentences; per cent`,
  };
}

/** The same pair, as if nobody had written down what became of its sentences. */
async function ownReading(
  tab: BenchTab,
  { before, after }: PagePair,
  known: readonly { readonly text: string; readonly fate: Fate | null; readonly after: string }[],
): Promise<{ known: Fate | null; read: Fate | null; sameMate: boolean }[]> {
  const { fates } = await tab.pair({ before, after, known: null, tools: [], limitMs: 1 });
  return known.flatMap(({ text, fate, after: mate }) => {
    const own = fates.find((one) => one.text === text);
    // The browser may cut text into sentences elsewhere than its author.
    const sameMate = own?.after.includes(mate) === true || mate.includes(own?.after ?? '');
    return own && text.length >= SHORTEST ? [{ known: fate, read: own.fate, sameMate }] : [];
  });
}
