/**
 * Yjs through the same store as ours: one document with a map of records, each a map of its fields, the note a text that
 * merges by letters. A store of files knows no updates, so a device keeps its own there: a state, beside it what it
 * changed since, each compressed as ours are but not encrypted. Yjs brings no such thing; this is the least that does it.
 */
import * as Y from 'yjs';
import { deflate, inflate } from '../../lib/sync/crypto/deflate';
import type { Transport } from '../../lib/sync/transports/transport';
import { HostileStore, NO_FAULTS } from '../../tests/simulation/hostile-store';
import { createRandom, hex } from '../../tests/simulation/random';
import { EDITED_NOTE, rowsOf, timedWithHeap, type Cost } from './cost';
import { recordsOf } from './records';

/** No file of the bench is longer. */
const LIMIT = 1e9;
const random = createRandom(2);

interface OwnFile {
  readonly name: string;
  readonly update: Uint8Array;
}

class YjsDevice {
  readonly doc = new Y.Doc();
  private readonly name = hex(random.bytes(8));
  /** Files of others that are in the document. */
  private readonly read = new Set<string>();
  private changes: Uint8Array[] = [];
  /** The state, and what came after it. */
  private own: OwnFile[] = [];
  private files = 0;

  constructor(private readonly transport: Transport) {
    // The second format is the shorter one, compressed as well.
    this.doc.on('updateV2', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.changes.push(update);
    });
  }

  get records(): Y.Map<Y.Map<unknown>> {
    return this.doc.getMap('records');
  }

  /** Reads what is new, then writes what is. */
  async sync(): Promise<void> {
    await this.pull();
    if (this.changes.length > 0) await this.push();
  }

  private async pull(): Promise<void> {
    const listed = await this.transport.list('log');
    const unread = listed
      .map(({ name }) => name)
      .filter((name) => !this.read.has(name) && !name.startsWith(this.name));
    const updates: Uint8Array[] = [];
    for (const name of unread) {
      const file = await this.transport.get('log', name, LIMIT);
      const update = file && (await inflate(file, LIMIT));
      if (update) updates.push(update);
    }
    this.doc.transact(() => updates.forEach((update) => Y.applyUpdateV2(this.doc, update, this)), this);
    unread.forEach((name) => this.read.add(name));
  }

  /** What was changed, alone; or with all before it as one, once that is no longer than what came after the state. */
  private async push(): Promise<void> {
    const change = merged(this.changes);
    const [state, ...later] = this.own;
    const since = later.reduce((sum, { update }) => sum + update.length, change.length);
    const isFull = state !== undefined && since > state.update.length;
    const update = isFull ? merged([...this.own.map((file) => file.update), change]) : change;
    const name = `${this.name}-${++this.files}`;
    await this.transport.put('log', name, await deflate(update));
    const replaced = isFull ? this.own : [];
    this.own = isFull ? [{ name, update }] : [...this.own, { name, update }];
    this.changes = [];
    for (const file of replaced) await this.transport.remove('log', file.name);
  }
}

/** Merging one is reading it all for nothing. */
function merged(updates: readonly Uint8Array[]): Uint8Array {
  const [only] = updates;
  return only && updates.length === 1 ? only : Y.mergeUpdatesV2([...updates]);
}

/** @yields a row as soon as it is known */
export async function* yjsCosts(annotations: number): AsyncGenerator<Cost, void> {
  const store = new HostileStore();
  const device = (): YjsDevice =>
    new YjsDevice(
      store.transport(
        random,
        () => NO_FAULTS,
        () => {},
      ),
    );
  const [one, two] = [device(), device()];
  const last = write(one, annotations);
  const row = rowsOf('yjs', store, annotations);
  yield await row('first sync', () => one.sync());
  yield await row('new device', () => two.sync(), timedWithHeap);
  yield await row('idle', () => one.sync());
  const note = one.records.get(last)?.get('note');
  if (!(note instanceof Y.Text)) throw new Error('The last annotation has no note');
  one.doc.transact(() => {
    note.delete(0, note.length);
    note.insert(0, EDITED_NOTE);
  });
  yield await row('one edit', () => one.sync());
  yield await row('one edit, received', () => two.sync());
  if (String(two.records.get(last)?.get('note')) !== EDITED_NOTE) throw new Error('The edit did not arrive');
  if (two.records.size !== one.records.size) throw new Error('Not all records arrived');
  // What a worker has to do before anything else, each time that the browser starts it.
  const kept = Y.encodeStateAsUpdateV2(two.doc);
  const fresh = new Y.Doc();
  yield await row('load', async () => Y.applyUpdateV2(fresh, kept), timedWithHeap);
  if (fresh.getMap('records').size !== one.records.size) throw new Error('Not all records were loaded');
}

/** @returns the id of the last annotation */
function write({ doc, records }: YjsDevice, annotations: number): string {
  let last = '';
  doc.transact(() => {
    for (const { type, id, fields } of recordsOf(annotations)) {
      const { note, ...others } = fields;
      const record = new Y.Map<unknown>(Object.entries({ type, ...others }));
      // Made along with the annotation: two devices that each made one would have one of them lost.
      if (type === 'annotation') record.set('note', new Y.Text(typeof note === 'string' ? note : ''));
      records.set(id, record);
      last = id;
    }
  });
  return last;
}
