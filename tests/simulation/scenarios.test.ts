/** Histories that chance hardly ever comes to: each breaks where one safety rule is left out. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { LIMITS } from '../../lib/sync/log/round';
import { HostileStore } from './hostile-store';
import { ID, Person, settle } from './person';

const DEVICE_A = 'a'.repeat(16);

let store: HostileStore;
let ada: Person;
let bob: Person;
let eve: Person;

beforeEach(() => {
  store = new HostileStore();
  ada = Person.create(store, 'a');
  bob = Person.create(store, 'b');
  eve = Person.create(store, 'e');
});

/** Whether it is still remembered, be it as something that is gone. */
function isKnown(person: Person, id = ID): boolean {
  return person.replica.kept(id).published !== null;
}

/** All that is due now and then; and with it, all of the log goes into a snapshot. */
async function tend(...people: readonly Person[]): Promise<void> {
  for (const person of people) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await person.sync({ isAuditDue: true, limits: { log: 0 } });
  }
}

describe('a backup that is put back', () => {
  it('has what nobody else can read any more, and tells of it', async () => {
    ada.edit({ note: 'one' });
    await ada.sync({ stopBefore: 'put log' });
    const backup = ada.replica.copy(() => {});
    ada.edit({ speaker: 'two' });
    await ada.sync({ stopBefore: 'get log' });
    store.tear((path) => path.startsWith(`log/${DEVICE_A}.00000001`));
    ada.replica.restore(backup);
    await settle([ada, bob]);
    expect(bob.values()).toEqual({ note: 'one', speaker: 'two' });
    expect(ada.values()).toEqual(bob.values());
  });
});

describe('a store that loses what a device wrote that never comes back', () => {
  it.each([{}, { log: 0 }])(
    'has it again from whoever read it, and others hear of it, %o',
    async (limits) => {
      bob.edit({ note: 'one' });
      await bob.sync();
      await eve.sync();
      ada.edit({ speaker: 'two' });
      await ada.sync();
      await bob.sync({ limits });
      store.lose((path) => path.includes(DEVICE_A));
      await settle([bob, eve]);
      expect(eve.values()).toEqual({ note: 'one', speaker: 'two' });
    },
  );
});

describe('a snapshot that was read in part', () => {
  it('reaches the others, where the store loses it and its writer never comes back', async () => {
    ada.edit({ note: 'one' });
    ada.edit({ note: 'two' }, 'record-2');
    await ada.sync({ limits: { log: 0, partRecords: 1 } });
    const [, second] = store.paths().filter((path) => path.startsWith('snapshots/'));
    store.tear((path) => path === second);
    await bob.sync();
    expect(bob.values()).toEqual({ note: 'one' });
    store.lose((path) => path.includes(DEVICE_A));
    await settle([bob, eve]);
    expect(eve.values()).toEqual({ note: 'one' });
  });
});

describe('a device that never comes back', () => {
  it.each([{}, { log: 0 }])(
    'has told of nothing that the store lost while it was away, %o',
    async (limits) => {
      ada.edit({ note: 'one' });
      await ada.sync({ stopAfter: 'put heads', limits });
      await bob.sync();
      store.wipe();
      ada.edit({ speaker: 'two' });
      await ada.sync({ stopAfter: 'put heads' });
      await settle([bob, eve]);
      expect(eve.values()).toEqual({ note: 'one', speaker: 'two' });
    },
  );

  it('is known by the head before, where what its last one tells of is torn', async () => {
    ada.edit({ note: 'one' });
    await ada.sync({ limits: { manyChanges: 0 } });
    const whole = store.paths();
    ada.edit({ note: 'two' });
    await ada.sync({ limits: { manyChanges: 0 }, stopBefore: 'get snapshots' });
    store.tear((path) => path.startsWith('snapshots/') && !whole.includes(path));
    await settle([bob]);
    expect(bob.values()).toEqual({ note: 'one' });
  });
});

describe('small files that were put together', () => {
  it('are read as they were where the large one is torn', async () => {
    for (let nth = 0; nth < 9; nth++) {
      ada.edit({ note: String(nth) });
      // oxlint-disable-next-line no-await-in-loop -- one segment after the other
      await ada.sync();
    }
    const small = store.paths();
    await ada.sync({ limits: { files: 8 }, stopBefore: 'remove log' });
    const large = store.paths().filter((path) => path.startsWith('log/') && !small.includes(path));
    expect(large).toHaveLength(1);
    store.tear((path) => large.includes(path));
    await settle([bob]);
    expect(bob.values()).toEqual({ note: '8' });
  });
});

