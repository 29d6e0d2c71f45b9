import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { targetOf } from '../../../tests/fixtures/format-samples';
import { linkTo, textFragment } from './text-fragment';

/** The directive taken apart as the draft says, decoded. */
function parts(directive: string | null) {
  const all = (directive ?? '').replace(':~:text=', '').split(',');
  const prefix = all[0]?.endsWith('-') === true ? all.shift()?.slice(0, -1) : undefined;
  const suffix = all.at(-1)?.startsWith('-') === true ? all.pop()?.slice(1) : undefined;
  const [start, end] = all;
  const decoded = Object.entries({ prefix, start, end, suffix }).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, decodeURIComponent(value)]],
  );
  return { count: all.length, ...Object.fromEntries(decoded) };
}

const SENTENCE = 'We will not build a wall that our children must tear down again.';

describe('a text directive', () => {
  test('names a sentence whole', () => {
    expect(textFragment(targetOf(SENTENCE))).toBe(`:~:text=${SENTENCE.replaceAll(' ', '%20')}`);
  });

  test('encodes what has a meaning in a directive', () => {
    const fragment = textFragment(
      targetOf('Profits, losses & a well-known risk: what shareholders should know (today)'),
    );
    expect(fragment).toBe(
      ':~:text=Profits%2C%20losses%20%26%20a%20well%2Dknown%20risk%3A%20what%20shareholders%20should%20know%20%28today%29',
    );
  });

  test('names what is long by its beginning and its end', () => {
    const long = `Alpha beta gamma delta epsilon zeta, ${'and so on '.repeat(60)}six more words, then the very last at the end.`;
    expect(parts(textFragment(targetOf(long)))).toEqual({
      count: 2,
      start: 'Alpha beta gamma delta epsilon zeta, and',
      end: 'more words, then the very last at the end.',
    });
  });

  test('names what spans blocks by the beginning of its first and the end of its last line', () => {
    const fragment = textFragment(targetOf(`\n${SENTENCE}\n\n * * * \nThe vote is on Friday.\n`));
    expect(parts(fragment)).toEqual({
      count: 2,
      start: 'We will not build a wall that our children',
      end: 'The vote is on Friday.',
    });
  });

  test('ends with words that a long passage does not have before', () => {
    const refrain = 'and the harbour stays open through the winter, they say';
    const long = `Nobody in this town knows it for certain, ${refrain}. ${'Ships come and go. '.repeat(30)} So it was told, ${refrain}`;
    const { end } = { end: '', ...parts(textFragment(targetOf(long))) };
    expect(end).toBe(`told, ${refrain}`);
    expect(long.indexOf(end)).toBe(long.length - end.length);
  });

  test('finds earlier ends whatever their case, and tells them by what follows', () => {
    const exact = 'At length and in the open air the minister spoke of the open harbour.\nOpen harbour';
    expect(textFragment(targetOf(exact))).toBeNull();
    expect(
      parts(textFragment(targetOf(exact, { suffix: '\nThe harbour has been open for a hundred years.' }))),
    ).toEqual({
      count: 2,
      start: 'At length and in the open air the minister',
      end: 'Open harbour',
      suffix: 'The harbour has',
    });
  });

  test('names the words before and after, but none that are cut', () => {
    const target = targetOf('a wall', {
      prefix: 'her not, she said, build ',
      suffix: ' that our children mus',
    });
    expect(parts(textFragment(target))).toEqual({
      count: 1,
      prefix: 'not, she said, build',
      start: 'a wall',
      suffix: 'that our children',
    });
  });

  test('names the sentence around where that reaches farther', () => {
    const target = targetOf('a wall', {
      prefix: 'would rather not build ',
      suffix: ' here.\nMore',
      sentenceBefore: 'Today she said that they would rather not build',
      sentenceAfter: 'here.',
    });
    expect(parts(textFragment(target))).toEqual({
      count: 1,
      prefix: 'Today she said that they would rather not build',
      start: 'a wall',
      suffix: 'here',
    });
  });

  test('names little of another block: one word of a label, a few of prose, nothing of code', () => {
    const prose = 'The council met on Monday to hear what the engineers had found.';
    const [label, code] = ['By A. Writer, 52m ago', '{ [ a ]: [ b ], … }'];
    const around = (prefix: string, suffix: string) =>
      parts(textFragment(targetOf(SENTENCE, { prefix: `…\n${prefix}\n`, suffix: `\n${suffix}\n…` })));
    const whole = { count: 1, start: SENTENCE };
    expect(around(label, label)).toEqual({ ...whole, prefix: 'ago', suffix: 'By' });
    expect(around(prose, prose)).toEqual({
      ...whole,
      prefix: 'engineers had found.',
      suffix: 'The council met',
    });
    expect(around(code, code)).toEqual(whole);
    const beside = {
      prefix: `…\n${code}\n`,
      sentenceBefore: code,
      suffix: `\n${code}\n…`,
      sentenceAfter: code,
    };
    expect(parts(textFragment(targetOf(SENTENCE, beside)))).toEqual(whole);
  });

  test('takes nothing across what has no words, nor the rest of a word', () => {
    const target = targetOf('a wall', { prefix: 'Another heading\n* * *\n', suffix: ' tha' });
    expect(parts(textFragment(target))).toEqual({ count: 1, start: 'a wall' });
  });

  test('begins and ends within words where what is missing of them is named beside it', () => {
    const target = targetOf('esident said on Mon', { prefix: 'As the pr', suffix: 'day to them' });
    expect(parts(textFragment(target))).toEqual({
      count: 1,
      prefix: 'the pr',
      start: 'esident said on Mon',
      suffix: 'day to',
    });
  });

  test('completes a word where nothing can be named beside it', () => {
    const target = targetOf('esident said on Mon', { prefix: 'pr', suffix: 'day' });
    expect(parts(textFragment(target))).toEqual({ count: 1, start: 'president said on Monday' });
  });

  test('begins what is beside a passage in a language without blanks where a word begins for certain', () => {
    const target = targetOf('海堤', {
      prefix: '会议室里有人说话。他们决定不修',
      suffix: '，因为孩子们会把它拆掉。市',
    });
    expect(parts(textFragment(target))).toEqual({
      count: 1,
      prefix: '他们决定不修',
      start: '海堤',
      suffix: '，因为孩子们会把它拆掉',
    });
  });

  test('collapses white space', () => {
    expect(parts(textFragment(targetOf(' a \t wall  of  stone ')))).toEqual({
      count: 1,
      start: 'a wall of stone',
    });
  });

  test('is not there for a passage without words', () => {
    expect(textFragment(targetOf(' — … '))).toBeNull();
  });

  test('for any text can be taken apart, and every part is whole words of the text', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(text, text, text, (exact, prefix, suffix) => {
        const fragment = textFragment(targetOf(exact, { prefix, suffix }));
        if (fragment === null) return;
        expect(fragment).toMatch(/^:~:text=(?:[\w.%]+-,)?[\w.%]+(?:,[\w.%]+)?(?:,-[\w.%]+)?$/u);
        const whole = (prefix + exact + suffix).toWellFormed().replace(/\s+/gu, ' ');
        const { count: _, ...named } = parts(fragment);
        for (const part of Object.values(named)) expect(whole).toContain(part);
      }),
    );
  });
});

