/** Whether the bench tells good tools from bad ones, and whether each of the compared tools does what it is known for. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EDITS } from './edits';
import { runPair } from './pair-page';
import { SeededPage } from './seeded-page';
import { SMALL_PAGE, open } from './support';
import { toolsNamed } from './tools/all';
import { matchQuote, scoreOf } from './tools/hypothesis';
import type { Outcome, Placed, Tool } from './types';

let close: () => void = () => {};
beforeEach(() => {
  close = open(SMALL_PAGE);
});
afterEach(() => close());

const OPTIONS = { page: 'small', seed: 1, marks: 12, repeats: false, tools: [] };

async function outcomeOf(edit: string, tool: Tool, limitMs = 10_000): Promise<Outcome> {
  const page = new SeededPage(OPTIONS);
  await page.describe([tool]);
  const found = EDITS.find(({ name }) => name === edit);
  if (!found) throw new RangeError(edit);
  const options = { edit, round: 0, tools: [], warm: false, limitMs };
  const { outcomes } = await page.run(found, options, [tool]);
  if (!outcomes[0]) throw new Error('No outcome');
  return outcomes[0];
}

/** The boundary point before the unit at `place` of the page's text. */
function pointAt(place: number): [Text, number] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let before = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!(node instanceof Text)) continue;
    if (before + node.length > place) return [node, place - before];
    before += node.length;
  }
  throw new RangeError('Beyond the text');
}

/** Finds a passage by its words, and gives what stands so many letters further on. */
function finder(shift: number): Tool {
  return {
    name: 'finder',
    describe: (ranges) => ranges.map((range) => range.toString().trim()),
    load: (descriptions) => () =>
      descriptions.map((words): Placed | null => {
        const at = typeof words === 'string' ? document.body.textContent.indexOf(words) : -1;
        if (typeof words !== 'string' || at === -1) return null;
        const range = document.createRange();
        range.setStart(...pointAt(at + shift));
        range.setEnd(...pointAt(at + shift + words.length));
        return { range, score: 0.7 };
      }),
  };
}

const blind: Tool = {
  name: 'blind',
  describe: (ranges) => ranges.map(() => 'anything'),
  load: (descriptions) => () => descriptions.map(() => null),
};

const guesser: Tool = {
  name: 'guesser',
  describe: (ranges) => ranges.map(() => 'anything'),
  load: (descriptions) => () =>
    descriptions.map(() => {
      const range = document.createRange();
      range.selectNodeContents(document.querySelector('h1') ?? document.body);
      return { range };
    }),
};

test('a tool that finds the words is right, and one that is off by some letters is not', async () => {
  expect((await outcomeOf('unchanged', finder(0))).counts).toMatchObject({ right: 12 });
  const off = await outcomeOf('unchanged', finder(-9));
  expect(off.counts.right).toBe(0);
  expect(off.counts.partial + off.counts.wrong).toBe(12);
});

test('a tool that finds nothing misses all, and has no false anchors', async () => {
  const { counts } = await outcomeOf('deleted', blind);
  expect(counts).toMatchObject({ right: 0, wrong: 0, 'false-anchor': 0 });
  expect(counts.missed).toBeGreaterThan(0);
  expect(counts.rejected).toBeGreaterThan(5);
});

test('a tool that always gives the headline is wrong, and its anchors after deletion are false', async () => {
  const { counts } = await outcomeOf('deleted', guesser);
  expect(counts.right).toBeLessThanOrEqual(1);
  expect(counts.wrong + counts.partial).toBeGreaterThan(0);
  expect(counts['false-anchor']).toBeGreaterThan(5);
});

test('a tool that loses text of the page is said to, and its answers behind the loss are still judged', async () => {
  const [hypothesis] = toolsNamed(['hypothesis']);
  if (!hypothesis) throw new RangeError('No Hypothesis');
  const careless: Tool = {
    ...hypothesis,
    load: (descriptions) => async (timeLeft) => {
      const placed = await hypothesis.load(descriptions)(timeLeft);
      document.querySelector('nav')?.remove();
      return placed;
    },
  };
  const { counts, isDamaged } = await outcomeOf('unchanged', careless);
  expect(isDamaged).toBe(true);
  expect(counts.right).toBe(12);
  expect((await outcomeOf('unchanged', hypothesis)).isDamaged).toBe(false);
});

