import { describe, expect, it } from 'vitest';
import type { ArticleFacts } from './facts';
import { readStatements } from './metadata';

const URL_OF_PAGE = 'https://www.example.com/2026/05/tax-vote-fails?utm_source=x';
const NONE: ArticleFacts = { authors: [], section: '', canonicalUrl: '' };

function statements(head: string, body = '') {
  const html = `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;
  return readStatements(new DOMParser().parseFromString(html, 'text/html'), URL_OF_PAGE);
}
const facts = (head: string, body = ''): ArticleFacts => statements(head, body).facts;
const linked = (data: object): string =>
  `<script type="application/ld+json">${JSON.stringify(data)}</script>`;

describe('authors', () => {
  it.each([
    [['Ada Byron and Jo Smith'], ['Ada Byron', 'Jo Smith']],
    [
      ['By Ada Byron, Jo Smith and Tove Aune', 'Jo Smith'],
      ['Ada Byron', 'Jo Smith', 'Tove Aune'],
    ],
    [['José Ortega y Gasset'], ['José Ortega y Gasset']],
    [['Byron, Ada'], ['Byron, Ada']],
    [['https://example.com/ada', 'Ada Byron'], ['Ada Byron']],
  ])('are listed, each once: %j', (author, authors) => {
    expect(facts(linked({ '@type': 'NewsArticle', author })).authors).toEqual(authors);
  });

  it('are those of the byline', () => {
    const { details, facts: found } = statements(
      '<meta name="author" content="Ada Byron"><meta name="author" content="Jo Smith">',
    );
    expect(found.authors).toEqual(['Ada Byron', 'Jo Smith']);
    expect(details.byline).toBe('Ada Byron, Jo Smith');
  });
});

const sectionTag = (content: string): string => `<meta property="article:section" content="${content}">`;

describe('the section', () => {
  it('is that of JSON-LD, of a meta tag, of microdata, of the category, in this order', () => {
    const sources = [
      linked({ '@type': 'NewsArticle', articleSection: ['Sea', 'Towns'] }),
      '<meta property="article:section" content="Harbours">',
      '<meta itemprop="articleSection" content="Boats">',
      '<a rel="category tag" href="/ferries">Ferries</a>',
    ];
    const found = sources.map((_, at) => facts('', sources.slice(at).join('')).section);
    expect(found).toEqual(['Sea', 'Harbours', 'Boats', 'Ferries']);
  });

  it('is no address and no sentence', () => {
    expect(facts(sectionTag('https://example.com/sea')).section).toBe('');
    expect(facts(sectionTag('word '.repeat(30))).section).toBe('');
  });
});

describe('the canonical address', () => {
  const ofArticle = linked({ '@type': 'NewsArticle', url: 'https://www.example.com/c#top' });

  it('is that of the link, of og:url, of JSON-LD, in this order, without a fragment', () => {
    const link = '<link rel="canonical" href="https://www.example.com/a#top">';
    const meta = '<meta property="og:url" content="https://www.example.com/b">';
    expect(facts(ofArticle + meta + link).canonicalUrl).toBe('https://www.example.com/a');
    expect(facts(ofArticle + meta).canonicalUrl).toBe('https://www.example.com/b');
    expect(facts(ofArticle).canonicalUrl).toBe('https://www.example.com/c');
    expect(facts(linked({ '@type': 'NewsArticle', url: '/d' })).canonicalUrl).toBe(
      'https://www.example.com/d',
    );
  });

  it('is none that a browser would not load', () => {
    const link = '<link rel="canonical" href="javascript:alert(1)">';
    expect(facts(link)).toEqual(NONE);
    expect(facts(link + ofArticle).canonicalUrl).toBe('https://www.example.com/c');
  });
});

describe('dates', () => {
  it('are found in microdata, with their zone', () => {
    const body = `<time itemprop="datePublished" datetime="2026-05-03T09:30+02:00"></time>
      <time itemprop="dateModified" datetime="Sun May 03 2026 11:30:00 GMT+0200"></time>`;
    expect(statements('', body).details).toMatchObject({
      publishedAt: '2026-05-03T09:30+02:00',
      modifiedAt: '2026-05-03T11:30:00.000+02:00',
    });
  });
});

describe('a page that says nothing, or throws', () => {
  it('has no facts', () => {
    expect(facts('')).toEqual(NONE);
    const page = new DOMParser().parseFromString('<p>Words</p>', 'text/html');
    Object.defineProperty(page, 'querySelectorAll', { value: null });
    expect(readStatements(page, URL_OF_PAGE).facts).toEqual(NONE);
  });
});
