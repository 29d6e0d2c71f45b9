import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articleIdentity } from './identity';

const identity = (url: string, ...canonical: string[]) => articleIdentity({ url, canonical });
const primary = (url: string) => identity(url)?.[0];

const STORY = 'https://example.com/2026/05/tax-vote-fails';

describe('articleIdentity', () => {
  it.each([
    ['a fragment', `${STORY}#comments`],
    ['a text fragment', `${STORY}#:~:text=some%20words`],
    ['campaign parameters', `${STORY}?utm_source=x&utm_medium=y&fbclid=z`],
    ['a parameter that broken HTML left with amp;', `${STORY}?amp;utm_source=x`],
    ['a channel', `${STORY}?ref=homepage&src=rss`],
    ['http', STORY.replace('https', 'http')],
    ['the usual port', STORY.replace('.com', '.com:443')],
    ['capitals in the host', STORY.replace('example', 'EXAMPLE')],
    ['a host that ends in a dot', STORY.replace('.com', '.com.')],
    ['www.', STORY.replace('example', 'www.example')],
    ['a mobile host', STORY.replace('example', 'm.example')],
    ['an AMP host', STORY.replace('example', 'www.amp.example')],
    ['a trailing slash', `${STORY}/`],
    ['an index file', `${STORY}/index.html`],
    ['an AMP tail', `${STORY}/amp/`],
    ['an AMP ending', `${STORY}.amp`],
    ['an AMP folder', STORY.replace('/2026', '/amp/2026')],
    ['an AMP parameter', `${STORY}?outputType=amp`],
    ['a print tail', `${STORY}/print/`],
    ['a print parameter', `${STORY}?print=1`],
    ['credentials', STORY.replace('example', 'me:secret@example')],
  ])('folds %s', (_, url) => {
    expect(primary(url)).toBe(STORY);
  });

  it.each([
    ['https://example.com/story?id=5', 'https://example.com/story?id=5'],
    ['https://example.com/?p=5&page=2', 'https://example.com/?p=5&page=2'],
    [
      'https://example.com/watch?v=abc&q=1&article=2&story=3',
      'https://example.com/watch?article=2&q=1&story=3&v=abc',
    ],
    ['https://example.com/story?b=1&a=2&b=0', 'https://example.com/story?a=2&b=1&b=0'],
    ['https://example.com/story.php?ref=12345', 'https://example.com/story.php?ref=12345'],
    ['https://example.com/viewer?src=report', 'https://example.com/viewer?src=report'],
    [
      'https://example.com/tax-vote-fails?src=files/report.pdf',
      'https://example.com/tax-vote-fails?src=files/report.pdf',
    ],
    ['https://example.com/form?print=all', 'https://example.com/form?print=all'],
    ['https://example.com/Story', 'https://example.com/Story'],
    ['https://example.com/amp', 'https://example.com/amp'],
    ['https://example.com/print', 'https://example.com/print'],
    ['https://example.com:8080/story', 'https://example.com:8080/story'],
    ['https://m.co/story', 'https://m.co/story'],
    ['https://en.m.example.org/wiki/Quote', 'https://en.example.org/wiki/Quote'],
    ['https://example.com/caf%c3%a9?q=%7e', 'https://example.com/caf%C3%A9?q=~'],
    ['https://example.com/?q=%E9', 'https://example.com/?q=%E9'],
  ])('keeps what may name the article: %s', (url, expected) => {
    expect(primary(url)).toBe(expected);
  });

  it('keeps the routes of single-page apps, and drops all other fragments', () => {
    expect(primary('https://example.com/#!/story/5?utm_source=x')).toBe('https://example.com/#!/story/5');
    expect(primary('https://example.com/app#/story/5/')).toBe('https://example.com/app#/story/5');
    expect(primary('https://example.com/#/')).toBe('https://example.com/');
    expect(primary('https://example.com/#story')).toBe('https://example.com/');
  });

  it('names a file by its path as it is', () => {
    expect(primary('file:///home/me/Saved%20page/index.html#top')).toBe(
      'file:///home/me/Saved%20page/index.html',
    );
  });

  it.each([
    'about:blank',
    'chrome://newtab/',
    'data:text/html,x',
    'javascript:alert(1)',
    'blob:https://e.com/1',
    'x',
    '',
  ])('is null for %j', (url) => {
    expect(identity(url)).toBeNull();
  });

  it('is null where the address is too long to keep', () => {
    expect(identity(`https://example.com/${'x'.repeat(8_000)}`)).toBeNull();
    expect(identity(`https://example.com/${'"'.repeat(4_000)}`)).toBeNull();
  });

  describe('with a canonical address', () => {
    it('puts it first and the page’s own after it', () => {
      expect(identity('https://example.com/a/123?x=1', 'https://www.example.com/tax-vote-fails/')).toEqual([
        'https://example.com/tax-vote-fails',
        'https://example.com/a/123?x=1',
      ]);
    });

    it('has each address once', () => {
      expect(identity(`${STORY}?utm_source=x`, STORY, `${STORY}/`)).toEqual([STORY]);
    });

    it.each([
      ['a subdomain', 'https://edition.example.com/x/y', 'https://example.com/z'],
      ['a sibling host', 'https://lite.bbc.com/x/y', 'https://news.bbc.com/z'],
      ['a sibling under co.uk', 'https://news.example.co.uk/x/y', 'https://shop.example.co.uk/z'],
      ['fewer parameters', 'https://example.com/x?session=1', 'https://example.com/x'],
    ])('believes %s', (_, own, canonical) => {
      expect(identity(own, canonical)).toEqual([canonical, own]);
    });

    it.each([
      ['another site', STORY, 'https://example.org/2026/05/tax-vote-fails'],
      ['another owner under co.uk', 'https://one.co.uk/x', 'https://two.co.uk/x'],
      ['another tenant of a shared host', 'https://one.blogspot.com/x', 'https://two.blogspot.com/x'],
      ['the shared host itself', 'https://one.github.io/x', 'https://github.io/y'],
      ['another machine with the same last numbers', 'http://10.0.0.1/x', 'http://9.9.0.1/x'],
      ['another port', 'http://localhost:3000/x', 'http://localhost:4000/x'],
      ['the front page', STORY, 'https://example.com/'],
      ['the front page with a parameter', STORY, 'https://example.com/?lang=en'],
      ['the front page of a language', STORY, 'https://example.com/en-gb/'],
      ['a section above', STORY, 'https://example.com/2026'],
      ['a page without the id', 'https://example.com/story.php?id=5', 'https://example.com/story.php'],
      ['another id', 'https://example.com/story.php?id=5', 'https://example.com/story.php?id=6'],
      ['an app without the route', 'https://example.com/app#/story/5', 'https://example.com/app'],
      ['no web address', STORY, 'javascript:alert(1)'],
      ['no address', STORY, 'not an address'],
    ])('does not believe %s', (_, own, canonical) => {
      expect(identity(own, canonical)).toEqual(identity(own));
    });

    it('looks at four at most', () => {
      const many = Array.from({ length: 30 }, (_, n) => `https://example.com/tax-vote-${n}`);
      expect(identity(STORY, ...many)).toHaveLength(5);
    });
  });
});

