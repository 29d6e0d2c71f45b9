import { describe, expect, it } from 'vitest';
import type { Target } from '../../annotation/model';
import { closesSentence, hasBorder, opensSentence } from './borders';

const target = (prefix: string, exact: string, suffix: string, start: number | null = 40): Target => ({
  exact,
  prefix,
  suffix,
  sentenceBefore: '',
  sentenceAfter: '',
  position: start === null ? null : { start, end: start + exact.length },
});

describe('a passage', () => {
  it.each([
    ['behind a full stop', 'It rained. ', true],
    ['behind a question in quotation marks', '“Why now?” ', true],
    ['behind a line break', 'A headline\n', true],
    ['behind an ideographic full stop', '雨が降った。', true],
    ['behind a comma', 'When it rained, ', false],
    ['behind a word', 'the ', false],
  ])('%s opens a sentence, or not', (_, prefix, opens) => {
    expect(opensSentence(target(prefix, 'They left', ' early.'))).toBe(opens);
  });

  it('opens one where the text begins, but not where nobody knows what stood before', () => {
    expect(opensSentence(target('', 'They left.', '', 0))).toBe(true);
    expect(opensSentence(target('', 'They left.', '', 7))).toBe(false);
    expect(opensSentence(target('', 'They left.', '', null))).toBe(false);
  });

  it.each([
    ['with a full stop', 'They left.', ' Then', true],
    ['with a full stop in quotation marks', 'They said “no.”', ' Then', true],
    ['before a line break', 'A headline', '\nThen', true],
    ['before a word', 'They left', ' early', false],
    ['before its full stop', 'They left', '. Then', true],
    ['before the rest of a number', 'Version 2', '.0 of it', false],
  ])('%s closes a sentence, or not', (_, exact, suffix, closes) => {
    expect(closesSentence(target('', exact, suffix))).toBe(closes);
  });
});

describe('what stands between two words', () => {
  it('is a border where a sentence ends in it', () => {
    expect(['. ', '.” “', '? ', '.\n', '。'].filter((gap) => !hasBorder(gap))).toEqual([]);
    expect([' ', ', ', '.', '\n', ': ', ''].filter((gap) => hasBorder(gap))).toEqual([]);
  });

  it('has a border where a sentence ends in it and goes on', () => {
    expect(hasBorder('left. Then')).toBe(true);
    expect(hasBorder('version 2.0 of it')).toBe(false);
  });
});
