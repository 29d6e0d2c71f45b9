import { describe, expect, it } from 'vitest';
import { readStories } from './stories';

const story = {
  id: '7',
  title: 'HARBOUR OPENS\n',
  date: ' 2-MAR-1987 15:01:01.79',
  body: 'The harbour opened\non Monday.\n    It cost\nmore than planned.\n Reuter\n\u0003',
};
const read = (...stories: readonly unknown[]): unknown => readStories(JSON.stringify(stories));

describe('the stories of a news agency', () => {
  it('are read as a headline and paragraphs, without the agency’s signature', () => {
    expect(read(story)).toEqual([
      {
        id: '7',
        sentAt: Date.UTC(1987, 2, 2, 15, 1, 1),
        lines: ['HARBOUR OPENS', 'The harbour opened on Monday.', 'It cost more than planned.'],
      },
    ]);
  });

  it('are left out where they are a headline alone, or have no time', () => {
    expect(read({ ...story, body: undefined }, { ...story, date: 'no date' })).toEqual([]);
    expect(read({ ...story, title: undefined })).toMatchObject([
      { lines: ['The harbour opened on Monday.', 'It cost more than planned.'] },
    ]);
  });

  it('are not read from what is no file of stories', () => {
    expect(() => readStories('{"stories": []}')).toThrow(/array/iu);
  });
});
