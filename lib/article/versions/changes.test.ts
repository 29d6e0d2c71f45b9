import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { copyOf } from '../../../tests/fixtures/copies';
import { countChanges, findChanges, type Passage } from './changes';
import { touchedMarks } from './touched';

const VOTE = 'The council voted nine to four for the sea wall on Tuesday evening.';
const WORK = 'Work begins in spring and is expected to take two years.';
const FEAR = 'Fishermen fear that the entrance will silt up, as it did in 1953.';
const COST = 'The wall will cost 41 million, most of it paid by the state.';

function told({ type, words }: Passage): string {
  const marked = words.map((part) =>
    part.type === 'same' ? part.text : part.type === 'cut' ? `[-${part.text}-]` : `{+${part.text}+}`,
  );
  return `${type}: ${marked.join('')}`;
}

function changed(before: readonly string[], after: readonly string[], language = 'en'): string[] {
  const { passages } = findChanges(copyOf(before), copyOf(after), language);
  return passages.filter(({ type }) => type !== 'same').map(told);
}

describe('what changed', () => {
  test('is nothing between a version and itself', () => {
    const { passages, title, modifiedAt } = findChanges(copyOf([VOTE, WORK]), copyOf([VOTE, WORK]), 'en');
    expect(passages.map(({ type }) => type)).toEqual(['same', 'same']);
    expect([title, modifiedAt]).toEqual([null, null]);
  });

  test('tells what was added and what was cut', () => {
    expect(changed([VOTE, WORK, FEAR], [VOTE, FEAR, COST])).toEqual([
      `cut: [-${WORK}-]`,
      `added: {+${COST}+}`,
    ]);
  });

  test('tells a reworded passage word by word', () => {
    expect(
      changed([VOTE, WORK], [VOTE, 'Work begins in autumn and is expected to take three years.']),
    ).toEqual([
      'reworded: Work begins in [-spring-]{+autumn+} and is expected to take [-two-]{+three+} years.',
    ]);
  });

  test('tells words between changes as changed, where they are there by chance', () => {
    const [before, after] = [
      'The leader said in a written statement that the vote had been fair and the price of steel had gone up.',
      'The leader told reporters outside the town hall that the vote was honest and the price of steel had gone up.',
    ];
    expect(changed([before], [after])).toEqual([
      'reworded: The leader [-said in a written statement -]{+told reporters outside the town hall +}that the vote [-had been fair -]{+was honest +}and the price of steel had gone up.',
    ]);
  });

  test('does not call a passage reworded that says something else', () => {
    expect(changed([VOTE, WORK], [VOTE, COST])).toEqual([`cut: [-${WORK}-]`, `added: {+${COST}+}`]);
  });

  test('pairs the right ones where several stand together', () => {
    const after = [COST, VOTE.replace('nine', 'ten'), FEAR.replace('1953', '1954')];
    expect(changed([VOTE, WORK, FEAR], after)).toEqual([
      `added: {+${COST}+}`,
      'reworded: The council voted [-nine-]{+ten+} to four for the sea wall on Tuesday evening.',
      `cut: [-${WORK}-]`,
      'reworded: Fishermen fear that the entrance will silt up, as it did in [-1953-]{+1954+}.',
    ]);
  });

  test('tells what was moved from what was cut', () => {
    expect(changed([VOTE, WORK, FEAR, COST], [FEAR, COST, VOTE, WORK])).toEqual([
      `moved: ${VOTE}`,
      `moved: ${WORK}`,
    ]);
  });

  test('tells a paragraph that was split and a little reworded by its words, not as cut and added', () => {
    const both = `${VOTE} ${WORK}`;
    expect(changed([both, FEAR], [VOTE, WORK.replace('spring', 'autumn'), FEAR])).toEqual([
      'reworded: Work begins in [-spring-]{+autumn+} and is expected to take two years.',
    ]);
    expect(changed([VOTE, WORK, FEAR], [`${VOTE} ${WORK.replace('two', 'three')}`, FEAR])).toEqual([
      `reworded: ${VOTE} Work begins in spring and is expected to take [-two-]{+three+} years.`,
    ]);
  });

  test('takes other quotation marks, dashes and blanks for the same, however many', () => {
    const plain = Array.from(
      { length: 300 },
      (_, n) => `"No - never," said number ${n}, and meant it that way.`,
    );
    const set = plain.map((text) => text.replace('"No - never,"', '“No – never,”'));
    expect(changed(plain, set)).toEqual([]);
  });

  test('pairs hundreds of reworded passages, and tells a long one that was written anew as a whole', () => {
    const before = Array.from(
      { length: 600 },
      (_, n) => `In year ${n} the harbour of ${n * 7} boats was closed.`,
    );
    const after = before.map((text) => text.replace('closed', 'open'));
    expect(changed(before, after).filter((line) => line.startsWith('reworded'))).toHaveLength(600);
    expect(
      changed([manyWords(31)], [manyWords(57)]).every((line) => /^(?:cut|added|reworded)/.test(line)),
    ).toBe(true);
  });

  test.each([
    ['ru', 'Совет проголосовал за строительство стены.', 'Совет проголосовал за новую стену.'],
    ['el', 'Το συμβούλιο ψήφισε την Τρίτη.', 'Το συμβούλιο ψήφισε την Τετάρτη.'],
    ['he', 'המועצה הצביעה ביום שלישי בערב.', 'המועצה הצביעה ביום רביעי בערב.'],
    ['ar', 'صوت المجلس يوم الثلاثاء مساء.', 'صوت المجلس يوم الأربعاء مساء.'],
  ])('tells whole words in %s', (language, before, after) => {
    const { passages } = findChanges(copyOf([before]), copyOf([after]), language);
    const words = new Set(`${before} ${after}`.split(/[\s.]+/u));
    for (const { type, text } of passages.flatMap((passage) => passage.words))
      for (const word of text.split(/[\s.]+/u).filter(Boolean))
        expect([type, words.has(word)]).toEqual([type, true]);
  });

  test('takes paragraphs that were split or joined for the same', () => {
    expect(changed([`${VOTE} ${WORK}`, FEAR], [VOTE, WORK, FEAR])).toEqual([]);
  });

  test('parts words where a language has no blanks', () => {
    const [before, after] = ['市議会は火曜日に防波堤を承認した。', '市議会は水曜日に防波堤を承認した。'];
    const [told_ = ''] = changed([before], [after], 'ja');
    expect(told_).toContain('市議会は');
    expect(told_).toMatch(/\[-.{1,3}-\]\{\+.{1,3}\+\}/u);
  });

  test('tells another headline', () => {
    const { title } = findChanges(copyOf([VOTE], 'Vote tonight'), copyOf([VOTE], 'Wall approved'), 'en');
    expect(title).toEqual({ before: 'Vote tonight', after: 'Wall approved' });
  });

  test('counts passages by what happened to them', () => {
    const changes = findChanges(
      copyOf([VOTE, WORK, FEAR]),
      copyOf([VOTE.replace('nine', 'ten'), FEAR, COST]),
      'en',
    );
    expect(countChanges(changes)).toEqual({ added: 1, cut: 1, reworded: 1, moved: 0 });
  });

  test('holds both texts, whatever the change', () => {
    const texts = array(constantFrom(VOTE, WORK, FEAR, COST, VOTE.slice(0, 30), `${WORK} ${FEAR}`), {
      maxLength: 7,
    });
    assert(
      property(texts, texts, (before, after) => {
        const { passages } = findChanges(copyOf(before), copyOf(after), 'en');
        const side = (without: 'added' | 'cut'): string[] =>
          passages
            .map(({ words }) =>
              words
                .filter(({ type }) => type !== without)
                .map(({ text }) => text)
                .join(''),
            )
            .filter((text) => text !== '');
        // What was split or joined stands as it is after.
        expect(side('cut').join('')).toBe(after.join(''));
        expect(letters(side('added'))).toBe(letters(before));
      }),
    );
  });
});

