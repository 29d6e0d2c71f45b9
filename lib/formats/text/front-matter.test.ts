import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { frontMatter, obsidianTags } from './front-matter';
import { oneLine } from './plain-text';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.constantFrom(
    '---',
    '- a',
    'yes',
    'null',
    '1.5',
    '2026-02-11',
    'a: b',
    '# c',
    '"',
    "'",
    '{}',
    '&a *a',
    '!!x',
  ),
);

describe('front matter', () => {
  test('gives back every value as the string that it was, in one line', () => {
    fc.assert(
      fc.property(text, fc.array(text), fc.nat(), (title, tags, count) => {
        const block = frontMatter({ title, tags, count });
        expect(block).toMatch(/^---\n[^]*\n---\n$/u);
        const inside = block.slice(4, -4);
        expect(inside.split('\n')).not.toContain('---');
        expect(parse(inside)).toEqual({
          title: oneLine(title),
          tags: tags.map((tag) => oneLine(tag)),
          count,
        });
      }),
      { numRuns: 500 },
    );
  });
});

describe('tags for Obsidian', () => {
  test.each([
    ['sea wall', 'sea-wall'],
    ['#politics', 'politics'],
    ['R&D', 'RD'],
    ['news/local', 'news/local'],
    ['/news//local/', 'news/local'],
    ['2026', '_2026'],
    ['2026-02', '_2026-02'],
    ['Ärger', 'Ärger'],
    ['経済', '経済'],
    ['🌊 sea', '🌊-sea'],
  ])('make %s into %s', (tag, expected) => {
    expect(obsidianTags([tag])).toEqual([expected]);
  });

  test('are each there once, and none is empty', () => {
    expect(obsidianTags(['Sea', 'sea', '#SEA', '!!!', ' '])).toEqual(['Sea']);
  });

  test('are valid whatever they are made of', () => {
    fc.assert(
      fc.property(fc.array(text), (raw) => {
        for (const tag of obsidianTags(raw))
          expect(tag).toMatch(/^(?![\d/-]+$)[^\s#,;:"'`()[\]{}<>&*!?.]+$/u);
      }),
    );
  });
});
