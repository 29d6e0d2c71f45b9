import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_LINE } from '../../annotation/limits';
import { plainLine, plainLineOfMarkup } from './plain-line';

describe('plainLine', () => {
  it('collapses spaces, line breaks and control characters', () => {
    expect(plainLine(' a\n\tb\u0000c\u2028d\u00A0 ')).toBe('a b c d');
  });

  it('takes out what hides in a line or turns its direction', () => {
    expect(plainLine('Ta\u00ADx\u200B \u202Edetsuj\u202C \u2066x\u2069\uFEFF')).toBe('Tax detsuj x');
    expect(plainLine('pass\u200Dword\u200C')).toBe('password');
  });

  it('keeps the joiners that spell words and build emoji', () => {
    expect(plainLine('می\u200Cخواهم 👩\u200D👩\u200D👧 क्\u200Dष')).toBe(
      'می\u200Cخواهم 👩\u200D👩\u200D👧 क्\u200Dष',
    );
  });

  it('leaves markup as the text that it is', () => {
    expect(plainLine('<script>alert(1)</script> &amp;')).toBe('<script>alert(1)</script> &amp;');
  });

  it('never cuts inside a character', () => {
    expect(plainLine(`x${'😀'.repeat(MAX_LINE)}`)).toBe(`x${'😀'.repeat((MAX_LINE - 2) / 2)}`);
  });

  it.each([[undefined], [null], [5], [{}], [['a']], [{ toString: () => 'x' }]])(
    'is empty for %j',
    (value) => {
      expect(plainLine(value)).toBe('');
    },
  );

  it('is one well-formed line within the limit, and the same when cleaned again, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3 * MAX_LINE }), (text) => {
        const line = plainLine(text);
        expect(line.length).toBeLessThanOrEqual(MAX_LINE);
        expect(line.isWellFormed()).toBe(true);
        expect(line).not.toMatch(/[\n\r\u202A-\u202E\u2066-\u2069\u200B]/);
        expect(plainLine(line)).toBe(line);
      }),
    );
  });
});

describe('plainLineOfMarkup', () => {
  it('decodes character references once', () => {
    expect(plainLineOfMarkup('Tom &amp; J&eacute;r&#xF4;me &#8211; &quot;M&#x27;s&quot; &amp;lt;')).toBe(
      'Tom & Jérôme – "M\'s" &lt;',
    );
  });

  it('leaves what is no reference', () => {
    expect(plainLineOfMarkup('AT&T; &constructor; &#0; &#xFFFFFF; &#55296;')).toBe(
      'AT&T; &constructor; &#0; &#xFFFFFF; \uFFFD',
    );
  });

  it('drops tags that dress a headline, and no others', () => {
    expect(plainLineOfMarkup('<em class="x">Ulysses</em> at<br/>100: <script>x</script>')).toBe(
      'Ulysses at 100: <script>x</script>',
    );
  });

  it('reads a megabyte of angle brackets without delay', () => {
    expect(plainLineOfMarkup('<em '.repeat(250_000)).length).toBeLessThanOrEqual(MAX_LINE);
  });
});
