import { describe, expect, it } from 'vitest';
import { proseLines } from './prose';

describe('the prose of a document', () => {
  it('is a line for each heading, paragraph and item of a list', () => {
    const markdown =
      '# A title #\n\nOne line\nand the *next*.\n\n- first `item`\n- [x] second\n  goes on\n1. third\n\n> said';
    expect(proseLines(markdown)).toEqual([
      'A title',
      'One line and the next.',
      'first item',
      'second goes on',
      'third',
      'said',
    ]);
  });

  it('has no code, pictures, tags or addresses of links', () => {
    const markdown =
      '---\nkey: value\n---\n<p align="center">![logo](logo.png)</p>\n\nSee [the guide](guide.md "Guide") and [more][1].\n\n```js\ncode();\n```\n\n    indented();\n\n<!-- hidden -->\n[1]: more.md\n';
    expect(proseLines(markdown)).toEqual(['See the guide and more.']);
  });

  it('keeps the words of a table, a row a line', () => {
    expect(proseLines('| name | use |\n| --- | --- |\n| a_b | less of it |')).toEqual([
      'name | use',
      'a_b | less of it',
    ]);
  });
});
