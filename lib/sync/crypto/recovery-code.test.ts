import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRecoverySecret, formatRecoveryCode, parseRecoveryCode } from './recovery-code';

const secrets = fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes) => new Uint8Array(bytes));
const SECRET = new Uint8Array(20).fill(0x5a);
const CODE = formatRecoveryCode(SECRET);

test('a code is nine groups of four, without letters that look like others', () => {
  fc.assert(
    fc.property(secrets, (secret) => {
      expect(formatRecoveryCode(secret)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){8}$/u);
    }),
  );
});

test('any code comes back as the secret that it stands for', () => {
  fc.assert(
    fc.property(secrets, (secret) => {
      expect(parseRecoveryCode(formatRecoveryCode(secret))).toEqual({ ok: true, secret });
    }),
  );
});

test.each([
  ['in small letters', (code: string) => code.toLowerCase()],
  ['without dashes', (code: string) => code.replaceAll('-', '')],
  ['with other dashes and spaces', (code: string) => ` ${code.replaceAll('-', ' \u2013\u00A0')}\n`],
  ['with O for 0', (code: string) => code.replaceAll('0', 'o')],
  ['with l for 1', (code: string) => code.replaceAll('1', 'l')],
  ['with I for 1', (code: string) => code.replaceAll('1', 'I')],
])('a code that is typed %s is the same code', (_, typed) => {
  fc.assert(
    fc.property(secrets, (secret) => {
      expect(parseRecoveryCode(typed(formatRecoveryCode(secret)))).toEqual({ ok: true, secret });
    }),
  );
});

test('every single letter that is mistyped is noticed', () => {
  const letters = CODE.replaceAll('-', '');
  for (let at = 0; at < letters.length; at += 1) {
    const other = letters[at] === 'X' ? 'Y' : 'X';
    const typed = letters.slice(0, at) + other + letters.slice(at + 1);
    expect(parseRecoveryCode(typed)).toEqual({ ok: false, problem: 'check' });
  }
});

test.each([
  ['', 'length'],
  [CODE.slice(0, -1), 'length'],
  [`${CODE}0`, 'length'],
  [CODE.replace(/.$/u, 'U'), 'character'],
  [CODE.replace(/^./u, '!'), 'character'],
  ['\u00DF'.repeat(36), 'check'],
])('%j says that something is wrong with its %s', (typed, problem) => {
  expect(parseRecoveryCode(typed)).toEqual({ ok: false, problem });
});

test('a secret has 160 bits', () => {
  expect(createRecoverySecret((length) => new Uint8Array(length))).toHaveLength(20);
});
