import { describe, expect, it } from 'vitest';
import { chooseAlone, chooseChain, type ChainLink } from './chain';

const link = (original: number, ...places: [at: number, bits: number][]): ChainLink => ({
  original,
  places: places.map(([at, bits]) => ({ at, bits })),
});
const taken = (links: readonly ChainLink[]): (number | undefined)[] =>
  chooseChain(links).map(({ place }, at) => links[at]?.places[place]?.at);

describe('a chain of marks', () => {
  it('takes the place that moved as far as its neighbours, of two that are as good', () => {
    const links = [link(100, [600, 80]), link(200, [200, 50], [700, 50], [3_000, 50]), link(300, [800, 80])];
    expect(taken(links)).toEqual([600, 700, 800]);
  });

  it('takes the place that did not move, where nothing else is known', () => {
    expect(taken([link(5_000, [200, 50], [5_010, 50])])).toEqual([5_010]);
  });

  it('goes with much more evidence, wherever it stands', () => {
    expect(taken([link(100, [100, 80]), link(200, [200, 20], [9_000, 90]), link(300, [300, 80])])).toEqual([
      100, 9_000, 300,
    ]);
  });

  it('is not led astray by a mark that is gone', () => {
    const links = [link(100, [600, 80]), link(150, [9_000, 4]), link(200, [200, 50], [700, 50])];
    expect(taken(links)[2]).toBe(700);
  });

  it('follows a section that moved on its own', () => {
    const links = [100, 200, 300, 400].map((at) => link(at, [at, 30], [at + 5_000, 40]));
    expect(taken(links)).toEqual([5_100, 5_200, 5_300, 5_400]);
  });

  it('tells by how much the place is better than the next', () => {
    const [choice] = chooseChain([link(100, [100, 50], [4_000, 30])]);
    expect(choice?.margin).toBeGreaterThan(20);
    expect(chooseChain([link(100, [100, 50])])[0]?.margin).toBe(Infinity);
  });

  it('does not let marks that are in doubt vouch for one another', () => {
    const links = [100, 200, 300, 400].map((at) => link(at, [at + 9_000, 50], [at + 20_000, 49]));
    for (const { agreement, ahead } of chooseChain(links)) {
      expect(agreement).toBe(0);
      expect(ahead).toBe(1);
    }
    const sure = [...links, link(500, [9_500, 80])];
    expect(chooseChain(sure)[3]?.agreement).toBeCloseTo(0.5);
  });

  it('has no choice for a mark without a place', () => {
    expect(chooseChain([link(100)])[0]?.place).toBe(-1);
    expect(chooseAlone([]).place).toBe(-1);
  });

  it('goes by evidence alone where nobody knows where the mark stood', () => {
    expect(
      chooseAlone([
        { at: 0, bits: 40 },
        { at: 9_000, bits: 41 },
      ]).place,
    ).toBe(1);
  });
});
