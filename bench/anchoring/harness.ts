/** What runs inside the page: one function of this script for each thing that the runner asks for. */
import { EDITS } from './edits';
import { LongPage } from './long-page';
import { runPair } from './pair-page';
import { SeededPage } from './seeded-page';
import { toolsNamed } from './tools/all';
import type { Harness } from './types';

declare global {
  var anchoringBench: Harness | undefined;
}

let seededPage: SeededPage | null = null;
let longPage: LongPage | null = null;

globalThis.anchoringBench = {
  async open(options) {
    seededPage = new SeededPage(options);
    await seededPage.describe(toolsNamed(options.tools));
    return seededPage.summary;
  },
  run(options) {
    const edit = EDITS.find(({ name }) => name === options.edit);
    if (!seededPage || !edit) throw new RangeError(`No page open, or no edit ${options.edit}`);
    return seededPage.run(edit, options, toolsNamed(options.tools));
  },
  pair: (options) => runPair(options, toolsNamed(options.tools)),
  openLong(options) {
    const [tool] = toolsNamed([options.tool]);
    if (!tool) throw new RangeError('No tool');
    longPage = new LongPage(options, tool);
    return longPage.describe(options.limitMs);
  },
  time(options) {
    if (!longPage) throw new RangeError('No page open');
    return longPage.time(options);
  },
};
