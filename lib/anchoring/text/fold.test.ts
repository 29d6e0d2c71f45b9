import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldedOffset, sourceSpan } from './fold';
import type { Folded } from './fold';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc.string({
    unit: fc.constantFrom(
      'a',
      'É',
      'ß',
      'ﬁ',
      '…',
      ' ',
      '\u00A0',
      '\n',
      '\u00AD',
      '\u200B',
      '“',
      '—',
      '😀',
      '\uFE0F',
      '漢',
      'ש',
      'é',
    ),
  }),
);

function sourcesOf(folded: Folded): number[] {
  return Array.from(folded.text.split(''), (_, unit) => folded.sourceOf(unit));
}

describe('fold', () => {
  it.each([
    ['case', 'Straße ẞ ΟΔΟΣ İ', 'STRASSE ss οδος i\u0307'],
    ['quotation marks', '“It’s” «so» ‹now›', '"It\'s" "so" \'now\''],
    ['dashes', 'a—b–c−d‐e', 'a-b-c-d-e'],
    ['whitespace', 'a \u00A0\n\t b\u3000c', 'a b c'],
    ['what nobody sees', 'an\u00ADchor\u200Bing \u202Ahere\u202C \uFEFF☃\uFE0F', 'anchoring here ☃'],
    ['ligatures and the ellipsis', 'ﬁrst ﬂoor…', 'first floor...'],
    ['composed and decomposed letters', 'caf\u00E9', 'cafe\u0301'],
    ['width', 'ＡＢＣ１ ｶﾞ', 'abc1 ガ'],
  ])('makes spellings that differ in %s equal', (_, one, other) => {
    expect(fold(one).text).toBe(fold(other).text);
  });

  it('keeps accents, which tell words apart', () => {
    expect(fold('résumé').text).not.toBe(fold('resume').text);
  });

  it('takes a pair for one character also after half a pair was met', () => {
    fold('\ud83d');
    expect(sourcesOf(fold('\u{1f600}'))).toEqual([0, 0]);
  });

  it('never puts a blank where the source has no whitespace', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fold(text.replace(/\s/gu, '')).text).not.toMatch(/\s/u);
      }),
    );
  });

  it('folds what any character folds to to itself', () => {
    const changed: string[] = [];
    // The planes that have letters, and the last of the compatibility ideographs.
    for (let codePoint = 0; codePoint <= 0x2fa1f; codePoint++) {
      if (codePoint === 0x2_0000) codePoint = 0x2_f800;
      const once = fold(String.fromCodePoint(codePoint)).text;
      if (fold(once).text !== once) changed.push(codePoint.toString(16));
    }
    expect(changed).toEqual([]);
  });

  it('folds a folded text to itself', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = fold(text).text;
        expect(fold(once).text).toBe(once);
      }),
      { numRuns: 1_000 },
    );
  });

  it('maps every folded unit to the start of a code point, in order, and folds that to the same units', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const folded = fold(text);
        let before = 0;
        for (const [at, source] of sourcesOf(folded).entries()) {
          expect(source).toBeGreaterThanOrEqual(before);
          before = source;
          expect(text.codePointAt(source - 1) ?? 0).toBeLessThanOrEqual(0xffff);
          const whole = fold(String.fromCodePoint(text.codePointAt(source) ?? 0)).text;
          expect(whole).toContain(folded.text[at]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('gives, for any folded piece, a source span that folds to a text holding it', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), fc.nat(), (text, one, other) => {
        const folded = fold(text);
        const [start = 0, end = 0] = [one, other]
          .map((at) => at % (folded.text.length + 1))
          .toSorted((a, b) => a - b);
        fc.pre(start < end);
        const span = sourceSpan(folded, start, end);
        expect(fold(text.slice(span.start, span.end)).text).toContain(folded.text.slice(start, end));
        // The span begins no later than the piece, and what comes after it is not part of it.
        expect(foldedOffset(folded, span.start)).toBeLessThanOrEqual(start);
        expect(foldedOffset(folded, span.end)).toBeGreaterThanOrEqual(end);
      }),
      { numRuns: 500 },
    );
  });
});
