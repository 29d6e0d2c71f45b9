import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatJoinCode, parseJoinCode } from './join-code';
import { ringOf, type VaultKey } from './key-ring';

const STORE = {
  kind: 'webdav',
  address: 'https://dav.example/pullquote/',
  user: 'ada',
  password: 'p\u00E4ss',
};
const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((each) => hex(each));
const keys: fc.Arbitrary<VaultKey> = fc.record({
  vault: bytes(16),
  epoch: fc.integer({ min: 1, max: 1_000_000 }),
  secret: bytes(32),
});
const KEY: VaultKey = { vault: '0a'.repeat(16), epoch: 1, secret: '0b'.repeat(32) };
const CODE = formatJoinCode({ store: STORE, ring: ringOf(KEY, []) });

test('whatever the store and the keys are, the other device gets the same', () => {
  fc.assert(
    fc.property(fc.jsonValue(), keys, fc.array(keys, { maxLength: 5 }), (value, current, others) => {
      const store: unknown = JSON.parse(JSON.stringify(value));
      const joining = { store, ring: ringOf(current, others) };
      expect(parseJoinCode(formatJoinCode(joining))).toEqual({ ok: true, joining });
    }),
  );
});

test('for one key and a usual store it fits into a QR code that a camera reads', () => {
  expect(CODE.length).toBeLessThan(300);
});

test('a code that was broken into lines is read', () => {
  const lines = `  ${CODE.replaceAll(/.{40}/gu, '$&\r\n')}\n`;
  expect(parseJoinCode(lines)).toMatchObject({ ok: true, joining: { store: STORE } });
});

describe('a code is refused, and the user is told why', () => {
  test('when a letter is another', () => {
    for (let at = CODE.indexOf('.') + 1; at < CODE.length; at += 1) {
      const other = CODE[at] === 'A' ? 'B' : 'A';
      const changed = CODE.slice(0, at) + other + CODE.slice(at + 1);
      expect(parseJoinCode(changed)).toEqual({ ok: false, problem: 'damaged' });
    }
  });

  test('when a part of it is missing', () => {
    for (let length = CODE.indexOf('.') + 1; length < CODE.length; length += 1) {
      expect(parseJoinCode(CODE.slice(0, length))).toEqual({ ok: false, problem: 'damaged' });
    }
  });

  test('when it is from a later version', () => {
    expect(parseJoinCode(CODE.replace('-1.', '-3.'))).toEqual({ ok: false, problem: 'newer' });
  });

  test.each(['', 'https://example.org/', 'pullquote-join-', 'A'.repeat(200_000)])(
    'when it is none: %j',
    (text) => {
      expect(parseJoinCode(text)).toEqual({ ok: false, problem: 'unknown' });
    },
  );
});

test('keys of no possible epoch are refused, although the sum is right', () => {
  const code = formatJoinCode({ store: STORE, ring: ringOf({ ...KEY, epoch: 0 }, []) });
  expect(parseJoinCode(code)).toEqual({ ok: false, problem: 'damaged' });
});
