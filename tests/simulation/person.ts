/** A device that does as it is told, for histories that chance hardly ever comes to. */
import { retire } from '../../lib/sync/log/retire';
import { LIMITS, type Limits, type Parts } from '../../lib/sync/log/round';
import { syncOnce, type SyncResult } from '../../lib/sync/log/sync';
import { recordChange } from '../../lib/sync/merge/change';
import { compare, EMPTY, keyOf, valuesOf } from '../../lib/sync/merge/register';
import { NO_FAULTS, type HostileStore } from './hostile-store';
import { interruptedSealer, interruptedTransport } from './interrupted';
import { MemoryReplica } from './memory-replica';
import { createPlainSealer } from './plain-sealer';
import { createRandom } from './random';
import { valuesIn } from './world';

/** Of the record that is meant where none is named. */
export const ID = 'record';
const random = createRandom(1);
const sealer = createPlainSealer();

/** The worker is stopped before a call. */
class Stopped extends Error {}

export interface SyncOptions {
  /** Before the first of these calls the worker is stopped. */
  readonly stopBefore?: string;
  /** After the first of these calls the worker is stopped. */
  readonly stopAfter?: string;
  /** What happens before calls, each once. */
  readonly meanwhile?: Readonly<Record<string, () => unknown>>;
  readonly limits?: Partial<Limits>;
  readonly isAuditDue?: boolean;
}

export class Person {
  private time = 1_800_000_000_000;
  /** New names that it takes. */
  private names = 0;

  private constructor(
    private readonly store: HostileStore,
    private readonly letter: string,
    readonly replica: MemoryReplica,
  ) {}

  /** @param letter a hexadecimal digit, of which the device's names are made */
  static create(store: HostileStore, letter: string): Person {
    return new Person(
      store,
      letter,
      MemoryReplica.create(letter.repeat(16), () => {}),
    );
  }

  /** The profile, copied; the new names that it takes begin with another letter. */
  copy(letter: string): Person {
    return new Person(
      this.store,
      letter,
      this.replica.copy(() => {}),
    );
  }

  /** Writes fields, or takes them away where the value is undefined; null purges all of it. */
  edit(fields: Readonly<Record<string, string | number | undefined>> | null, id = ID): void {
    const before = this.values(id);
    const after = fields && { ...before, ...fields };
    const written =
      after &&
      Object.entries(after).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
    const standing = { id, type: 'annotation', ...this.replica.kept(id), next: this.replica.next };
    this.time += 1_000;
    const operation = recordChange(standing, before, written && Object.fromEntries(written), this.time);
    this.replica.setPending(id, operation);
  }

  /** The record as the user sees it. */
  values(id = ID): ReturnType<typeof valuesIn> {
    return valuesIn(this.replica.view(id));
  }

  /** All that stands in a field, in the order of the alphabet. */
  texts(field: string): readonly string[] {
    const { entries } = this.replica.view(ID)?.fields[field] ?? EMPTY;
    return valuesOf(entries)
      .map(({ value }) => keyOf(value))
      .toSorted(compare);
  }

  /** Lets time go by, in milliseconds; or back. */
  wait(time: number): void {
    this.time += time;
  }

  /** Says that a device is gone for good. @returns whether nothing of it is at the store any more */
  retire(device: string, options: SyncOptions = {}, evenUnread = false): Promise<boolean> {
    return retire(this.parts(options), device, evenUnread);
  }

  async sync(options: SyncOptions = {}): Promise<SyncResult | null> {
    try {
      return await syncOnce(this.parts(options));
    } catch (error) {
      if (error instanceof Stopped) return null;
      throw error;
    }
  }

  private parts({ stopBefore, stopAfter, meanwhile, limits, isAuditDue = false }: SyncOptions): Parts {
    const transport = this.store.transport(
      random,
      () => NO_FAULTS,
      () => {},
    );
    const left = new Map(Object.entries(meanwhile ?? {}));
    let isOver = false;
    const before = async (call: string): Promise<void> => {
      if (isOver || call === stopBefore) throw new Stopped();
      isOver = call === stopAfter;
      const happens = left.get(call);
      left.delete(call);
      await happens?.();
    };
    return {
      replica: this.replica,
      transport: interruptedTransport(transport, before),
      sealer: interruptedSealer(sealer, before),
      now: () => this.time,
      isKeyCertain: true,
      isAuditDue,
      newDeviceName: () => `${this.letter}${++this.names}`.padEnd(16, '0'),
      limits: { ...LIMITS, ...limits },
      signal: new AbortController().signal,
      progress: () => {},
    };
  }
}

/** Everybody syncs, in their order, so often that whatever can be mended is. */
export async function settle(people: readonly Person[]): Promise<void> {
  for (let round = 0; round < 6; round++) {
    for (const person of people) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await person.sync();
    }
  }
}
