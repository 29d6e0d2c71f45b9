import { afterEach, describe, expect, it } from 'vitest';
import { BLACK, WHITE, colour, type Colour } from './colour';
import { groundOf } from './ground';

function backgroundOf(selector: string, root: ParentNode = document): Colour {
  const element = root.querySelector(selector);
  if (!element) throw new Error(`no ${selector}`);
  return groundOf(element, new Map()).background;
}

afterEach(() => {
  document.body.replaceChildren();
  document.body.removeAttribute('style');
  document.documentElement.removeAttribute('style');
});

describe('the ground of a text', () => {
  it('is the canvas where nothing has a colour, also that of a dark page', () => {
    document.body.innerHTML = '<p>Text.</p>';
    expect(backgroundOf('p')).toEqual(WHITE);
    document.documentElement.setAttribute('style', 'color-scheme:dark');
    expect(backgroundOf('p').red).toBeLessThan(40);
  });

  it('is the nearest opaque colour, with what is translucent laid over it', () => {
    document.body.innerHTML = `<div style="background:#000"><section style="background:rgb(255 255 255 / 0.5)"><div>
      <p style="color:#eee">Text.</p></div></section></div>`;
    const { red } = backgroundOf('p');
    expect(red).toBeGreaterThan(120);
    expect(red).toBeLessThan(135);
  });

  it('is found through slots, shadow hosts and frames', () => {
    document.body.innerHTML = `<div id="host"><p id="slotted">Text.</p></div><div style="background:#012"><iframe></iframe></div>`;
    const shadow = document.querySelector('#host')?.attachShadow({ mode: 'open' });
    if (shadow) shadow.innerHTML = '<main style="background:rgb(1,2,3)"><slot></slot><p>Text.</p></main>';
    const framed = document.querySelector('iframe')?.contentDocument;
    if (framed) framed.body.innerHTML = '<p>Text.</p>';
    expect(backgroundOf('#slotted')).toEqual(colour(1, 2, 3));
    expect(backgroundOf('p', shadow)).toEqual(colour(1, 2, 3));
    expect(backgroundOf('p', framed ?? document)).toEqual(colour(0, 17, 34));
  });

  it('is guessed by the text where an image lies behind it, but not for the underline of a link', () => {
    const gradient = 'background-image:linear-gradient(red,blue)';
    document.body.innerHTML = `<div style="${gradient}"><p id="light" style="color:#fff">Text.</p>
      <p id="dark" style="color:#222">Text.</p></div><div style="background:#123456"><a style="${gradient}">Link.</a></div>`;
    expect(backgroundOf('#light')).toEqual(BLACK);
    expect(backgroundOf('#dark')).toEqual(WHITE);
    expect(backgroundOf('a')).toEqual(colour(18, 52, 86));
  });

  it('comes with the colour of the text as it is drawn', () => {
    document.body.innerHTML = '<p style="color:oklch(0.627955 0.257683 29.2339)">Text.</p>';
    const paragraph = document.querySelector('p');
    const { text } = groundOf(paragraph ?? document.body, new Map());
    expect(text.red).toBeGreaterThan(254);
    expect(text.green).toBeLessThan(1);
  });
});
