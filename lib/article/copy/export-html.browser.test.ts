import { afterEach, describe, expect, it } from 'vitest';
import { XSS_VECTORS } from '../../../tests/fixtures/xss-vectors';
import { targetOf } from '../../../tests/fixtures/format-samples';
import type { CopyBlock } from '../../annotation/version';
import { exportHtml } from './export-html';

const ATTRIBUTES = new Set(['href', 'class', 'target', 'rel']);
const ELEMENTS = new Set(
  (
    'p h2 h3 h4 h5 h6 ul ol li blockquote figure figcaption br div table tbody tr td th ' +
    'a strong em cite q code sub sup s mark span'
  ).split(' '),
);

const place = document.createElement('div');
afterEach(() => place.remove());

/** What runs, fetches or leads astray in a page that has this HTML. */
function harmIn(html: string): string[] {
  place.innerHTML = html;
  return [...place.querySelectorAll('*')].flatMap((node) => {
    const isKnown = ELEMENTS.has(node.localName) && node instanceof HTMLElement;
    const names = [...node.attributes].map(({ name }) => name).filter((name) => !ATTRIBUTES.has(name));
    const isWeb = /^https?:/.test(node.getAttribute('href') ?? 'https:');
    return [isKnown ? '' : node.localName, isWeb ? '' : 'href'].concat(names).filter((what) => what !== '');
  });
}

describe('a copy that leaves', () => {
  it('runs and fetches nothing, whatever its page held', async () => {
    document.body.append(place);
    const kinds = ['paragraph', 'row', 'item', 'quote', 'caption', 'heading'] as const;
    const found = XSS_VECTORS.flatMap((html) => {
      const text = new DOMParser().parseFromString(html, 'text/html').body.textContent;
      const targets = [targetOf(text.trim().slice(0, 20) || 'x'), targetOf(html.slice(0, 30))];
      const blocks = kinds.map((kind): CopyBlock => ({ kind, text, html }));
      const plain: CopyBlock = { kind: 'paragraph', text: html };
      const image: CopyBlock = { kind: 'image', text: html, url: 'https://a.example/"><script>' };
      return [...blocks, plain, image].flatMap((block) => harmIn(exportHtml(window, [block], targets)));
    });
    expect(found).toEqual([]);
    await new Promise((resolve) => {
      setTimeout(resolve, 500);
    });
    expect(Reflect.get(window, 'hacked')).toBeUndefined();
  });

  it('names its pictures, with where they are', () => {
    const url = 'https://a.example/boat.jpg';
    place.innerHTML = exportHtml(window, [{ kind: 'image', text: 'A boat', url }], []);
    expect(place.querySelector('img')).toBeNull();
    expect(place.querySelector('a')?.href).toBe(url);
    expect(place.textContent).toBe('[A boat]');
  });
});

describe('marks in a copy that leaves', () => {
  const blocks: CopyBlock[] = [
    { kind: 'paragraph', text: 'He said no. She said yes.' },
    { kind: 'paragraph', text: 'He said no again.', html: 'He <em>said</em> no again.' },
  ];
  const marked = (...targets: Parameters<typeof targetOf>[]): string[] => {
    place.innerHTML = exportHtml(
      window,
      blocks,
      targets.map((each) => targetOf(...each)),
    );
    expect(place.textContent.replaceAll(/\s/g, '')).toBe(
      blocks.map(({ text }) => text.replaceAll(' ', '')).join(''),
    );
    return [...place.querySelectorAll('mark')].map(({ textContent }) => textContent);
  };

  it('stand where their words stand once', () => {
    expect(marked(['She said yes.'])).toEqual(['She said yes.']);
  });

  it('stand where their context says, where the words stand more than once', () => {
    expect(marked(['said no', { prefix: 'He ', suffix: ' again' }])).toEqual(['said', 'no']);
    expect(marked(['said no'])).toEqual([]);
  });

  it('go through elements and paragraphs, and may overlap', () => {
    expect(marked(['yes.\nHe said'], ['said yes'], ['no again'])).toEqual([
      'said yes.',
      'He',
      'said',
      'no again',
    ]);
  });

  it('are left out where the text says something else', () => {
    expect(marked(['never said'], [' '])).toEqual([]);
  });
});
