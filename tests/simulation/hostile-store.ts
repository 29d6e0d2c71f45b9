/** A storage in memory that does what real ones were seen to do: fails, tears, forgets, lags, goes back in time. */
import { parseHeadName } from '../../lib/sync/log/names';
import type { Folder, Listed, Transport } from '../../lib/sync/transports/transport';
import { TransportError } from '../../lib/sync/transports/transport';
import type { Random } from './random';

/** Shares of the calls that go wrong in each way. */
export interface Faults {
  /** Nothing happens, and the caller is told. */
  readonly fails: number;
  /** It happens, and the caller is told that it did not. */
  readonly lostAnswer: number;
  /** Half of a file comes to lie there, and the caller is told that it failed. */
  readonly tornWrite: number;
  /** Half of a file comes to lie there, and the caller is told that all is well. */
  readonly silentlyTorn: number;
  /** Half of a file is read. */
  readonly tornRead: number;
  /** A listing from some time ago. */
  readonly oldListing: number;
}

export const NO_FAULTS: Faults = {
  fails: 0,
  lostAnswer: 0,
  tornWrite: 0,
  silentlyTorn: 0,
  tornRead: 0,
  oldListing: 0,
};

export const ALL_FAULTS: Faults = {
  fails: 0.04,
  lostAnswer: 0.04,
  tornWrite: 0.03,
  silentlyTorn: 0.03,
  tornRead: 0.03,
  oldListing: 0.08,
};

type Files = ReadonlyMap<string, Uint8Array>;

export class HostileStore {
  private files: Files = new Map();
  /** What it was like before, for listings that lag and for going back. */
  private readonly past: Files[] = [];
  readonly requests = { list: 0, get: 0, put: 0, remove: 0, bytesUp: 0, bytesDown: 0 };

  /** @param tick called before and after each effect: the caller may have crashed by then */
  transport(random: Random, faults: () => Faults, tick: () => void): Transport {
    const wrap = <T>(effect: () => T): Promise<T> => {
      tick();
      if (random.chance(faults().fails)) throw new TransportError('failed', 'failed');
      const result = effect();
      if (random.chance(faults().lostAnswer)) throw new TransportError('timeout', 'the answer was lost');
      tick();
      return Promise.resolve(result);
    };
    return {
      list: async (folder) => wrap(() => this.list(folder, random, faults())),
      get: async (folder, name, limit) =>
        wrap(() => {
          this.requests.get++;
          const bytes = this.files.get(`${folder}/${name}`) ?? null;
          if (bytes && bytes.length > limit) throw new TransportError('too-large', name);
          this.requests.bytesDown += bytes?.length ?? 0;
          return bytes && random.chance(faults().tornRead) ? half(bytes) : bytes;
        }),
      put: async (folder, name, bytes) =>
        wrap(() => {
          this.requests.put++;
          this.requests.bytesUp += bytes.length;
          const isTorn = random.chance(faults().tornWrite);
          const isSilent = random.chance(faults().silentlyTorn);
          this.change((files) => files.set(`${folder}/${name}`, isTorn || isSilent ? half(bytes) : bytes));
          if (isTorn) throw new TransportError('offline', 'cut off');
        }),
      remove: async (folder, name) =>
        wrap(() => {
          this.requests.remove++;
          this.change((files) => files.delete(`${folder}/${name}`));
        }),
    };
  }

  private list(folder: Folder, random: Random, faults: Faults): Listed[] {
    this.requests.list++;
    const isOld = this.past.length > 0 && random.chance(faults.oldListing);
    const back = 1 + random.below(8);
    const files = isOld ? (this.past.at(-back) ?? this.files) : this.files;
    const listed = [...files]
      .filter(([path]) => path.startsWith(`${folder}/`))
      .map(([path, bytes]) => ({ name: path.slice(folder.length + 1), size: bytes.length }));
    return listed.toSorted(() => random.next() - 0.5);
  }

  private change(edit: (files: Map<string, Uint8Array>) => void): void {
    this.past.push(this.files);
    const files = new Map(this.files);
    edit(files);
    this.files = files;
  }

  /** As it was `changes` changes ago. */
  goBack(changes: number): void {
    const then = this.past.at(-changes) ?? this.past[0];
    if (then) this.change((files) => replaceAll(files, then));
  }

  /** Nobody has what it was like before any more. */
  forgetPast(): void {
    this.past.length = 0;
  }

  /** Whatever somebody does who owns the store. */
  tamper(edit: (files: Map<string, Uint8Array>, past: readonly Files[]) => void): void {
    this.change((files) => edit(files, this.past));
  }

  wipe(): void {
    this.change((files) => files.clear());
  }

  /** Files that are gone. */
  lose(isLost: (path: string) => boolean): void {
    this.change((files) => [...files.keys()].filter(isLost).forEach((path) => files.delete(path)));
  }

  /** Files of which only a half lies there. */
  tear(isTorn: (path: string) => boolean): void {
    this.change((files) => {
      for (const [path, bytes] of files) if (isTorn(path)) files.set(path, half(bytes));
    });
  }

  paths(): readonly string[] {
    return [...this.files.keys()];
  }

  /** The names of devices that have a head here. */
  devices(): readonly string[] {
    const heads = [...this.files.keys()].flatMap((path) => parseHeadName(path.replace('heads/', '')) ?? []);
    return [...new Set(heads.map(({ device }) => device))].toSorted();
  }

  get size(): number {
    return this.files.size;
  }

  get bytes(): number {
    return [...this.files.values()].reduce((sum, { length }) => sum + length, 0);
  }
}

function replaceAll(files: Map<string, Uint8Array>, by: Files): void {
  files.clear();
  for (const [path, bytes] of by) files.set(path, bytes);
}

function half(bytes: Uint8Array): Uint8Array {
  return bytes.slice(0, Math.floor(bytes.length / 2));
}
