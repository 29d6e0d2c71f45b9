import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeLine, escapeParagraphs, link } from './markdown-escape';

describe('text from a page', () => {
  test.each([
    ['# Heading', String.raw`\# Heading`],
    ['- item', String.raw`\- item`],
    ['+ item', String.raw`\+ item`],
    ['---', String.raw`\---`],
    ['1. item', String.raw`1\. item`],
    ['2026) item', String.raw`2026\) item`],
    ['    code', 'code'],
    ['> quote', String.raw`\> quote`],
    ['**bold** _it_', String.raw`\*\*bold\*\* \_it\_`],
    ['`code` ```', '\\`code\\` \\`\\`\\`'],
    ['<script>alert(1)</script>', String.raw`\<script\>alert(1)\</script\>`],
    ['[x](javascript:y)', String.raw`\[x\](javascript:y)`],
    ['[[Note]] ![[Image]]', String.raw`\[\[Note\]\] !\[\[Image\]\]`],
    ['&lt;b&gt; &#60; AT&T & Co', String.raw`\&lt;b\&gt; &\#60; AT&T & Co`],
    ['$x$ %%hidden%% ==mark== ~~gone~~', String.raw`\$x\$ \%\%hidden\%\% \=\=mark\=\= \~\~gone\~\~`],
    ['#tag ^block key:: value', String.raw`\#tag \^block key\:: value`],
    [
      'https://a.example www.a.example me@a.example',
      String.raw`https\://a.example www\.a.example me\@a.example`,
    ],
    ['C:\\dir', String.raw`C:\\dir`],
    ['He said: “No.” It cost 3.50, well-known (yes)!', 'He said: “No.” It cost 3.50, well-known (yes)!'],
    ['abc\u202Edef', 'abcdef'],
  ])('%j stays text', (text, expected) => {
    expect(escapeLine(text)).toBe(expected);
  });

  test('is paragraphs of one line each, whatever ends its lines', () => {
    expect(escapeParagraphs('one\n\n  two\r\n# three\u2028four\r')).toEqual([
      'one',
      'two',
      String.raw`\# three`,
      'four',
    ]);
  });

  test('of any kind reads back as it was, and has no markup left', () => {
    const piece = fc.constantFrom(...'\\`*_[]<>~|$%=#^&;:/@.-+() 1aw\n'.split(''), 'www.', '&amp;', '---');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('').replace(/\s+/gu, ' ').trim();
        const escaped = escapeLine(text);
        expect(escaped.replace(/\\(?<mark>[!-/:-@[-`{-~])/gu, '$<mark>')).toBe(text);
        const left = escaped.replace(/\\./gu, '§');
        expect(left).not.toMatch(/[`*_[\]<>~|$%=#^@]|&\w+;|:\/\/|www\.|^[-+]|^\d+[.)]/iu);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a link', () => {
  test('cannot be ended, or broken, by its address', () => {
    expect(link('a]b', 'https://a.example/x) [y](z "t" <b>\n\\`|%zz%41')).toBe(
      String.raw`[a\]b](https://a.example/x%29%20%5By%5D%28z%20%22t%22%20%3Cb%3E%0A%5C%60%7C%25zz%41)`,
    );
  });

  test('has an address of one piece, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (path) => {
        expect(link('x', `https://a.example/${path}`)).toMatch(/^\[x\]\([^\s()<>[\]\\`]+\)$/u);
      }),
    );
  });
});
