import { describe, expect, it } from 'vitest';
import { imageAddress } from './image-address';

const BASE = 'https://skerry.example/sea/no-night-boat';

function addressOf(html: string, selector = 'img'): string {
  const found = new DOMParser().parseFromString(html, 'text/html').querySelector(selector);
  return found ? imageAddress(found, BASE) : 'no element';
}

describe('imageAddress', () => {
  it.each([
    ['its address', '<img src="/a.jpg">', '/a.jpg'],
    ['the widest of its set', '<img src="s.gif" srcset="/a.jpg 320w, /b.jpg 1280w, /c.jpg 640w">', '/b.jpg'],
    ['the densest of its set', '<img srcset="/a.jpg, /b.jpg 2x">', '/b.jpg'],
    ['a set without blanks', '<img srcset="/a.jpg 1x,/b.jpg 3x,/c.jpg 2x">', '/b.jpg'],
    ['addresses with commas', '<img srcset="/w_1,h_1/a.jpg 1w, /w_2,h_2/a.jpg 2w">', '/w_2,h_2/a.jpg'],
    ['what a script loads', '<img src="/placeholder.gif" data-src="/a.jpg">', '/a.jpg'],
    [
      'a set that a script loads',
      '<img src="data:," data-srcset="/a.jpg 1w, /b.jpg 2w" data-src="/c.jpg">',
      '/b.jpg',
    ],
    [
      'the image for browsers without scripts',
      '<img src="/placeholder.gif"><noscript><img src="/a.jpg"></noscript>',
      '/a.jpg',
    ],
    [
      'the largest source where the image has no set',
      '<picture><source srcset="/a.webp 1w, /b.webp 9w"><img src="/c.jpg"></picture>',
      '/b.webp',
    ],
  ])('is %s', (_, html, path) => {
    expect(addressOf(html)).toBe(`https://skerry.example${path}`);
  });

  it('is that of the image in a picture, too', () => {
    const html = '<picture><source srcset="/a.webp"><img src="/b.jpg"></picture>';
    expect(addressOf(html, 'picture')).toBe('https://skerry.example/a.webp');
    expect(addressOf('<picture></picture>', 'picture')).toBe('');
  });

  it('reads the twin also where scripts run', () => {
    const host = document.createElement('div');
    const twin = document.createElement('noscript');
    twin.textContent = '<img src="/a.jpg">';
    host.append(document.createElement('img'), twin);
    const image = host.querySelector('img');
    expect(image && imageAddress(image, BASE)).toBe('https://skerry.example/a.jpg');
  });

  it.each(['data:image/gif;base64,R0lGODlhAQ', 'javascript:alert(1)', 'blob:https://a/b', '', 'https://'])(
    'is empty for what no browser would load from the web: %s',
    (src) => {
      expect(addressOf(`<img src="${src}" srcset="${src}">`)).toBe('');
    },
  );

  it('ends for endless sets', () => {
    const began = performance.now();
    addressOf(`<img srcset="${','.repeat(1_000_000)}">`);
    addressOf(`<img srcset="${'a '.repeat(1_000_000)}">`);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
