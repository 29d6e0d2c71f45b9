import { expect, test } from 'vitest';
import { systemRandom } from './bytes';
import { passphraseStrength, suggestPassphrase } from './passphrase';

test.each(['', 'secret', 'Tr0ub4dor&3', '           a           '])('%j is too short', (text) => {
  expect(passphraseStrength(text)).toBe('too-short');
});

test.each([
  'passwordpassword',
  'aaaaaaaaaaaaaaaaaaaaaaaa',
  'abcdefghijklmnopqrstuvwxyz0123456789',
  'qwertyuiop asdfghjkl zxcvbnm',
  '1234567890123456789012',
  'pullquote passphrase password secret',
  'dog dog dog dog dog dog dog',
  'internationalisation',
  '31.12.1999 Berlin',
])('%j is weak', (text) => {
  expect(passphraseStrength(text)).toBe('weak');
});

test.each([
  'lantern gravel otter sixteen',
  'Vier Krähen, ein Fenster und kein Käse',
  'k7qd-9xmw-3fht-r2nb',
  'четыре вороны сидят около окна',
  '四只乌鸦坐在窗边看着奶酪发呆',
])('%j is good', (text) => {
  expect(passphraseStrength(text)).toBe('good');
});

test('a long one is judged at once', () => {
  expect(passphraseStrength('ab'.repeat(500_000))).toBe('weak');
});

test('what is suggested is good, and another each time', () => {
  const suggested = Array.from({ length: 300 }, () => suggestPassphrase());
  expect(suggested.every((text) => passphraseStrength(text) === 'good')).toBe(true);
  expect(suggested.every((text) => /^[0-9a-z]{4}(-[0-9a-z]{4}){3}$/u.test(text))).toBe(true);
  expect(new Set(suggested).size).toBe(300);
});

test('hardly any suggestion is thrown away', () => {
  let made = 0;
  for (let index = 0; index < 1000; index += 1) {
    suggestPassphrase((length) => {
      made += 1;
      return systemRandom(length);
    });
  }
  expect(made).toBeLessThan(1200);
});