const word = fc.stringMatching(/^[a-z\d.%_-]{1,12}$/);
const segment = fc.oneof(
  word,
  fc.constantFrom('amp', 'print', 'index.html', 'x.amp.html', '', '%2e', '%%2D1', 'É'),
);
const address = fc
  .record({
    scheme: fc.constantFrom('http', 'https'),
    host: fc.constantFrom(
      'example.com',
      'www.example.com',
      'm.amp.example.co.uk',
      'en.m.example.org',
      'localhost',
      '[::1]',
    ),
    port: fc.constantFrom('', ':80', ':443', ':8080'),
    segments: fc.array(segment, { maxLength: 5 }),
    query: fc.array(fc.tuple(fc.oneof(word, fc.constantFrom('id', 'utm_source', 'ref', 'print')), word), {
      maxLength: 4,
    }),
    hash: fc.oneof(fc.constant(''), fc.stringMatching(/^#!?[a-z/?=&:~%]{0,12}$/)),
  })
  .map(
    ({ scheme, host, port, segments, query, hash }) =>
      `${scheme}://${host}${port}/${segments.join('/')}?${query.map((pair) => pair.join('=')).join('&')}${hash}`,
  );

describe('articleIdentity, for any address', () => {
  it('is the identity of its own result', () => {
    fc.assert(
      fc.property(address, (url) => {
        const found = primary(url);
        expect(found).toBeDefined();
        expect(primary(found ?? '')).toBe(found);
      }),
    );
  });

  it('does not change when tracking parameters or a fragment are added', () => {
    const tracking = fc.constantFrom(
      'utm_source',
      'UTM_Campaign',
      'fbclid',
      'gclid',
      'mc_eid',
      'guccounter',
      'smid',
      '_ga',
    );
    fc.assert(
      fc.property(address, fc.array(fc.tuple(tracking, word)), word, (url, added, fragment) => {
        const [plain = ''] = url.split('#');
        const parameters = added.map(([name, value]) => `&${name}=${value}`).join('');
        expect(primary(`${plain}${parameters}#${fragment}`)).toBe(primary(plain));
      }),
    );
  });

  it('never mixes articles with different ids', () => {
    const name = fc.constantFrom('id', 'p', 'article', 'story', 'v', 'q', 'page', 'storyId', 'nid');
    fc.assert(
      fc.property(
        address,
        name,
        fc.uniqueArray(fc.nat(), { minLength: 2, maxLength: 2 }),
        (url, key, ids) => {
          const [plain = ''] = url.split('#');
          const [a, b] = ids.map((id) =>
            identity(`${plain}&${key}=${id}`, `${plain}&${key}=${ids[0]}`, plain),
          );
          expect(b?.some((entry) => a?.includes(entry))).toBe(false);
        },
      ),
    );
  });

  it('is never shared with another site, whatever the page claims', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(address, fc.webUrl()), { maxLength: 4 }), (canonical) => {
        const found = articleIdentity({ url: 'https://news.attacker.net/x', canonical });
        expect(found?.every((entry) => /^https:\/\/(?:[^/]+\.)?attacker\.net\//.test(entry))).toBe(true);
      }),
    );
  });
});
