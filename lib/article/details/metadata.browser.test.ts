import { describe, expect, it } from 'vitest';
import { parse } from 'valibot';
import { MAX_LINE } from '../../annotation/limits';
import { articleDetailsSchema } from '../../annotation/model';
import { readDetails } from './metadata';

const URL_OF_PAGE = 'https://www.example.com/2026/05/tax-vote-fails';

function details(head: string, body = '', attributes = '', url = URL_OF_PAGE) {
  const html = `<!doctype html><html ${attributes}><head>${head}</head><body>${body}</body></html>`;
  const document = new DOMParser().parseFromString(html, 'text/html');
  const before = document.documentElement.outerHTML;
  const found = readDetails(document, url);
  expect(document.documentElement.outerHTML).toBe(before);
  return parse(articleDetailsSchema, found);
}

function linked(...data: unknown[]): string {
  return data
    .map(
      (entry) =>
        `<script type="application/ld+json">${JSON.stringify(entry).replaceAll('<', '\\u003c')}</script>`,
    )
    .join('');
}

describe('readDetails', () => {
  it('reads a news article in JSON-LD', () => {
    const found = details(
      linked({
        '@context': 'https://schema.org',
        '@type': 'NewsArticle',
        headline: 'Tax vote &#8220;fails&#8221; | Example Post',
        author: [{ '@type': 'Person', name: 'By Ada Byron' }, 'Jo Smith', { name: 'ada byron' }],
        publisher: { name: 'Example Post' },
        datePublished: '2026-05-03T09:30:00+0200',
        dateModified: '2026-05-04',
        inLanguage: 'en_GB',
      }),
    );
    expect(found).toEqual({
      title: 'Tax vote “fails”',
      byline: 'Ada Byron, Jo Smith',
      site: 'Example Post',
      language: 'en-GB',
      publishedAt: '2026-05-03T09:30:00+02:00',
      modifiedAt: '2026-05-04',
    });
  });

  it('takes what is printed for the headline, but on sites that name their articles otherwise', () => {
    const head = `<title>Pass open: hikers rejoice</title><meta property="og:title" content="Pass open: hikers rejoice">${linked(
      { '@type': 'NewsArticle', headline: 'Hikers can cross the pass again' },
    )}`;
    const body =
      '<ol><li>Travel</li><li><h1>Pass open: hikers rejoice</h1></li></ol><h2>Hikers can cross the pass again</h2><p>Text.</p>';
    const titleAt = (url: string) => details(head, body, '', url).title;
    expect(titleAt(URL_OF_PAGE)).toBe('Hikers can cross the pass again');
    for (const host of ['www.faz.net', 'm.spiegel.de', 'spiegel.de'])
      expect(titleAt(`https://${host}/travel/pass.html`)).toBe('Pass open: hikers rejoice');
    expect(titleAt('https://notspiegel.de/travel/pass.html')).toBe('Hikers can cross the pass again');
  });

  it('follows references inside a @graph', () => {
    const graph = [
      { '@type': 'WebPage', name: 'Frame', datePublished: '2020-01-01' },
      {
        '@type': ['Article', 'Thing'],
        headline: 'Tax vote fails',
        author: { '@id': '#ada' },
        publisher: { '@id': '#post' },
      },
      { '@type': 'Person', '@id': '#ada', name: 'Ada Byron' },
      { '@type': 'Organization', '@id': '#post', name: ['Example Post'] },
    ];
    expect(details(linked({ '@graph': graph }))).toMatchObject({
      title: 'Tax vote fails',
      byline: 'Ada Byron',
      site: 'Example Post',
      publishedAt: '2020-01-01',
    });
  });

  it('takes the article of this page, not a recommended one', () => {
    const other = {
      '@type': 'NewsArticle',
      headline: 'Ten diets',
      author: 'Someone Else',
      url: '/2026/05/diets',
    };
    const own = {
      '@type': 'ReportageNewsArticle',
      author: 'Ada Byron',
      mainEntityOfPage: { '@id': URL_OF_PAGE },
    };
    expect(
      details(linked([other, { ...own, headline: 'Tax vote fails' }]), '<h1>Tax vote fails</h1>'),
    ).toMatchObject({
      title: 'Tax vote fails',
      byline: 'Ada Byron',
    });
  });

  it('reads meta elements', () => {
    const found = details(`
      <title>Tax vote fails | Example Post</title>
      <meta property="og:title" content="Tax vote fails - Example Post">
      <meta property="og:site_name" content="Example Post"><meta property="og:locale" content="de_AT">
      <meta name="citation_author" content="Byron, Ada"><meta name="citation_author" content="Smith, Jo">
      <meta property="article:author" content="https://social.example/ada">
      <meta property="article:published_time" content="not yet"><meta name="parsely-pub-date" content="2026-05-03T07:30:00Z">
      <meta itemprop="dateModified" content="2026-05-04T07:30:00Z">`);
    expect(found).toEqual({
      title: 'Tax vote fails',
      byline: 'Byron, Ada, Smith, Jo',
      site: 'Example Post',
      language: 'de-AT',
      publishedAt: '2026-05-03T07:30:00Z',
      modifiedAt: '2026-05-04T07:30:00Z',
    });
  });

  it('reads what is only printed', () => {
    const found = details(
      '<title>Tax vote fails – example.com</title>',
      `<header><a rel="author" href="/me">My Account</a></header>
       <h1>Tax vote <em>fails</em></h1>
       <p class="byline">By <a href="/ada">Ada Byron</a> and <a href="/jo">Jo Smith</a></p>
       <time datetime="2026-05-03T09:30+02:00">today</time>
       <aside><div class="author">Not Me</div><time datetime="2001-01-01"></time></aside>`,
      'lang="en-gb"',
    );
    expect(found).toEqual({
      title: 'Tax vote fails',
      byline: 'Ada Byron, Jo Smith',
      site: '',
      language: 'en-GB',
      publishedAt: '2026-05-03T09:30+02:00',
      modifiedAt: '',
    });
  });

  it('reads names once each, where one place that is named for them stands in another', () => {
    const links = '<a href="/ada">Ada Byron</a>, <a href="/jo">Jo Smith</a>';
    const body = `<h1>Tax</h1><div class="Author-box"><p class="byline-row">${links}</p></div>`;
    expect(details('', body).byline).toBe('Ada Byron, Jo Smith');
    expect(details('', body.replaceAll(/<(\/?)a\b/g, '<$1span')).byline).toBe('Ada Byron, Jo Smith');
  });

  it('prefers a person in the byline to the site’s own name as author', () => {
    const head = linked({
      '@type': 'NewsArticle',
      headline: 'Tax',
      author: 'Example Post',
      publisher: { name: 'Example Post' },
    });
    expect(details(head, '<h1>Tax</h1><span class="author-name">Von Ada Byron</span>').byline).toBe(
      'Ada Byron',
    );
    expect(details(head, '<h1>Tax</h1><span class="author-name">Subscribe</span>').byline).toBe(
      'Example Post',
    );
  });

  it('is empty where the page says nothing', () => {
    expect(details('')).toEqual({
      title: '',
      byline: '',
      site: '',
      language: '',
      publishedAt: '',
      modifiedAt: '',
    });
  });

  describe('on a hostile page', () => {
    it('reads broken JSON-LD as far as it can be repaired, and passes over the rest', () => {
      const head = `
        <script type="application/ld+json">{"@type":</script>
        <script type="application/ld+json"><!-- {"@type": "NewsArticle", "headline": "Tax
          vote fails",} --></script>`;
      expect(details(head).title).toBe('Tax vote fails');
    });

    it('passes over JSON-LD beyond its size and depth', () => {
      const large = linked({ '@type': 'NewsArticle', headline: 'Large', articleBody: 'x'.repeat(500_000) });
      const deep = `<script type="application/ld+json">${'['.repeat(5_000)}${']'.repeat(5_000)}</script>`;
      expect(details(large + deep).title).toBe('');
    });

    it('passes over values that are no text', () => {
      const odd = {
        '@type': 'NewsArticle',
        headline: { a: 1 },
        author: [null, 5, [[]], { name: { x: [] } }],
      };
      expect(
        details(linked({ ...odd, publisher: 7, datePublished: 20_260_503, inLanguage: ['xx-'] })),
      ).toEqual(details(''));
    });

    it('is not moved by prototypes', () => {
      const data = '{"__proto__": {"headline": "X"}, "@type": "NewsArticle", "constructor": {"name": "Y"}}';
      expect(details(`<script type="application/ld+json">${data}</script>`).title).toBe('');
      expect(details('<meta name="__proto__" content="x"><meta name="constructor" content="y">').title).toBe(
        '',
      );
    });

    it('bounds huge arrays', () => {
      const authors = Array.from({ length: 50_000 }, (_, n) => `A${n}`);
      const found = details(linked({ '@type': 'NewsArticle', headline: 'Tax', author: authors }));
      expect(found.byline.split(', ')).toHaveLength(20);
    });

    it('reads a page of 50,000 elements in an instant', () => {
      const start = performance.now();
      details('', `<div>${'<div><span>word</span></div>'.repeat(25_000)}</div>`);
      // Some 30 ms; a selector whose cost grows with the square of the elements took 18 seconds.
      expect(performance.now() - start).toBeLessThan(2_000);
    });

    it('keeps markup as text, bounds it, and drops characters that turn text around', () => {
      const title = `<script>alert(1)</script>\u202Eevil\u2066 ${'x'.repeat(10_000)}`;
      const found = details(linked({ '@type': 'NewsArticle', headline: title }));
      expect(found.title).toMatch(/^<script>alert\(1\)<\/script>evil x+$/);
      expect(found.title).toHaveLength(MAX_LINE);
    });
  });
});
