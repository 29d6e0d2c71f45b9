import { describe, expect, it } from 'vitest';
import { ARTICLE } from '../../tests/fixtures/edited-article';
import { found, page, targetOf } from '../../tests/fixtures/marks-on-text';
import { lookAlikeTest } from './evidence/look-alikes';
import { searchable } from './searchable';
import { fold } from './text/fold';

/** Lists in which one entry looks like another: live blogs, comparisons, prices. */
const LISTS: readonly (readonly string[])[] = [
  [
    'Police close the bridge to lorries after a crack was found.',
    'The mayor is on her way to the bridge, her office says.',
    'Police close the bridge to all traffic after a second crack.',
    'Engineers arrive with measuring gear from Marlow.',
    'The mayor says the bridge will stay closed for a week.',
    'Ferries will run until midnight, the harbour master says.',
    'Police open the bridge to walkers after a first check.',
  ],
  [
    'The Red Party says it will not raise taxes on income.',
    'The Blue Party says it will raise taxes on fuel and flights.',
    'The Green Party says it will raise taxes on fuel and cars.',
    'The White Party says it has no plan for taxes yet.',
    'The Farmers say they will cut taxes on land and fuel.',
  ],
  [
    'A single ticket will cost 32 crowns from May.',
    'A day ticket will cost 96 crowns from May.',
    'A weekly ticket will cost 310 crowns from June.',
    'A monthly ticket will cost 840 crowns from June.',
  ],
  [
    'The strike is off, the union said on Monday evening.',
    'Buses run again from four.',
    'The strike is on, the union said on Sunday evening.',
    'No driver had been heard, the union said.',
  ],
  [
    'Six people were killed in Kvam, officials said.',
    'A school was turned into a shelter for the night.',
    'Nine people were killed in Bergen, officials said.',
    'Four people were killed in Saltnes, officials said.',
    'The army sent two helicopters and a boat.',
  ],
  [
    'Prosecutors asked for six years for Veld, who denies the charges.',
    'The judge will rule on Friday.',
    'Prosecutors asked for four years for Lund, who denies the charges.',
    'Both men have been in custody since the spring.',
  ],
  [
    'Larsen heads it in from a corner and the visitors lead.',
    'Yellow card for Larsen after a late tackle on Torres.',
    'Half time, and not a minute too soon for the home side.',
    'Yellow card for Ruiz after a late tackle on Larsen.',
    'Torres shoots from afar, and the keeper tips it over the bar.',
  ],
];

const OTHER = 'Snow fell all night, and two schools were shut in the hills.';

type Edit = (list: readonly string[], at: number) => string[];
const CUTS: Readonly<Record<string, Edit>> = {
  alone: (list, at) => list.toSpliced(at, 1),
  'with the next one': (list, at) => list.toSpliced(at, 2),
  'with the one before': (list, at) => list.toSpliced(Math.max(0, at - 1), 2),
  'for something else': (list, at) => list.toSpliced(at, 1, OTHER),
  'while the others were turned round': (list, at) => list.toSpliced(at, 1).toReversed(),
};
const MOVES: Readonly<Record<string, Edit>> = {
  'to the end': (list, at) => [...list.toSpliced(at, 1), list[at] ?? ''],
  'to the top': (list, at) => [list[at] ?? '', ...list.toSpliced(at, 1)],
  'as all were turned round': (list) => list.toReversed(),
};
/** Another word for the third from the end. */
const reworded = (passage: string): string => passage.replace(/\S+(?= \S+ \S+$)/u, 'soon');

const MENU = ['Home', 'World', 'Politics', 'Sport', 'Weather', 'Culture'];
const pageWith = (list: readonly string[]): string => page(MENU, ARTICLE.slice(0, 5), list, ARTICLE.slice(5));

/** For each entry marked alone what became of its mark: its status and the text of its place. */
function outcomes(edit: Edit): { passage: string; outcome: string }[] {
  return LISTS.flatMap((list) =>
    list.map((passage, at) => {
      const [outcome = ''] = found(pageWith(list), [passage], pageWith(edit(list, at)));
      return { passage, outcome };
    }),
  );
}

const count = LISTS.flat().length;

describe('a passage among others that look like it', () => {
  it.each(Object.keys(CUTS))('is hardly ever taken for one of them when it was cut: %s', (cut) => {
    const certain = outcomes(CUTS[cut] ?? (() => [])).filter(({ outcome }) => outcome.startsWith('found'));
    expect(certain.length).toBeLessThanOrEqual(0.04 * count);
  });

  it.each(Object.keys(MOVES))('is found where it went: %s', (move) => {
    const all = outcomes(MOVES[move] ?? (() => []));
    const right = all.filter(({ passage, outcome }) => outcome === `found: ${passage}`);
    const wrong = all.filter(
      ({ passage, outcome }) => outcome.startsWith('found') && !outcome.endsWith(passage),
    );
    expect(right.length).toBeGreaterThanOrEqual(0.96 * count);
    expect(wrong).toEqual([]);
  });

  it('is found where it was, with another word in it', () => {
    const edited = outcomes((list, at) => list.with(at, reworded(list[at] ?? '')));
    for (const { passage, outcome } of edited) expect(outcome).toBe(`found: ${reworded(passage)}`);
  });
});

describe('what is like a passage', () => {
  const [closed = '', mayor = '', again = ''] = LISTS[0] ?? [];
  const text = page(ARTICLE.slice(0, 5), [closed, mayor, again], ARTICLE.slice(5));

  it('is kept with it, and nothing where there is none', () => {
    expect(targetOf(text, closed).lookAlikes).toEqual([again]);
    expect(targetOf(text, 'close the bridge to lorries after').lookAlikes).toEqual([again]);
    expect(targetOf(text, ARTICLE[2] ?? '').lookAlikes).toBeUndefined();
    expect(targetOf(`${text}\n${closed}`, closed).lookAlikes).toEqual([again]);
  });

  it('is known where it stands still, and not where it stands twice: one of the two may be the passage', () => {
    const target = targetOf(text, closed);
    const test = (now: string, from: string): boolean => {
      const searched = searchable(now);
      const start = searched.folded.text.indexOf(fold(from).text);
      return lookAlikeTest(searched, target)({ start, end: start + from.length });
    };
    expect(test(text, again)).toBe(true);
    expect(test(text, `${again.slice(7)} ${ARTICLE[5]?.slice(0, 3)}`)).toBe(true);
    expect(test(text, mayor)).toBe(false);
    expect(test(text.replace('second', 'third'), again.replace('second', 'third'))).toBe(false);
    expect(test(text.replace(closed, again), again)).toBe(false);
  });
});