describe('an own head that a listing does not show', () => {
  it('is not taken for that of another device when it is listed again', async () => {
    ada.edit({ note: 'one' });
    await ada.sync();
    store.lose((path) => path.startsWith('heads/'));
    await ada.sync({ stopBefore: 'seal head' });
    store.goBack(1);
    const result = await ada.sync();
    expect(result?.problems).toEqual([]);
    expect((await ada.replica.membership()).device).toBe(DEVICE_A);
  });
});

describe('what is edited while it is sealed', () => {
  it.each<[what: string, edit: Parameters<Person['edit']>[0], values: object | null]>([
    ['written again', { note: 'two' }, { note: 'two', speaker: 'Ada' }],
    ['taken back', { note: undefined }, { speaker: 'Ada' }],
    ['purged', null, null],
  ])('is published as it is in the end, when it is %s', async (_, edit, values) => {
    ada.edit({ note: 'one', speaker: 'Ada' });
    await ada.sync({ meanwhile: { 'seal log': () => ada.edit(edit) } });
    await settle([ada, bob]);
    expect([ada.values(), bob.values()]).toEqual([values, values]);
    expect(bob.texts('note').length).toBeLessThan(2);
  });
});

describe('a profile that lives twice', () => {
  it.each([
    ['what was replaced', {}],
    ['a snapshot', { log: 0 }],
  ])('hears of it by %s, where the head of the other one is gone', async (_, limits) => {
    ada.edit({ note: 'one' });
    await ada.sync();
    const copy = ada.copy('c');
    ada.edit({ note: 'two' });
    await ada.sync({ stopBefore: 'put log' });
    copy.edit({ note: 'three' });
    await copy.sync();
    await bob.sync();
    bob.edit({ note: 'four' });
    await bob.sync({ limits });
    store.lose((path) => path.startsWith(`heads/${DEVICE_A}`));
    await settle([ada, bob, eve]);
    await settle([copy, ada, bob, eve]);
    const texts = [ada, bob, copy, eve].map((person) => person.texts('note'));
    expect(texts).toEqual(texts.map(() => ['"four"', '"two"']));
  });

  it('is read by all where one has read what it wrote before it left its name', async () => {
    ada.edit({ note: 'one' });
    const copy = ada.copy('c');
    copy.edit({ speaker: 'two' });
    const adaSyncs = async (): Promise<void> => {
      await ada.sync();
      ada.edit({ note: 'three' });
      await ada.sync();
    };
    await copy.sync({ meanwhile: { 'seal log': adaSyncs } });
    const path = store.paths().find((each) => each.startsWith(`log/${DEVICE_A}.00000002`)) ?? '';
    let bytes = new Uint8Array();
    store.tamper((files) => {
      bytes = files.get(path)?.slice() ?? bytes;
      files.set(path, bytes.slice(1));
    });
    await eve.sync({ stopBefore: 'put snapshots' });
    expect(eve.texts('speaker')).toEqual(['"two"']);
    store.tamper((files) => files.set(path, bytes));
    await copy.sync();
    await bob.sync();
    bob.edit({ speaker: undefined });
    await settle([ada, bob, copy, eve]);
    expect(bob.texts('speaker')).toEqual(eve.texts('speaker'));
  });

  it('is not told of again and again, where neither comes back and one left a file that is torn', async () => {
    ada.edit({ note: 'one' });
    await ada.sync();
    const copy = ada.copy('c');
    copy.edit({ note: 'two' });
    ada.edit({ note: 'three' });
    let whole: readonly string[] = [];
    const copySyncs = async (): Promise<void> => {
      await copy.sync();
      whole = store.paths();
    };
    await ada.sync({ meanwhile: { 'put log': copySyncs } });
    store.tear((path) => path.startsWith('log/') && !whole.includes(path));
    await settle([bob, eve]);
    const { put } = store.requests;
    await settle([bob, eve]);
    expect(store.requests.put).toBe(put);
    expect([bob, eve].map((person) => person.values())).toEqual([{ note: 'two' }, { note: 'two' }]);
  });
});