test('a tool that ran out of time is said to have had none', async () => {
  const slow: Tool = { ...blind, load: () => () => [null, null] };
  const { counts, untried } = await outcomeOf('unchanged', slow);
  expect(untried).toBe(10);
  expect(counts.missed).toBe(12);
});

test.each(['pullquote', 'hypothesis', 'dom-anchor-text-quote', 'apache-annotator', 'recogito'])(
  '%s finds all marks of an unchanged page',
  async (name) => {
    const [tool] = toolsNamed([name]);
    expect(tool && (await outcomeOf('unchanged', tool)).counts).toMatchObject({ right: 12 });
  },
);

test('web-highlighter finds all marks of an unchanged page but those that end at an element', async () => {
  const [tool] = toolsNamed(['web-highlighter']);
  const counts = tool && (await outcomeOf('unchanged', tool)).counts;
  expect(counts?.right).toBeGreaterThanOrEqual(9);
});

test('Hypothesis bears edits, and an exact search does not', async () => {
  const [hypothesis, apache] = toolsNamed(['hypothesis', 'apache-annotator']);
  const approximate = hypothesis && (await outcomeOf('words-20', hypothesis)).counts;
  const exact = apache && (await outcomeOf('words-20', apache)).counts;
  expect(approximate?.right).toBeGreaterThan(6);
  expect(exact?.right).toBeLessThan(4);
});

test('no tool harms the page that the next one gets', async () => {
  const tools = toolsNamed(['web-highlighter', 'recogito', 'hypothesis']);
  const page = new SeededPage(OPTIONS);
  await page.describe(tools);
  const [unchanged] = EDITS;
  const options = { edit: 'unchanged', round: 0, tools: [], warm: true, limitMs: 10_000 };
  const { outcomes } = unchanged ? await page.run(unchanged, options, tools) : { outcomes: [] };
  expect(outcomes.at(-1)?.counts).toMatchObject({ right: 12 });
});

test('the Hypothesis score weighs quote, context and place as its client does', () => {
  const text = 'before the quote after';
  const quote = { exact: 'the quote', prefix: 'before ', suffix: ' after', hint: 7 };
  expect(scoreOf(text, { start: 7, end: 16, errors: 0 }, quote)).toBe(1);
  expect(scoreOf(text, { start: 7, end: 16, errors: 0 }, { ...quote, hint: 18 })).toBeCloseTo(
    (50 + 20 + 20 + 2 * 0.5) / 92,
  );
  expect(scoreOf(text, { start: 7, end: 16, errors: 3 }, quote)).toBeCloseTo((50 * (2 / 3) + 42) / 92);
  expect(matchQuote(text, { ...quote, exact: 'the qoute' })).toMatchObject({ start: 7, end: 16 });
  expect(matchQuote(text, { ...quote, exact: 'zzzzzzzzzz' })).toBeNull();
});

test('a pair is read off its two versions: what is the same, edited and cut', async () => {
  const after = SMALL_PAGE.replace('sail twice a week', 'sail three times a week').replace(
    ' In the old cannery a painter from Velm has set up a printing press and teaches children.',
    '',
  );
  const html = { before: SMALL_PAGE, after: after.replace(/<p>In <em>the<\/em>[^.]*\.\s?/, '<p>') };
  const { fates, cases } = await runPair(
    { ...html, known: null, tools: [], limitMs: 10_000 },
    toolsNamed(['hypothesis']),
  );
  const fateOf = (start: string): string | null =>
    fates.find(({ text }) => text.startsWith(start))?.fate ?? null;
  expect(fateOf('The ferry')).toBe('edited');
  expect(fateOf('In the old cannery')).toBe('cut');
  expect(fateOf('The doctor')).toBe('same');
  const edited = cases.find(({ fate }) => fate === 'edited')?.outcomes[0];
  expect(edited?.counts).toMatchObject({ right: 1 });
});
