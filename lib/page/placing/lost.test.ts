import { describe, expect, it } from 'vitest';
import { findAgain, lose } from './lost';

const before = 'One stands here.\nThe ferry sails on Monday.\nTwo stands there.';
const START = before.indexOf('The ferry');
const ferry = lose({ text: before }, START, { text: 'The ferry sails on Monday.', doubtful: false });

describe('a passage that was lost', () => {
  it('is found where it was', () => {
    expect(findAgain({ text: before }, ferry, 0)).toBe(START);
  });

  it('is found where its neighbours moved to, though there is a second one', () => {
    const text = `${before}\nMore.\n${before}`;
    expect(findAgain({ text }, ferry, before.length + 7)).toBe(START + before.length + 7);
  });

  it('is found anywhere else if it is the only one with what was around it', () => {
    expect(findAgain({ text: `News.\n${before}` }, ferry, 0)).toBe(START + 6);
    expect(findAgain({ text: `News.\n${before}\nMore.\n${before}` }, ferry, 0)).toBeNull();
  });

  it('is not found in a twin that stands among other text', () => {
    expect(findAgain({ text: 'Else.\nThe ferry sails on Monday.\nMore.' }, ferry, 0)).toBeNull();
  });

  it('is found at the edges of a page', () => {
    const text = 'The ferry sails.';
    expect(findAgain({ text }, lose({ text }, 0, { text, doubtful: false }), 0)).toBe(0);
    expect(findAgain({ text: '' }, lose({ text }, 0, { text, doubtful: false }), 0)).toBeNull();
  });
});