describe('a link to a passage', () => {
  const directive = textFragment(targetOf(SENTENCE)) ?? '';

  test.each([
    ['https://a.example/1', `https://a.example/1#${directive}`],
    ['https://a.example/1?q=2', `https://a.example/1?q=2#${directive}`],
    ['https://a.example/1#part', `https://a.example/1#part${directive}`],
    ['https://a.example/#/route/2', `https://a.example/#/route/2${directive}`],
    ['https://a.example/1#', `https://a.example/1#${directive}`],
    ['https://a.example/1#part:~:text=old', `https://a.example/1#part${directive}`],
    ['https://a.example/1#:~:text=old', `https://a.example/1#${directive}`],
  ])('from %s keeps the plain fragment', (url, expected) => {
    expect(linkTo(url, targetOf(SENTENCE))).toBe(expected);
  });

  test('without a passage is the address', () => {
    expect(linkTo('https://a.example/1#part', null)).toBe('https://a.example/1#part');
    expect(linkTo('https://a.example/1', targetOf('…'))).toBe('https://a.example/1');
  });
});

test('what has no address on the web keeps the name that it has', () => {
  const name = 'urn:uuid:0197f1a0-0000-5000-8000-00000000b001';
  expect(linkTo(name, targetOf('The wall stands.'))).toBe(name);
});