describe('marks that a change touches', () => {
  const before = copyOf([VOTE, WORK, FEAR]);
  const touched = (after: readonly string[], ...marks: ReturnType<typeof mark>[]): string[] =>
    [...touchedMarks(findChanges(before, copyOf(after), 'en'), marks).values()].flat().map(({ id }) => id);

  test('are those in what was cut', () => {
    expect(touched([VOTE, FEAR], mark('begins in spring'), mark('nine to four'))).toEqual([
      'begins in spring',
    ]);
  });

  test('are those whose words were changed, not their neighbours in the paragraph', () => {
    const after = [VOTE, WORK.replace('spring', 'autumn'), FEAR];
    expect(touched(after, mark('begins in spring'), mark('take two years'))).toEqual(['begins in spring']);
  });

  test('are those that words were put into', () => {
    const after = [VOTE.replace('to four', 'votes to four'), WORK, FEAR];
    expect(touched(after, mark('nine to four'), mark('on Tuesday'))).toEqual(['nine to four']);
  });

  test('are none where a mark may stand elsewhere', () => {
    const text = copyOf(['The wall is old.', 'Nobody likes the wall in the harbour.']);
    const changes = findChanges(text, copyOf(['Nobody likes the wall in the harbour.']), 'en');
    expect(touchedMarks(changes, [mark('wall', 'Something else about the ')]).size).toBe(0);
  });

  test('are not those that only were moved', () => {
    expect(touched([WORK, FEAR, VOTE], mark('nine to four'))).toEqual([]);
  });

  test('are found across paragraphs, and by their context where their words stand twice', () => {
    expect(touched([VOTE, FEAR], mark(`Tuesday evening. \n ${WORK.slice(0, 20)}`))).toHaveLength(1);
    const twice = copyOf(['He said no to this, twice.', 'She said no as well, once.']);
    const after = copyOf(['He said no to this, twice.', 'She said yes as well, once.']);
    const all = touchedMarks(findChanges(twice, after, 'en'), [
      mark('said no', 'She '),
      { ...mark('said no', 'He '), id: 'he' },
    ]);
    expect([...all.values()].flat().map(({ id }) => id)).toEqual(['said no']);
  });
});

function letters(texts: readonly string[]): string {
  return Array.from(texts.join('').replaceAll(' ', '')).toSorted().join('');
}

function mark(exact: string, prefix = '') {
  return {
    id: exact,
    target: { exact, prefix, suffix: '', position: null, sentenceBefore: '', sentenceAfter: '' },
  };
}

function manyWords(seed: number): string {
  return Array.from({ length: 6_000 }, (_, n) => `${(n * seed) % 997}`).join(' ');
}
