/**
 * A multi-value register with its causal context: two devices that wrote at the same time leave two entries, and whoever
 * writes next, having seen both, replaces both. Joining is commutative, associative and idempotent, so that the order
 * in which segments arrive, and how often, does not matter. (Shapiro et al., "A comprehensive study of convergent and
 * commutative replicated data types", 2011, section 3.2.2; contexts as in Almeida et al., "Delta state replicated data
 * types", 2018.)
 */
import { covers, joinVectors, NOTHING, type Dot, type Vector } from './vector';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

export interface Entry extends Dot {
  /** By the hybrid logical clock of the device that wrote it. It orders what is shown, never what is kept. */
  readonly time: number;
  readonly value: Json;
  /** The text that was replaced, where a three-way merge may need it. */
  readonly from?: string;
}

export interface Register {
  /** Every write of this field that is an entry, or that an entry replaced. */
  readonly seen: Vector;
  /** In a fixed order; none where the value was taken away. */
  readonly entries: readonly Entry[];
}

export const EMPTY: Register = { seen: NOTHING, entries: [] };

/** What is left when both are known. */
export function joinRegisters(a: Register, b: Register): Register {
  if (a === b || b === EMPTY) return a;
  if (a === EMPTY) return b;
  return {
    seen: joinVectors(a.seen, b.seen),
    entries: inOrder([
      ...a.entries.filter((entry) => isAlive(entry, b)),
      ...b.entries.filter((entry) => isAlive(entry, a) && !a.entries.some((other) => isSame(entry, other))),
    ]),
  };
}

/**
 * An entry that the other side has seen but does not have was replaced there. The dot of an entry can stand for two
 * values only where a device was copied: then both stay.
 */
function isAlive(entry: Entry, other: Register): boolean {
  return !covers(other.seen, entry) || other.entries.some((each) => isSameDot(entry, each));
}

function isSameDot(a: Dot, b: Dot): boolean {
  return a.device === b.device && a.segment === b.segment;
}

function isSame(a: Entry, b: Entry): boolean {
  return isSameDot(a, b) && keyOf(a.value) === keyOf(b.value);
}

export function inOrder(entries: readonly Entry[]): readonly Entry[] {
  return entries.length < 2 ? entries : entries.toSorted(compareEntries);
}

function compareEntries(a: Entry, b: Entry): number {
  return (
    compare(a.device, b.device) ||
    a.segment - b.segment ||
    compare(keyOf(a.value), keyOf(b.value)) ||
    a.time - b.time
  );
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** The entry to show where only one can be: the latest by the clocks, whatever their errors the same one everywhere. */
export function latest(entries: readonly Entry[]): Entry | undefined {
  return entries.toSorted((a, b) => b.time - a.time || compareEntries(b, a))[0];
}

/** A value as a text that is the same for equal values, whatever the order of their names. */
export function keyOf(value: Json): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => compare(a, b)))
      : inner,
  );
}

/** The entries' values, each once, the one to show first. */
export function valuesOf(entries: readonly Entry[]): readonly Entry[] {
  const byValue = Map.groupBy(entries, ({ value }) => keyOf(value));
  const each = [...byValue.values()].flatMap((same) => latest(same) ?? []);
  return each.toSorted((a, b) => b.time - a.time || compareEntries(b, a));
}
