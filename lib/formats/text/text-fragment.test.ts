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

  test('names what is long by its first and last words', () => {
    const long = `Alpha beta gamma delta epsilon zeta, ${'and so on '.repeat(40)}six more words at the end.`;
    expect(parts(textFragment(targetOf(long)))).toEqual({
      count: 2,
      start: 'Alpha beta gamma delta epsilon zeta',
      end: 'six more words at the end.',
    });
  });

  test('names what spans blocks by words of its first and its last line', () => {
    const fragment = textFragment(targetOf(`\n${SENTENCE}\n\n * * * \nThe vote is on Friday.\n`));
    expect(parts(fragment)).toEqual({
      count: 2,
      start: 'We will not build a wall',
      end: 'The vote is on Friday.',
    });
  });

  test('names whole words before and after what is short', () => {
    const target = targetOf('a wall', {
      prefix: 'rather not, she said, build ',
      suffix: ' that our children mus',
    });
    expect(parts(textFragment(target))).toEqual({
      count: 1,
      prefix: 'she said, build',
      start: 'a wall',
      suffix: 'that our children',
    });
  });

  test('takes no context from another block, nor the rest of a word', () => {
    const target = targetOf('a wall', { prefix: 'Another heading\n', suffix: ' tha' });
    expect(parts(textFragment(target))).toEqual({ count: 1, start: 'a wall' });
  });

  test('completes a word that the passage begins or ends within', () => {
    const target = targetOf('esident said on Mon', { prefix: 'As the pr', suffix: 'day to them' });
    expect(parts(textFragment(target))).toEqual({ count: 1, start: 'president said on Monday' });
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
