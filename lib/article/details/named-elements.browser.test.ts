import { describe, expect, it } from 'vitest';
import { parse } from 'valibot';
import { articleDetailsSchema } from '../../annotation/model';
import { extractArticle } from '../extract';
import { readDetails } from './metadata';
import { readCanonical } from '../address/page-address';

const URL_OF_PAGE = 'https://example.com/tax-vote-fails';

const TEXT = 'Words in a row, and more. '.repeat(50).trim();

/** A page in a frame: only there do named elements take the place of the document's own members. */
function withLivePage(name: string, use: (live: Document) => void): void {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const live = frame.contentDocument;
  if (!live) throw new Error('a frame without a document');
  live.open();
  live.write(`<title>Tax vote fails</title><link rel="canonical" href="${URL_OF_PAGE}">
    <form name="${name}"></form><p>${TEXT}</p>`);
  live.close();
  expect(Reflect.get(live, name)).toHaveProperty('localName', 'form');
  use(live);
  frame.remove();
}

const NAMES = [
  'querySelectorAll',
  'querySelector',
  'cloneNode',
  'getElementsByTagName',
  'documentElement',
  'body',
  'title',
];

describe('where a form stands in for a member of the document', () => {
  it.each(NAMES)('readCanonical does not throw: %s', (name) => {
    withLivePage(name, (live) => {
      expect(readCanonical(live)).toEqual(name === 'querySelectorAll' ? [] : [URL_OF_PAGE]);
    });
  });

  it.each(NAMES)('readDetails gives valid details: %s', (name) => {
    withLivePage(name, (live) => {
      const { title } = parse(articleDetailsSchema, readDetails(live, URL_OF_PAGE));
      expect(title).toBe(name.startsWith('query') ? '' : 'Tax vote fails');
    });
  });

  it.each(NAMES)('extractArticle gives a valid article: %s', (name) => {
    withLivePage(name, (live) => {
      const found = extractArticle(live, URL_OF_PAGE);
      expect(parse(articleDetailsSchema, found?.details)).toEqual(found?.details);
      expect(found?.text).toBe(found?.root ? TEXT : '');
    });
  });
});
