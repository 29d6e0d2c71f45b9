/**
 * How long a file becomes, so that its size says little of what is in it: Padmé (Nikitin et al., “Reducing Metadata Leakage
 * from Encrypted Files and Communication with PURBs”, 2019). At most an eighth is added to what is longer than the minimum.
 */

const LEAST = 256;

/** The length that `length` bytes, fewer than 2^31, are filled up to. */
export function paddedLength(length: number): number {
  const least = Math.max(length, LEAST);
  const exponent = floorLog2(least);
  const unit = 2 ** (exponent - floorLog2(exponent) - 1);
  return Math.ceil(least / unit) * unit;
}

function floorLog2(value: number): number {
  return 31 - Math.clz32(value);
}