describe('a device that its user says is gone', () => {
  beforeEach(async () => {
    ada.edit({ kind: 'quote', note: 'one' });
    await settle([ada, bob]);
  });

  it('leaves nothing at the store but what it wrote, in a snapshot of another one', async () => {
    expect(await bob.retire(DEVICE_A)).toBe(true);
    expect(store.paths().filter((path) => path.includes(DEVICE_A))).toEqual([]);
    await settle([eve]);
    expect(eve.values()).toEqual({ kind: 'quote', note: 'one' });
  });

  it('keeps what it has until that snapshot lies there whole', async () => {
    const meanwhile = { 'get snapshots': () => store.tear((path) => path.startsWith('snapshots/b')) };
    expect(await bob.retire(DEVICE_A, { meanwhile })).toBe(true);
    await settle([eve]);
    expect(eve.values()).toEqual({ kind: 'quote', note: 'one' });
  });

  it('alarms nobody who has read what it wrote', async () => {
    await settle([eve]);
    await bob.retire(DEVICE_A);
    const results = [await eve.sync(), await eve.sync(), await eve.sync()];
    expect(results.map((result) => result?.problems)).toEqual([[], [], []]);
    expect(results.at(-1)?.isComplete).toBe(true);
  });

  it('tells all that it has if it comes back', async () => {
    ada.edit({ speaker: 'two' });
    await bob.retire(DEVICE_A);
    bob.edit({ note: 'three' });
    await settle([bob, ada, eve]);
    const all = { kind: 'quote', note: 'three', speaker: 'two' };
    expect([ada, bob, eve].map((person) => person.values())).toEqual([all, all, all]);
  });

  it('keeps what it has where something of it cannot be read', async () => {
    ada.edit({ speaker: 'two' });
    await ada.sync();
    store.tear((path) => path.startsWith(`log/${DEVICE_A}`));
    const before = store.paths().filter((path) => path.includes(DEVICE_A));
    expect(await bob.retire(DEVICE_A)).toBe(false);
    expect(store.paths()).toEqual(expect.arrayContaining(before));
  });

  it('is removed nevertheless where that is wished, with what cannot be read', async () => {
    ada.edit({ speaker: 'two' });
    await ada.sync();
    store.tear((path) => path.startsWith(`log/${DEVICE_A}`));
    expect(await bob.retire(DEVICE_A, {}, true)).toBe(true);
    expect(store.paths().filter((path) => path.includes(DEVICE_A))).toEqual([]);
    await settle([eve]);
    expect(eve.values()).toEqual({ kind: 'quote', note: 'one' });
    await settle([ada, bob]);
    expect(bob.values()).toEqual({ kind: 'quote', note: 'one', speaker: 'two' });
  });

  it.each([
    'list heads',
    'get heads',
    'put snapshots',
    'put heads',
    'get snapshots',
    'remove log',
    'remove heads',
  ])('loses nothing where it writes still, before the first %s of it', async (call) => {
    ada.edit({ speaker: 'two' });
    const write = vi.fn<() => ReturnType<Person['sync']>>(() => ada.sync());
    await bob.retire(DEVICE_A, { meanwhile: { [call]: write } });
    expect(write).toHaveBeenCalledOnce();
    await settle([bob, eve]);
    const all = { kind: 'quote', note: 'one', speaker: 'two' };
    expect([ada, bob, eve].map((person) => person.values())).toEqual([all, all, all]);
  });

  it('is not removed with what another one had, of which this one has not heard', async () => {
    await settle([eve]);
    const meanwhile = {
      'put snapshots': async () => {
        eve.edit({ speaker: 'of eve' });
        await eve.sync();
        await ada.retire('e'.repeat(16));
      },
    };
    await bob.retire(DEVICE_A, { meanwhile });
    const late = Person.create(store, 'f');
    await settle([bob, late]);
    expect(late.values()?.['speaker']).toBe('of eve');
  });

  it('is not removed before what came in of a part of its snapshot is at the store', async () => {
    ada.edit({ kind: 'claim' }, 'record-2');
    await ada.sync({ limits: { log: 0, partRecords: 1 } });
    const [, second] = store.paths().filter((path) => path.startsWith('snapshots/a'));
    store.tear((path) => path === second);
    const cy = Person.create(store, 'c');
    expect(await cy.retire(DEVICE_A, {}, true)).toBe(true);
    store.lose((path) => path.includes('b'.repeat(16)));
    await settle([eve]);
    expect(eve.values()).toEqual(cy.values());
    expect(cy.values()).not.toBeNull();
  });

  it('costs no snapshot where it cannot be removed', async () => {
    ada.edit({ speaker: 'two' });
    await ada.sync();
    store.tear((path) => path.startsWith(`log/${DEVICE_A}`));
    const { put } = store.requests;
    await bob.retire(DEVICE_A);
    expect(store.requests.put).toBe(put);
  });

  it('is removed where something of another one cannot be read', async () => {
    eve.edit({ claimant: 'three' }, 'record-2');
    await eve.sync();
    store.tear((path) => path.startsWith('log/e'));
    expect(await bob.retire(DEVICE_A)).toBe(true);
  });

  it('does not keep the others from forgetting what was taken away', async () => {
    bob.edit(null);
    for (const isGone of [false, true]) {
      for (let half = 0; half < 5; half++) {
        bob.wait(LIMITS.remember / 2);
        // oxlint-disable-next-line no-await-in-loop -- one half of a year after the other
        await bob.sync({ isAuditDue: true });
      }
      expect(isKnown(bob)).toBe(!isGone);
      // oxlint-disable-next-line no-await-in-loop -- as above
      await bob.retire(DEVICE_A);
    }
  });
});

