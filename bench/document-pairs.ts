/**
 * `npm run bench:document-pairs`: texts as people edit them, for `bench:anchoring --pairs`: two versions each of the
 * documents that packages carry. See README.md beside this file.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import type { TextPair } from './anchoring/pair-types.ts';
import { documentsOf } from './document-pairs/documents.ts';
import { firstPair } from './document-pairs/pairing.ts';
import { registryAddress } from './pairs/package.ts';
import { endProgress, progress } from './runner/progress.ts';

/** Pairs of one package, so that none has too much of a say. */
const MOST_PAIRS = 3;
/** Packages that are asked for at a time. */
const AT_A_TIME = 4;

const lockSchema = v.object({ packages: v.record(v.string(), v.unknown()) });

/** The packages that this project is built with, itself left out. */
async function ownPackages(): Promise<string[]> {
  const lock: unknown = JSON.parse(await readFile('package-lock.json', 'utf8'));
  const names = Object.keys(v.parse(lockSchema, lock).packages).map((path) =>
    path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
  );
  return [...new Set(names.filter((name) => name !== ''))].toSorted();
}

async function pairsOf(registry: string, name: string): Promise<TextPair[]> {
  const documents = [...(await documentsOf(registry, name))];
  const readmeFirst = documents.toSorted(
    ([one], [other]) =>
      Number(other.toLowerCase() === 'readme.md') - Number(one.toLowerCase() === 'readme.md') ||
      (one < other ? -1 : 1),
  );
  const pairs: TextPair[] = [];
  for (const [path, versions] of readmeFirst) {
    if (pairs.length === MOST_PAIRS) break;
    const pair = firstPair(`${name} ${path}`, versions);
    if (pair) pairs.push(pair);
  }
  return pairs;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { out: { type: 'string' }, packages: { type: 'string' } } });
  if (values.out === undefined) throw new Error('--out FILE says where the pairs go');
  const names = values.packages?.split(',') ?? (await ownPackages());
  const registry = await registryAddress();
  const found = new Map<string, TextPair[]>();
  const failed: string[] = [];
  const queue = names.values();
  const work = async (): Promise<void> => {
    for (const name of queue) {
      progress(`${found.size} of ${names.length}: ${name}`);
      try {
        found.set(name, await pairsOf(registry, name));
      } catch (error) {
        failed.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  endProgress();
  const pairs = names.flatMap((name) => found.get(name) ?? []);
  await writeFile(values.out, pairs.map((pair) => `${JSON.stringify(pair)}\n`).join(''));
  for (const line of failed) console.log(`left out: ${line}`);
  console.log(`${pairs.length} pairs of ${names.length} packages`);
}

await main();
