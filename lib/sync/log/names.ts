/** Names at the store. They are all that the store can read; hash and number in them are what readers go by. */
import { bytesToHex } from '@noble/hashes/utils.js';

/** 64 random bits. */
const DEVICE = '[0-9a-f]{16}';
/** The first 128 bits of the SHA-256 of a file as it lies at the store. */
const ID = '[0-9a-f]{32}';
const NUMBER = String.raw`\d{8}`;

/** Before a device's first segment. */
export const NO_ID = '0'.repeat(32);

/** The newest segment of a device: its number and its hash. */
export interface Tip {
  readonly segment: number;
  readonly id: string;
}

/** Whether one that has `tips` has the segment: where a device was copied, a number alone does not tell. */
export function hasTip(tips: readonly Tip[] = [], { segment, id }: Tip): boolean {
  return tips.some((tip) => tip.id === id || tip.segment > segment);
}

/** For devices, the newest segments that somebody has: several where one was copied. */
export type Tips = Readonly<Record<string, readonly Tip[]>>;

/** Whether one that has `tips` has all of the others. */
export function hasAllTips(tips: Tips | undefined, others: Tips): boolean {
  return Object.entries(others).every(([device, wanted]) =>
    wanted.every((tip) => hasTip(tips?.[device], tip)),
  );
}

/** A head tells by its name alone what is new, so that to find nothing new costs one listing. */
export interface HeadName extends Tip {
  readonly device: string;
  /** How many heads the device wrote before. */
  readonly revision: number;
  /**
   * How many snapshots the device wrote: others look at each, whatever else is new. What is in one and not in their logs may
   * be nowhere else, when the store loses what a device wrote that never comes back.
   */
  readonly mends: number;
  /** The hash of the head itself. */
  readonly own: string;
}

/** A file of a device's log: the segments from `first` to `last`. */
export interface LogName {
  readonly device: string;
  readonly first: number;
  readonly last: number;
  readonly id: string;
}

const HEAD = new RegExp(`^(${DEVICE})\\.(${NUMBER})\\.(${NUMBER})\\.(${NUMBER})\\.(${ID})\\.(${ID})$`);

export function headName({ device, segment, revision, mends, id, own }: HeadName): string {
  return [device, padded(segment), padded(revision), padded(mends), id, own].join('.');
}

/** Null where it is no head's name. */
export function parseHeadName(name: string): HeadName | null {
  const [, device, segment, revision, mends, id, own] = HEAD.exec(name) ?? [];
  if (device === undefined || id === undefined || own === undefined) return null;
  return { device, segment: Number(segment), revision: Number(revision), mends: Number(mends), id, own };
}

export function logName({ device, first, last, id }: LogName): string {
  return `${device}.${padded(first)}.${padded(last)}.${id}`;
}

/** A note among the heads, for whoever finds it there: see `moved.ts` of the vault. `id`: of its bytes. */
export function noteName(id: string): string {
  return `moved.${id}`;
}

const NOTE = new RegExp(String.raw`^moved\.${ID}$`, 'u');

export function isNoteName(name: string): boolean {
  return NOTE.test(name);
}

export function partName(device: string, id: string): string {
  return `${device}.${id}`;
}

/** What each kind of file is bound to; the hash cannot be part of what it is the hash of. */
export const contextOf = {
  head: ({ device, segment, revision, mends, id }: Omit<HeadName, 'own'>) =>
    `head/${device}/${segment}/${revision}/${mends}/${id}`,
  log: ({ device, first, last }: Omit<LogName, 'id'>) => `log/${device}/${first}/${last}`,
  part: (device: string) => `part/${device}`,
} as const;

function padded(number: number): string {
  return String(number).padStart(8, '0');
}

/** The name of a file's bytes. */
export async function idOf(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes));
  return bytesToHex(new Uint8Array(digest, 0, 16));
}

export function newDeviceName(): string {
  return bytesToHex(crypto.getRandomValues(new Uint8Array(8)));
}
