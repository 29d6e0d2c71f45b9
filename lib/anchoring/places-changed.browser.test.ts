/** Sentences, rows and items of one kind that changed places, or of which one was cut. */
import * as fc from 'fast-check';
import { afterEach, describe as suite, expect, it } from 'vitest';
import { ARTICLE, find, mark, SENTENCES, show } from '../../tests/fixtures/edited-article';
import { locate } from './locate';
import { buildTextIndex } from './text-index';

afterEach(() => document.body.replaceChildren());

const ARRESTS = [
  'Police arrested 14 people at the north gate.',
  'Police arrested 23 people at the south gate.',
  'Police arrested 9 people at the east gate.',
] as const;
const FERRIES = [
  'In Saltnes the ferry carried 412 passengers.',
  'In Kvam the ferry carried 517 passengers.',
  'In Bergen the ferry carried 938 passengers.',
] as const;
const SHARES = [
  'In Norway, 81 per cent of those asked trust the courts.',
  'In Sweden, 74 per cent of those asked trust the courts.',
] as const;
const WALLS = [
  'The mayor said that the wall would last for ten years.',
  'The engineer said that the wall would last for two years.',
] as const;

const inOneParagraph = (sentences: readonly string[]): string[] => [
  ...ARTICLE.slice(0, 4),
  sentences.join(' '),
  ...ARTICLE.slice(4),
];
const inParagraphs = (sentences: readonly string[]): string[] => [
  ...ARTICLE.slice(0, 4),
  ...sentences,
  ...ARTICLE.slice(4),
];

