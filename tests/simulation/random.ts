/** Chance that can be repeated (mulberry32). */
export { bytesToHex as hex } from '@noble/hashes/utils.js';

export interface Random {
  /** A number from 0 up to but without 1. */
  next(): number;
  below(limit: number): number;
  chance(share: number): boolean;
  bytes(count: number): Uint8Array;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    chance: (share) => next() < share,
    bytes: (count) => Uint8Array.from({ length: count }, () => below(256)),
  };
}
