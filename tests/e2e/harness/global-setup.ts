/** Before the browser tests: the zips, unpacked. */
import { unpackBuilds } from './builds.ts';

export async function setup(): Promise<void> {
  await unpackBuilds();
}
