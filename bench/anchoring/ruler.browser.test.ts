import { expect, test } from 'vitest';
import { Ruler, answersBefore, stylesOf } from './ruler';

function element(html: string): HTMLElement {
  const root = document.createElement('div');
  root.innerHTML = html;
  return root;
}

function textOf(root: Element, search: string): Text {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (node instanceof Text && node.data.includes(search)) return node;
  throw new Error(search);
}

test('a place is the same in a text node, in its element, and after a tool has wrapped it', () => {
  const root = element('<p>One two</p><p>three <b>four</b></p>');
  const before = new Ruler(root);
  expect(before.text).toBe('One twothree four');
  const three = textOf(root, 'three');
  expect(before.placeOf(three, 2)).toBe(9);
  expect(before.placeOf(root, 1)).toBe(7);
  const range = document.createRange();
  range.setStart(three, 2);
  range.setEnd(three, 5);
  range.surroundContents(document.createElement('mark'));
  const after = new Ruler(root);
  expect(after.text).toBe(before.text);
  const mark = root.querySelector('mark');
  expect(mark && after.placeOf(mark, 0)).toBe(9);
  expect(mark && after.placeOf(mark, 1)).toBe(12);
});

test('the end of the last element is the end of the text', () => {
  const root = element('<p>One</p><p>two</p>');
  expect(new Ruler(root).placeOf(root, 2)).toBe(6);
});

test('style elements that a tool brought are no text of the page; its own stay', () => {
  const root = element('<style>p {}</style><p>One</p>');
  const styles = stylesOf(root);
  const brought = document.createElement('style');
  brought.textContent = 'mark {}';
  root.prepend(brought);
  expect(new Ruler(root, styles).text).toBe('p {}One');
});

test('ranges that are empty, or of nodes that are not there, are no answer', () => {
  const root = element('<p>One</p>');
  const ruler = new Ruler(root);
  const range = document.createRange();
  range.setStart(textOf(root, 'One'), 1);
  range.collapse(true);
  expect(ruler.answerOf(range)).toBeNull();
  expect(ruler.answerOf(null)).toBeNull();
  const elsewhere = document.createRange();
  elsewhere.selectNodeContents(element('<p>One</p>'));
  expect(ruler.answerOf(elsewhere)).toBeNull();
});

test('where text was lost, answers before and behind it are those in the text as it was', () => {
  const before = answersBefore('One four', 'One two three four');
  expect(before({ start: 0, end: 4 })).toEqual({ start: 0, end: 4 });
  expect(before({ start: 4, end: 8 })).toEqual({ start: 14, end: 18 });
  expect(before({ start: 0, end: 8 })).toEqual({ start: 0, end: 18 });
});
