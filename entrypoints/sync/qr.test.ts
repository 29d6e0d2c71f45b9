import { describe, expect, it } from 'vitest';
import { qrSquares } from './qr';

const FINDER = ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111'];

describe('a QR code', () => {
  it('is square, of a size that there is, and has its marks in three corners', () => {
    const rows = (qrSquares('pullquote-join-1.AbC_-') ?? []).map((row) => row.map(Number).join(''));
    expect(rows.every((row) => row.length === rows.length)).toBe(true);
    expect((rows.length - 21) % 4).toBe(0);
    expect(rows.slice(0, 7).map((row) => row.slice(0, 7))).toEqual(FINDER);
    expect(rows.slice(0, 7).map((row) => row.slice(-7))).toEqual(FINDER);
    expect(rows.slice(-7).map((row) => row.slice(0, 7))).toEqual(FINDER);
    expect(rows.slice(-7).map((row) => row.slice(-7))).not.toEqual(FINDER);
  });

  it('holds what a join code is at most likely to be, and no more than there is room for', () => {
    expect(qrSquares('a'.repeat(2_000))).not.toBeNull();
    expect(qrSquares('a'.repeat(3_000))).toBeNull();
  });
});
