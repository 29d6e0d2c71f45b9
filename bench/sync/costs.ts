/** What syncing a collection costs: sealed as always, against a store in memory that answers at once. */
import { recordChange, type Operation } from '../../lib/sync/merge/operation';
import { annotationFields, articleFields, type Fields } from '../../lib/sync/merge/fields';
import { createSealer } from '../../lib/sync/crypto/envelope';
import type { Sealer } from '../../lib/sync/crypto/sealer';
import { LIMITS } from '../../lib/sync/log/round';
import { syncOnce } from '../../lib/sync/log/sync';
import { HostileStore, NO_FAULTS } from '../../tests/simulation/hostile-store';
import { MemoryReplica } from '../../tests/simulation/memory-replica';
import { createRandom, hex } from '../../tests/simulation/random';
import { collectionOf } from '../formats/collection';

export type Tool = 'pullquote' | 'whole file';

export interface Cost {
  readonly tool: Tool;
  readonly case: string;
  readonly annotations: number;
  readonly ms: number;
  readonly requests: number;
  /** Up and down. */
  readonly bytes: number;
  /** At the store afterwards, for each annotation. */
  readonly restBytes: number;
}

const random = createRandom(1);
const never = new AbortController().signal;

/** @yields a row as soon as it is known */
export async function* costsOf(annotations: number): AsyncGenerator<Cost, void> {
  const current = { vault: hex(random.bytes(16)), epoch: 1, secret: hex(random.bytes(32)) };
  const sealer = await createSealer({ current, former: [] });
  const store = new HostileStore();
  const [one, two] = [deviceOn(store, sealer), deviceOn(store, sealer)];
  const all: Operation[] = [];
  let last = '';
  for (const { article, annotations: marks } of collectionOf(annotations)) {
    all.push(...created('article', article.id, articleFields(article)));
    for (const mark of marks) all.push(...created('annotation', (last = mark.id), annotationFields(mark)));
  }
  one.replica.setAllPending(all);
  const row = async (name: string, work: () => Promise<unknown>): Promise<Cost> => {
    const before = total(store);
    const began = performance.now();
    await work();
    const ms = performance.now() - began;
    const after = total(store);
    const cost = { requests: after.requests - before.requests, bytes: after.bytes - before.bytes };
    return { tool: 'pullquote', case: name, annotations, ms, ...cost, restBytes: store.bytes / annotations };
  };
  yield await row('first sync', one.sync);
  yield await row('new device', two.sync);
  yield await row('idle', one.sync);
  edit(one.replica, last, { note: 'A thought about this, in one sentence of the usual length.' });
  yield await row('one edit', one.sync);
  yield await row('one edit, received', two.sync);
  const whole = await sealer.seal('whole', wholeFile(annotations));
  const about = { tool: 'whole file', annotations, restBytes: whole.length / annotations } as const;
  // Read, changed, written; received by reading it all.
  yield { ...about, case: 'one edit', requests: 2, bytes: 2 * whole.length, ms: await timeOf(sealer, whole) };
  yield { ...about, case: 'new device', requests: 1, bytes: whole.length, ms: await timeOf(sealer, whole) };
}

async function timeOf(sealer: Sealer, whole: Uint8Array): Promise<number> {
  const began = performance.now();
  JSON.parse(new TextDecoder().decode(await sealer.open('whole', whole, 1e9)));
  return performance.now() - began;
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

function created(type: string, id: string, fields: Fields): Operation[] {
  const time = Number(fields['created'] ?? fields['saved'] ?? 0);
  const operation = recordChange({ id, type, published: null, pending: null }, null, fields, time);
  return operation ? [operation] : [];
}

function edit(replica: MemoryReplica, id: string, fields: Fields): void {
  const standing = { id, type: 'annotation', ...replica.kept(id) };
  replica.setPending(id, recordChange(standing, {}, fields, Date.now()));
}

function total({ requests }: HostileStore): { readonly requests: number; readonly bytes: number } {
  const { list, get, put, remove, bytesUp, bytesDown } = requests;
  return { requests: list + get + put + remove, bytes: bytesUp + bytesDown };
}