describe('what was taken away for good', () => {
  const HALF_A_YEAR = LIMITS.remember / 2;
  const OTHER = 'record-2';
  async function halfAYearLater(...people: readonly Person[]): Promise<void> {
    for (const person of people) person.wait(HALF_A_YEAR);
    await tend(...people);
  }

  beforeEach(async () => {
    ada.edit({ kind: 'quote', note: 'one' });
    await settle([ada, bob]);
    await tend(ada, bob);
  });

  it('is forgotten a year after everybody heard of it, and does not come back', async () => {
    ada.edit(null);
    await settle([ada, bob]);
    await halfAYearLater(ada, bob);
    await halfAYearLater(ada, bob);
    await halfAYearLater(ada, bob);
    expect([ada, bob].map((person) => isKnown(person))).toEqual([true, true]);
    await halfAYearLater(ada, bob);
    expect([ada, bob].map((person) => isKnown(person))).toEqual([false, false]);
    bob.edit({ note: 'two' }, OTHER);
    await settle([bob, ada, eve]);
    expect(eve.values()).toBeNull();
    expect(eve.values(OTHER)).toEqual({ note: 'two' });
  });

  it('is back for all where another device has had it back from the trash meanwhile', async () => {
    ada.edit({ deleted: 1 });
    await settle([ada, bob]);
    bob.edit({ deleted: undefined });
    await bob.sync();
    ada.edit(null);
    await settle([ada, bob, eve]);
    const back = { kind: 'quote', note: 'one' };
    expect([ada, bob, eve].map((person) => person.values())).toEqual([back, back, back]);
  });

  it('is forgotten, too, where two devices had one name, once both have left it and it is removed', async () => {
    const copy = ada.copy('c');
    ada.edit({ speaker: 'of ada' });
    copy.edit({ claimant: 'of the copy' });
    await ada.sync({ meanwhile: { 'put heads': () => copy.sync() } });
    await settle([ada, copy, bob]);
    ada.edit(null);
    await settle([ada, copy, bob]);
    await bob.retire(DEVICE_A);
    for (let half = 0; half < 5; half++) {
      // oxlint-disable-next-line no-await-in-loop -- one half of a year after the other
      await halfAYearLater(ada, copy, bob);
    }
    expect([ada, copy, bob].map((person) => isKnown(person))).toEqual([false, false, false]);
  });

  it('is remembered as long as a device that went before may have it at the store', async () => {
    ada.edit(null);
    for (let half = 0; half < 8; half++) {
      // oxlint-disable-next-line no-await-in-loop -- one half of a year after the other
      await halfAYearLater(ada);
    }
    expect(isKnown(ada)).toBe(true);
    await settle([eve]);
    expect(eve.values()).toBeNull();
  });

  it('is remembered where it was taken away after others wrote what they know', async () => {
    ada.edit({ kind: 'claim' }, OTHER);
    ada.edit(null);
    await settle([ada, bob]);
    await halfAYearLater(ada, bob);
    await halfAYearLater(ada, bob);
    await halfAYearLater(ada, bob);
    ada.edit(null, OTHER);
    await ada.sync({ limits: { log: 0 } });
    await bob.sync();
    ada.wait(HALF_A_YEAR);
    await tend(ada);
    expect(isKnown(ada)).toBe(false);
    await tend(ada);
    await settle([eve]);
    expect(eve.values(OTHER)).toBeNull();
  });

  it('is forgotten in time where a clock was years ahead for a while', async () => {
    ada.edit(null);
    ada.wait(20 * HALF_A_YEAR);
    await settle([ada, bob]);
    await tend(ada, bob);
    ada.wait(-20 * HALF_A_YEAR);
    await tend(ada, bob);
    for (const isStillKnown of [true, true, true, false]) {
      // oxlint-disable-next-line no-await-in-loop -- one half of a year after the other
      await halfAYearLater(ada, bob);
      expect(isKnown(ada)).toBe(isStillKnown);
    }
  });
});
