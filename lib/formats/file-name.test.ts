import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { annotationOf, articleOf, NOON } from '../../tests/fixtures/format-samples';
import { fileName } from './file-name';
import { markdown } from './write/markdown';

function named(title: string): string {
  return fileName([{ article: articleOf({ title }), annotations: [annotationOf('One.')] }], markdown, NOON);
}

describe('a file name', () => {
  test.each([
    ['Harbour town votes on sea wall', 'Harbour town votes on sea wall.md'],
    ['What now? A/B: "tests" <here>', 'What now A B tests here.md'],
    ['../../etc/passwd', 'etc passwd.md'],
    ['.hidden', 'hidden.md'],
    ['--help', 'help.md'],
    ['Ends with dots...', 'Ends with dots.md'],
    ['con', '_con.md'],
    ['Aux.tar', '_Aux.tar.md'],
    ['LPT1 . x', '_LPT1 . x.md'],
    ['Conservatives', 'Conservatives.md'],
    ['evil\u202Egnp.exe', 'evilgnp.exe.md'],
    ['Line\nbreak\u0000', 'Line break.md'],
    ['???', 'Pullquote 2026-02-11.md'],
    ['', 'Pullquote 2026-02-11.md'],
    ['Soft\u00ADhyphen\uFFFE', 'Softhyphen.md'],
    ['می\u200Cخواهم', 'می\u200Cخواهم.md'],
    ['\u200B', 'Pullquote 2026-02-11.md'],
  ])('for %j is safe', (title, expected) => {
    expect(named(title)).toBe(expected);
  });

  test('of several articles is the day', () => {
    const item = { article: articleOf({ title: 'One of two' }), annotations: [] };
    expect(fileName([item, item], markdown, NOON)).toBe('Pullquote 2026-02-11.md');
  });

  test('of a very long title is cut between whole characters', () => {
    expect(named('x'.repeat(1_000))).toBe(`${'x'.repeat(97)}.md`);
    expect(named('経'.repeat(1_000))).toBe(`${'経'.repeat(66)}.md`);
    expect(named('👩‍👩‍👧'.repeat(100))).toMatch(/^(?:👩‍👩‍👧){1,12}\.md$/u);
  });

  test('of any title is valid on every system', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) => {
        const name = named(title);
        expect(name.length).toBeLessThanOrEqual(100);
        expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255);
        expect(name).toMatch(/^[^<>:"/\\|?*\p{Cc}]+\.md$/u);
        expect(name).not.toMatch(/^[\s.]|[\s.]\.md$/u);
      }),
    );
  });
});
