import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { queryTerms, searchTerms } from './search-terms';

/** As the segmenter cuts it: with one ideograph, the whole text goes there. */
function segmented(text: string): string[] {
  return searchTerms([`${text} 漢`]).filter((word) => word !== '漢');
}

describe('search terms', () => {
  test('case, accents and letters that many keyboards lack do not matter', () => {
    expect(searchTerms(['Élysée ÉLYSÉE', 'Ørsted', 'Straße STRASSE', 'Łódź'])).toEqual([
      'elysee',
      'orsted',
      'strasse',
      'lodz',
    ]);
  });

  test('a word is found behind its article, and a name before its genitive', () => {
    expect(searchTerms(['l’Élysée'])).toContain('elysee');
    expect(searchTerms(["Merkel's"])).toContain('merkel');
    expect(searchTerms(['www.example.org'])).toEqual(['www', 'example', 'org']);
  });

  test('languages that write no spaces are cut into words', () => {
    expect(searchTerms(['経済成長']).length).toBeGreaterThan(1);
    expect(searchTerms(['สวัสดีชาวโลก']).length).toBeGreaterThan(1);
  });

  test('a text is cut into the same words whether or not it has to be segmented', () => {
    const around = ['a_b', ' _ ', '1_2', '__', 'ש_ת', 'क_ल', 'م_د', 'x _1', 'Σ_ Σ'];
    const differing = Array.from({ length: 0x2100 }, (_, code) => String.fromCharCode(code)).flatMap(
      (letter) =>
        around
          .map((text) => text.replaceAll('_', letter))
          .filter((text) => searchTerms([text]).join(' ') !== segmented(text).join(' ')),
    );
    expect(differing).toEqual([]);
  });

  test('punctuation and symbols are no words', () => {
    expect(searchTerms(['— “…” 🎉 $%&'])).toEqual([]);
  });

  test('a very long text does not push out the words of the others', () => {
    const long = Array.from({ length: 5_000 }, (_, i) => `word${i}`).join(' ');
    const terms = searchTerms([long, 'Jane Doe', 'a note of mine']);
    expect(terms).toHaveLength(300);
    expect(terms).toEqual(expect.arrayContaining(['jane', 'doe', 'mine']));
  });

  test('any text gives at most 300 unique words of at most 40 units, each of them well-formed', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 200 }), { maxLength: 5 }), (texts) => {
        const terms = searchTerms(texts);
        expect(terms.length).toBeLessThanOrEqual(300);
        expect(new Set(terms).size).toBe(terms.length);
        for (const term of terms) {
          expect(term.length).toBeGreaterThan(0);
          expect(term.length).toBeLessThanOrEqual(40);
          expect(term.isWellFormed()).toBe(true);
        }
      }),
    );
  });

  test('a text is found by each word of itself, whatever its case', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const terms = searchTerms([text]);
        for (const wanted of queryTerms(text)) {
          expect(terms.some((term) => term.startsWith(wanted))).toBe(true);
        }
      }),
    );
    expect(queryTerms('ΛΌΓΟΣ')).toEqual(searchTerms(['λόγος']));
  });
});

describe('query terms', () => {
  test('come longest first, without the beginnings of others', () => {
    expect(queryTerms('war Warsaw treaty trees')).toEqual(['warsaw', 'treaty', 'trees']);
    expect(queryTerms('  ')).toEqual([]);
  });
});
