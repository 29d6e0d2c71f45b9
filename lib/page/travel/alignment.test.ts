import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scrollAcross, scrollDown, type Span } from './alignment';

const room: Span = { start: 100, end: 900 };
const moved = ({ start, end }: Span, by: number): Span => ({ start: start - by, end: end - by });
const spans = fc
  .tuple(fc.integer({ min: -5_000, max: 5_000 }), fc.integer({ min: 1, max: 2_000 }))
  .map(([start, size]) => ({ start, end: start + size }));

describe('scrollDown', () => {
  it('brings a short passage to about a third of the room', () => {
    const after = moved({ start: 3_000, end: 3_040 }, scrollDown({ start: 3_000, end: 3_040 }, room));
    const share = ((after.start + after.end) / 2 - room.start) / (room.end - room.start);
    expect(share).toBeGreaterThan(0.3);
    expect(share).toBeLessThan(0.4);
  });

  it('leaves alone what can be read already', () => {
    expect(scrollDown({ start: 200, end: 260 }, room)).toBe(0);
  });

  it('shows the beginning of a passage that is longer than the room', () => {
    const after = moved({ start: 2_000, end: 5_000 }, scrollDown({ start: 2_000, end: 5_000 }, room));
    expect(after.start).toBeGreaterThan(room.start);
    expect(after.start).toBeLessThan(room.start + 150);
  });

  it('has nothing left to do after it was done once', () => {
    fc.assert(
      fc.property(spans, (passage) => {
        const after = moved(passage, scrollDown(passage, room));
        expect(Math.abs(scrollDown(after, room))).toBeLessThan(1e-9);
        expect(after.start).toBeGreaterThanOrEqual(room.start);
        expect(after.start).toBeLessThan(room.end);
      }),
    );
  });
});

describe('scrollAcross', () => {
  it('moves as little as it can, and to the beginning of what is too wide', () => {
    expect(scrollAcross({ start: 150, end: 300 }, room)).toBe(0);
    expect(scrollAcross({ start: 50, end: 90 }, room)).toBe(-66);
    expect(scrollAcross({ start: 1_000, end: 1_100 }, room)).toBe(216);
    expect(scrollAcross({ start: 400, end: 1_400 }, room)).toBe(284);
  });

  it('shows the beginning of every passage', () => {
    fc.assert(
      fc.property(spans, (passage) => {
        const { start } = moved(passage, scrollAcross(passage, room));
        expect(start).toBeGreaterThanOrEqual(room.start);
        expect(start).toBeLessThanOrEqual(room.end);
      }),
    );
  });
});
