import { beforeEach, describe, expect, test } from 'vitest';
import { HostileStore, NO_FAULTS } from '../../../tests/simulation/hostile-store';
import { createRandom } from '../../../tests/simulation/random';
import { createSealer } from '../crypto/envelope';
import { ringOf } from '../crypto/key-ring';
import type { Sealer } from '../crypto/sealer';
import { createVault } from '../crypto/vault-keys';
import { idOf, noteName } from '../log/names';
import type { Transport } from '../transports/transport';
import { leaveNote, readNotes, removeNotesTo, type Move } from './moved';

const CHEAP = { cost: { memory: 8192, passes: 1, lanes: 1 } };
const place = (name: string) => ({ kind: 'webdav', name, fields: { user: 'ada' } }) as const;
const move = (name: string, at: number): Move => ({ place: place(name), by: 'Desk', at });

let store: Transport;
let sealer: Sealer;

beforeEach(async () => {
  store = new HostileStore().transport(
    createRandom(1),
    () => NO_FAULTS,
    () => {},
  );
  sealer = await createSealer((await createVault('one', CHEAP)).ring);
});

async function names(): Promise<string[]> {
  return (await store.list('heads')).map(({ name }) => name);
}

async function lay(content: unknown, context = 'moved'): Promise<void> {
  const bytes = await sealer.seal(context, new TextEncoder().encode(JSON.stringify(content)));
  await store.put('heads', noteName(await idOf(bytes)), bytes);
}

describe('word of a move', () => {
  test('tells the other devices where the vault is, and the store nothing', async () => {
    await leaveNote(store, sealer, move('https://new.example/', 5));
    const [name = ''] = await names();
    const bytes = await store.get('heads', name, 1e6);
    expect(Buffer.from(bytes ?? []).toString('latin1')).not.toContain('new.example');
    expect(await readNotes(store, sealer, await names())).toEqual(move('https://new.example/', 5));
  });

  test('is the newest where there are several', async () => {
    for (const [name, at] of [
      ['b', 2],
      ['c', 3],
      ['a', 1],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await leaveNote(store, sealer, move(name, at));
    }
    expect(await readNotes(store, sealer, await names())).toMatchObject({ place: { name: 'c' } });
  });

  test('goes when the vault comes back from there, and no other does', async () => {
    await leaveNote(store, sealer, move('b', 1));
    await leaveNote(store, sealer, move('c', 2));
    await removeNotesTo(store, sealer, { kind: 'webdav', name: 'c', fields: {} });
    expect(await readNotes(store, sealer, await names())).toMatchObject({ place: { name: 'b' } });
  });

  test('is not taken from who was shut out', async () => {
    const [{ ring: before }, { ring: after }] = [
      await createVault('one', CHEAP),
      await createVault('two', CHEAP),
    ];
    await leaveNote(store, await createSealer(before), move('trap', 9));
    const both = await createSealer(ringOf(after.current, [before.current]));
    expect(await readNotes(store, both, await names())).not.toBeNull();
    const newest = await createSealer(ringOf(after.current, []));
    expect(await readNotes(store, newest, await names())).toBeNull();
  });

  test.each([
    ['of a version to come', { version: 2, ...move('b', 1) }],
    ['without a place', { version: 1, by: 'Desk', at: 1 }],
    ['of a strange kind of place', { version: 1, ...move('b', 1), place: { kind: 'ftp', name: 'b' } }],
    ['that is no note', 'elsewhere'],
  ])('%s is left alone', async (_, content) => {
    await lay(content);
    expect(await readNotes(store, sealer, await names())).toBeNull();
  });

  test('that is another file of the vault, or was laid under another name, is none', async () => {
    await lay({ version: 1, ...move('b', 1) }, 'head');
    const bytes = await sealer.seal(
      'moved',
      new TextEncoder().encode(JSON.stringify({ version: 1, ...move('b', 1) })),
    );
    await store.put('heads', noteName('0'.repeat(32)), bytes);
    await store.put('heads', noteName('1'.repeat(32)), new Uint8Array([1, 2, 3]));
    expect(await names()).toHaveLength(3);
    expect(await readNotes(store, sealer, await names())).toBeNull();
  });
});
