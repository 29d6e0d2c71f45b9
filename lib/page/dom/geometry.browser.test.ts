import { afterEach, describe, expect, it } from 'vitest';
import { boxOfRange, firstLineOfRange } from './geometry';

afterEach(() => document.body.replaceChildren());

function framed(style: string): { frame: HTMLIFrameElement; inner: Document } {
  document.body.innerHTML = `<iframe style="border:5px solid;width:300px;height:200px;${style}"></iframe>`;
  const frame = document.querySelector('iframe');
  if (!frame?.contentDocument) throw new Error('no frame');
  frame.contentDocument.body.innerHTML =
    '<p style="margin:20px">Some text.</p><p style="margin-top:900px" id="far">Far.</p>';
  return { frame, inner: frame.contentDocument };
}
function text(selector: string, root: Document): Range {
  const range = root.createRange();
  range.selectNodeContents(root.querySelector(selector) ?? root.body);
  return range;
}

describe('the box of a range in a frame', () => {
  it('is where it is seen in the page, with the border of the frame', () => {
    const { frame, inner } = framed('');
    const own = text('p', inner).getBoundingClientRect();
    const outer = frame.getBoundingClientRect();
    const box = boxOfRange(text('p', inner));
    expect(box.left).toBeCloseTo(outer.left + 5 + own.left, 3);
    expect(box.bottom).toBeCloseTo(outer.top + 5 + own.bottom, 3);
  });

  it('is scaled with the frame', () => {
    const { frame, inner } = framed('transform:scale(0.5);transform-origin:0 0');
    const own = text('p', inner).getBoundingClientRect();
    const outer = frame.getBoundingClientRect();
    expect(firstLineOfRange(text('p', inner)).top).toBeCloseTo(outer.top + (5 + own.top) / 2, 1);
  });

  it('is out of sight where the frame cuts it off', () => {
    const { inner } = framed('');
    expect(boxOfRange(text('#far', inner)).bottom).toBeLessThan(0);
  });
});
