/** What syncing a collection costs: sealed as always, against a store in memory that answers at once; and the rivals. */
import { createSealer } from '../../lib/sync/crypto/envelope';
import type { Sealer } from '../../lib/sync/crypto/sealer';
import type { Fields } from '../../lib/sync/merge/fields';
import { recordChange } from '../../lib/sync/merge/change';
import type { Operation } from '../../lib/sync/merge/operation';
import { LIMITS } from '../../lib/sync/log/round';
import { syncOnce } from '../../lib/sync/log/sync';
import { HostileStore, NO_FAULTS } from '../../tests/simulation/hostile-store';
import { MemoryReplica } from '../../tests/simulation/memory-replica';
import { createRandom, hex } from '../../tests/simulation/random';
import { collectionOf } from '../formats/collection';
import { EDITED_NOTE, rowsOf, timed, timedWithHeap, type Cost, type Tool } from './cost';
import { pouchCosts } from './pouchdb';
import { creationOf, recordsOf } from './records';
import { yjsCosts } from './yjs';

export { TOOLS } from './cost';
export type { Cost } from './cost';

const random = createRandom(1);
const never = new AbortController().signal;

const COSTS: Readonly<Record<Tool, (annotations: number) => AsyncGenerator<Cost, void>>> = {
  pullquote: ourCosts,
  'whole file': wholeCosts,
  yjs: yjsCosts,
  pouchdb: pouchCosts,
};

/** @yields a row as soon as it is known */
export async function* costsOf(tool: Tool, annotations: number): AsyncGenerator<Cost, void> {
  yield* COSTS[tool](annotations);
}

async function ourSealer(): Promise<Sealer> {
  const current = { vault: hex(random.bytes(16)), epoch: 1, secret: hex(random.bytes(32)) };
  return createSealer({ current, former: [] });
}

async function* ourCosts(annotations: number): AsyncGenerator<Cost, void> {
  const sealer = await ourSealer();
  const store = new HostileStore();
  const [one, two] = [deviceOn(store, sealer), deviceOn(store, sealer)];
  const last = write(one.replica, annotations);
  const row = rowsOf('pullquote', store, annotations);
  yield await row('first sync', one.sync);
  yield await row('new device', two.sync, timedWithHeap);
  yield await row('idle', one.sync);
  edit(one.replica, last, { note: EDITED_NOTE });
  yield await row('one edit', one.sync);
  yield await row('one edit, received', two.sync);
}

async function* wholeCosts(annotations: number): AsyncGenerator<Cost, void> {
  const sealer = await ourSealer();
  const whole = await sealer.seal('whole', wholeFile(annotations));
  const read = async (): Promise<unknown> =>
    JSON.parse(new TextDecoder().decode(await sealer.open('whole', whole, 1e9)));
  const about = { tool: 'whole file', annotations, restBytes: whole.length / annotations } as const;
  // Read, changed, written; received by reading it all.
  yield { ...about, case: 'one edit', requests: 2, bytes: 2 * whole.length, ...(await timed(read)) };
  yield { ...about, case: 'new device', requests: 1, bytes: whole.length, ...(await timed(read)) };
}

function wholeFile(annotations: number): Uint8Array {
  return new TextEncoder().encode(JSON.stringify([...collectionOf(annotations)]));
}

function deviceOn(
  store: HostileStore,
  sealer: Sealer,
): { readonly replica: MemoryReplica; readonly sync: () => Promise<unknown> } {
  const replica = MemoryReplica.create(hex(random.bytes(8)), () => {});
  const transport = store.transport(
    random,
    () => NO_FAULTS,
    () => {},
  );
  const parts = { replica, transport, sealer, limits: LIMITS, signal: never, progress: () => {} };
  return {
    replica,
    sync: () =>
      syncOnce({
        ...parts,
        now: () => Date.now(),
        newDeviceName: () => hex(random.bytes(8)),
        isKeyCertain: true,
      }),
  };
}

/** @returns the id of the last annotation */
function write(replica: MemoryReplica, annotations: number): string {
  const all: Operation[] = [];
  let last = '';
  for (const record of recordsOf(annotations)) {
    all.push(...creationOf(record));
    last = record.id;
  }
  replica.setAllPending(all);
  return last;
}

function edit(replica: MemoryReplica, id: string, fields: Fields): void {
  const standing = { id, type: 'annotation', ...replica.kept(id) };
  replica.setPending(id, recordChange(standing, {}, fields, Date.now()));
}