function showTable(rows: readonly (readonly string[])[]): void {
  const lines = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`);
  document.body.innerHTML = `<p>${ARTICLE[1]}</p><table>${lines.join('')}</table><p>${ARTICLE[2]}</p>`;
}

suite('passages of one kind that changed places', () => {
  it.each([
    ['sentences of a paragraph', inOneParagraph, ARRESTS],
    ['sentences with names', inOneParagraph, FERRIES],
    ['two sentences that differ in a name and a number', inOneParagraph, SHARES],
    ['two sentences that differ in two words', inOneParagraph, WALLS],
    ['paragraphs', inParagraphs, ARRESTS],
    ['two paragraphs that differ in a name and a number', inParagraphs, SHARES],
    ['paragraphs with names', inParagraphs, FERRIES],
  ])('are found where their words are, not in the place of another: %s', (_, layOut, passages) => {
    show(layOut(passages));
    const targets = passages.map((passage) => mark(passage));
    show(layOut(passages.toReversed()));
    expect(targets.map((target) => find(target))).toMatchObject(
      passages.map((text) => ({ status: 'found', text })),
    );
  });

  it('are found where their words are: rows of a table', () => {
    const rows = [
      ['Red Party', '1204 votes', 'up'],
      ['Blue Party', '988 votes', 'down'],
      ['Green Party', '760 votes', 'up'],
      ['White Party', '455 votes', 'same'],
    ];
    showTable(rows);
    const { text } = buildTextIndex(document.body);
    const row = text.slice(text.indexOf('Red'), text.indexOf('Blue')).trim();
    const target = mark(row);
    showTable(rows.toReversed());
    expect(find(target).text).toBe(row);
  });
});

const goal = (team: string, minute: number): string =>
  `${team} have scored a goal in minute ${minute} of the match.`;

suite('an entry of a live blog that was cut', () => {
  it('does not take two others of its kind for its place', () => {
    show([goal('Norway', 44), goal('Spain', 31), goal('Norway', 12), ...ARTICLE.slice(1)]);
    const target = mark(goal('Spain', 31));
    show([
      goal('Norway', 71),
      goal('Spain', 58),
      goal('Norway', 44),
      goal('Norway', 12),
      ...ARTICLE.slice(1),
    ]);
    expect(find(target).text).not.toContain('\n');
  });
});

const SAID = 'The wall is a promise, and promises to harbours are cheap, said the mayor.';
/** The article with something more in its third and its seventh paragraph. */
const article = (first: string, second: string): string[] =>
  ARTICLE.map((text, at) => (at === 2 ? `${text} ${first}` : at === 6 ? `${text} ${second}` : text));

suite('the marks on two equal passages', () => {
  it.each([
    ['first', article('', SAID), ['unsure', 'found']],
    ['second', article(SAID, ''), ['found', 'unsure']],
  ])('are not both certain of the one that is left: the %s was cut', (_, left, statuses) => {
    show(article(SAID, SAID));
    const targets = [mark(SAID, 0), mark(SAID, 1)];
    show(left);
    const located = locate(buildTextIndex(document.body), targets);
    expect(located.map(({ status }) => status)).toEqual(statuses);
  });

  it('are both certain where one passage was marked twice, at different times', () => {
    show(article(SAID, ''));
    const early = mark(SAID);
    show([`${ARTICLE[3]} ${ARTICLE[4]}`, ...article(SAID, '')]);
    const late = mark(SAID);
    const located = locate(buildTextIndex(document.body), [early, late]);
    expect(located.map(({ status }) => status)).toEqual(['found', 'found']);
  });
});

suite('the mark on one of two equal passages', () => {
  it('is asked for where the answer to another question is left of a transcript', () => {
    const questions = ['Q: Did the mayor know of the cracks?', 'A: Yes.'];
    const cut = ['Q: Was the money for the repairs paid?', 'A: Yes.'];
    const page = (...transcript: readonly string[]): string[] => [
      ...ARTICLE.slice(0, 3),
      ...questions,
      ...transcript,
      'Q: Who told the council of the report?',
      ...ARTICLE.slice(3),
    ];
    show(page(...cut));
    const target = mark('A: Yes.', 1);
    show(page());
    expect(find(target)).toMatchObject({ status: 'unsure', text: 'A: Yes.' });
  });

  it('is asked for where only the other is left', () => {
    show(article(SAID, SAID));
    const target = mark(SAID, 0);
    show(article('', SAID));
    expect(find(target)).toMatchObject({ status: 'unsure', text: SAID });
  });

  it('stays where it is when the other is cut', () => {
    show(article(SAID, SAID));
    const target = mark(SAID, 0);
    show(article(SAID, ''));
    expect(find(target)).toMatchObject({ status: 'found', text: SAID });
  });

  it('is found where both have moved', () => {
    show(article(SAID, SAID));
    const target = mark(SAID, 0);
    show([...article(SAID, SAID).slice(4), ...article(SAID, SAID).slice(0, 4)]);
    const { text } = buildTextIndex(document.body);
    expect(find(target)).toMatchObject({ status: 'found', start: text.lastIndexOf(SAID) });
  });

  it('is asked for where its headline was rewritten, and a list of other articles has the old one still', () => {
    const [headline, ...text] = ARTICLE;
    const list = [
      'Most read',
      'Ferry to Saltnes stops for a week',
      headline,
      'Where to eat crab this summer',
    ];
    show([headline, ...text, ...list]);
    const target = mark(headline, 0);
    show(['Brackwater doubles what boats pay', ...text, ...list]);
    expect(find(target)).toMatchObject({ status: 'unsure', text: headline });
  });

  it('is never certain of the other, whichever sentence it is and wherever the other stands', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SENTENCES), fc.nat(), (sentence, pick) => {
        const own = ARTICLE.findIndex((text) => text.includes(sentence));
        const elsewhere = [...ARTICLE.keys()].filter((at) => at > 0 && Math.abs(at - own) > 1);
        const other = elsewhere[pick % elsewhere.length];
        const both = ARTICLE.map((text, at) => (at === other ? `${text} ${sentence}` : text));
        show(both);
        const target = mark(sentence, own < (other ?? 0) ? 0 : 1);
        show(both.map((text, at) => (at === own ? text.replace(sentence, '') : text)));
        expect(find(target).status).not.toBe('found');
      }),
    );
  });
});

suite('how often a passage stands on its page', () => {
  it('is kept where that is more than once, however it is spelled', () => {
    show(article(SAID, SAID.replace('The wall', 'the  WALL')));
    expect(mark(SAID)).toMatchObject({ occurrences: 2 });
    expect(mark('Brackwater since')).not.toHaveProperty('occurrences');
  });

  it('does not count what is part of a longer word', () => {
    show(['A toll, and tolls, and the toll.']);
    expect(mark('toll')).toMatchObject({ occurrences: 2 });
  });
});

const hurt = (number: number): string =>
  `Officials in Kvam said that ${number} people were hurt when the roof of a hall came down.`;
const withReport = (at: number, number: number): string[] => [
  ...ARTICLE.slice(0, at),
  hurt(number),
  ...ARTICLE.slice(at),
];

suite('a report of a series that stands elsewhere, and has another number', () => {
  it.each([
    ['is asked for', 1, 'unsure'],
    ['is the same one, corrected, where it stands in the same surroundings', 4, 'found'],
  ])('%s', (_, at, status) => {
    show(withReport(4, 31));
    const target = mark(hurt(31));
    show(withReport(at, 58));
    expect(find(target)).toMatchObject({ status, text: hurt(58) });
  });
});
