import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { frame, fromBase64Url, toBase64Url } from './bytes';

test('any bytes come back from their text, which no address has to escape', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const text = toBase64Url(bytes);
      expect(text).toBe(encodeURIComponent(text));
      expect(text).toBe(Buffer.from(bytes).toString('base64url'));
      expect(fromBase64Url(text)).toEqual(bytes);
    }),
  );
});

test.each(['A', 'AB==', 'A+', 'A/', 'A B', 'AB\n', 'AB', '\u00E4\u00E4'])(
  '%j is no text of bytes',
  (text) => {
    expect(fromBase64Url(text)).toBeNull();
  },
);

test('no two lists of parts have the same frame', () => {
  const lists = fc.array(fc.string({ maxLength: 3 }), { maxLength: 3 });
  fc.assert(
    fc.property(lists, lists, (one, other) => {
      const isSame = String(frame(...one)) === String(frame(...other));
      expect(isSame).toBe(JSON.stringify(one) === JSON.stringify(other));
    }),
  );
  expect(frame('ab', 'c')).not.toEqual(frame('a', 'bc'));
  expect(frame('')).not.toEqual(frame());
});
