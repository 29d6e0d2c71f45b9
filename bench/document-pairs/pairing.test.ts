import { describe, expect, it } from 'vitest';
import { firstPair, spreadVersions } from './pairing';

const line = (nth: number): string => `Line ${nth} says what nobody else has said in this place.`;
const document = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, at) => line(from + at)).join('\n\n');

const pairOf = (one: string, other: string): unknown =>
  firstPair('name', [
    { version: '1.0.0', markdown: one },
    { version: '2.0.0', markdown: other },
  ]);

describe('the versions that are asked for', () => {
  it('are spread from the first finished one to the last', () => {
    const versions = ['1.10.0', '1.2.0', '2.0.0-beta.1', '0.1.0'];
    expect(spreadVersions(versions)).toEqual(['0.1.0', '1.2.0', '1.10.0']);
    const many = Array.from({ length: 100 }, (_, at) => `${at}.0.0`);
    expect(spreadVersions(many)).toEqual([
      '0.0.0',
      '17.0.0',
      '33.0.0',
      '50.0.0',
      '66.0.0',
      '83.0.0',
      '99.0.0',
    ]);
    expect(spreadVersions(['1.0.0'])).toEqual(['1.0.0']);
    expect(spreadVersions([])).toEqual([]);
  });
});

describe('a pair', () => {
  it('is made of two versions in a row that were edited', () => {
    const versions = [
      { version: '1.0.0', markdown: document(0, 20) },
      { version: '1.1.0', markdown: document(0, 20) },
      { version: '2.0.0', markdown: document(5, 25) },
    ];
    expect(firstPair('name README.md', versions)).toMatchObject({
      id: 'name README.md 1.1.0 2.0.0',
      lang: 'en',
    });
  });

  it('is none where nothing was edited, all of it, or where there is little', () => {
    expect(pairOf(document(0, 20), document(0, 20))).toBeNull();
    expect(pairOf(document(0, 20), document(30, 50))).toBeNull();
    expect(pairOf(document(0, 5), document(2, 7))).toBeNull();
  });
});
