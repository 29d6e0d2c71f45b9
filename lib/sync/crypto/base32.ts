/** Bits as letters and digits that are not mistaken for each other when they are read out or typed: Crockford's base 32. */

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Eight letters for each five bytes. */
export function toBase32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/gu) ?? []).map((five) => LETTERS.charAt(Number.parseInt(five, 2))).join('');
}

/** As {@link toBase32} writes it: both cases are read, O as 0, I and L as 1. */
export function respell(text: string): string {
  return text.toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/gu, '1');
}

/** Null where there is another character, however it is spelled. */
export function fromBase32(text: string): Uint8Array<ArrayBuffer> | null {
  const values = Array.from(respell(text), (letter) => LETTERS.indexOf(letter));
  if (values.includes(-1)) return null;
  const bits = values.map((value) => value.toString(2).padStart(5, '0')).join('');
  return Uint8Array.from(bits.match(/.{8}/gu) ?? [], (eight) => Number.parseInt(eight, 2));
}

/** In groups of four, which is what one keeps in mind from paper to keyboard. */
export function inGroups(text: string): string {
  return (text.match(/.{1,4}/gu) ?? []).join('-');
}
