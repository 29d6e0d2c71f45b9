/**
 * Version vectors: for each device, how many of its segments somebody knows. Each write is named by a dot: the device
 * and the number of the segment that published it. (Preguiça et al., "Dotted version vectors", 2010.)
 */

export type Vector = Readonly<Record<string, number>>;

export interface Dot {
  readonly device: string;
  /** The number of the segment, from 1. */
  readonly segment: number;
}

export const NOTHING: Vector = {};

/** Whether `vector` knows of the write that `dot` names. */
export function covers(vector: Vector, { device, segment }: Dot): boolean {
  return (vector[device] ?? 0) >= segment;
}

/** Whether `vector` knows of all that `other` does. */
export function includes(vector: Vector, other: Vector): boolean {
  return Object.entries(other).every(([device, segment]) => covers(vector, { device, segment }));
}

/** What either knows of. */
export function joinVectors(a: Vector, b: Vector): Vector {
  if (a === b || isEmpty(b)) return a;
  if (isEmpty(a)) return b;
  const joined: Record<string, number> = { ...a };
  for (const [device, segment] of Object.entries(b)) {
    joined[device] = Math.max(joined[device] ?? 0, segment);
  }
  return joined;
}

/** Whether it knows of nothing. */
export function isEmpty(vector: Vector): boolean {
  for (const _ in vector) return false;
  return true;
}

/** `vector` as if the segments of `device` beyond `segment` had never been seen. */
export function withoutBeyond(vector: Vector, device: string, segment: number): Vector {
  if ((vector[device] ?? 0) <= segment) return vector;
  const { [device]: _, ...others } = vector;
  return segment > 0 ? { ...others, [device]: segment } : others;
}
