import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { filesIn } from './multistatus';
import { TransportError } from './transport';

const files = (body: string) => filesIn(body, 'log', 'PROPFIND log/');
const A = { name: 'a.1', size: 12 };

test.each([
  [
    'Apache',
    `<?xml version="1.0" encoding="utf-8"?>
<D:multistatus xmlns:D="DAV:" xmlns:ns0="DAV:">
<D:response xmlns:lp1="DAV:"><D:href>/vault/log/</D:href><D:propstat><D:prop><lp1:resourcetype><D:collection/></lp1:resourcetype>
</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>
<D:propstat><D:prop><D:getcontentlength/></D:prop><D:status>HTTP/1.1 404 Not Found</D:status></D:propstat></D:response>
<D:response xmlns:lp1="DAV:"><D:href>/vault/log/a.1</D:href><D:propstat><D:prop><lp1:getcontentlength>12</lp1:getcontentlength>
<lp1:resourcetype/></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response></D:multistatus>`,
  ],
  [
    'without prefixes, with absolute and escaped addresses, as IIS',
    `<multistatus xmlns="DAV:"><response><href>https://example.org/My%20vault/log/</href></response>
<response><href>https://example.org/My%20vault/log/%61%2E1</href><propstat><status>HTTP/1.1 200 OK</status><prop>
<getcontentlength xmlns:b="urn:uuid" b:dt="int">12</getcontentlength></prop></propstat></response></multistatus>`,
  ],
  [
    'with sections, entities and comments',
    `\uFEFF<!-- a --><x:multistatus xmlns:x='DAV:' title="a > b"><x:response><x:href><![CDATA[/a&b/log/]]></x:href></x:response>
<x:response><x:href>/a&amp;b/log/&#97;&#x2e;1</x:href><x:propstat><x:prop><x:getcontentlength> 12 </x:getcontentlength></x:prop></x:propstat></x:response></x:multistatus>\n`,
  ],
  [
    'behind a proxy that hides where it is',
    `<d:multistatus><d:response><d:href>//internal:99999/remote.php//dav/log</d:href><d:propstat><d:prop><d:resourcetype><d:collection/></d:resourcetype></d:prop></d:propstat></d:response>
<d:response><d:href>/remote.php//dav/log/a.1</d:href><d:propstat><d:prop><d:getcontentlength>12</d:getcontentlength></d:prop></d:propstat></d:response></d:multistatus>`,
  ],
  [
    'with addresses that begin in the folder',
    `<multistatus><response><href>./</href></response><response><href>a.1</href><propstat><prop><getcontentlength>12</getcontentlength></prop></propstat></response></multistatus>`,
  ],
])('reads a list %s', (_, body) => {
  expect(files(body)).toEqual([A]);
});

const entry = (
  href: string,
  more = '<propstat><prop><getcontentlength>12</getcontentlength></prop></propstat>',
) => `<response><href>${href}</href>${more}</response>`;
const status = (text: string) => `<status>${text}</status>`;
const list = (...entries: string[]) =>
  `<multistatus>${entry('/v/log/', '')}${entries.join('')}</multistatus>`;

test('leaves out what is not ours, and what lies deeper', () => {
  const names = [
    'A.1',
    'a 1',
    'a.1 (1)',
    '.a',
    'a.sync-conflict-20260101-000000-abc',
    'a.crswap',
    'a.tmp',
    'ä',
    '%',
    '%2e%2e',
  ];
  const collection = '<propstat><prop><resourcetype><collection/></resourcetype></prop></propstat>';
  expect(
    files(
      list(
        ...names.map((name) => entry(`/v/log/${name}`)),
        entry('/v/log/sub', collection),
        entry('/v/log/sub/', collection),
        entry('/v/log/sub/a.2'),
        entry('/v/a.3'),
        entry('/v/log/a.1'),
      ),
    ),
  ).toEqual([A]);
});

test('tells no size that the server does not say', () => {
  const sizes = [
    '<getcontentlength/>',
    '<getcontentlength>1e3</getcontentlength>',
    '<getcontentlength>-1</getcontentlength>',
    '',
  ];
  for (const size of sizes)
    expect(files(list(entry('/v/log/a.1', `<propstat><prop>${size}</prop></propstat>`)))).toEqual([
      { name: 'a.1', size: null },
    ]);
});

test('an entry that is gone meanwhile is left out; one that says that the list is not whole makes it none', () => {
  expect(files(list(entry('/v/log/a.1'), entry('/v/log/a.2', status('HTTP/1.1 404 Not Found'))))).toEqual([
    A,
  ]);
  expect(() => files(list(entry('/v/log/a.2', status('HTTP/1.1 403 Forbidden'))))).toThrow(TransportError);
  expect(() => files(list(entry('/v/log/', status('HTTP/1.1 507 Insufficient Storage'))))).toThrow(
    TransportError,
  );
});

const NAME = /^[a-z0-9][a-z0-9.-]{0,9}$/u;
const anyNames = fc.uniqueArray(fc.stringMatching(NAME), { maxLength: 5 });
const MARKUP =
  '< > </ /> <!-- --> <![CDATA[ ]]> <? ?> <!DOCTYPE &amp; &#x110000; &#0; &x; <multistatus> </multistatus> <response> ' +
  '</response> <href> </href> /v/log/ a.1 " \' % \0 <D:href a=" <status> </status> HTTP/1.1 507 <html> <br> \uFEFF {}';
const anyMarkup = fc.array(fc.constantFrom(...MARKUP.split(' ')), { maxLength: 40 });

/** What is thrown; null where nothing is. */
function errorOf(body: string): unknown {
  try {
    files(body);
    return null;
  } catch (error) {
    return error;
  }
}

test('whatever comes, it is read or refused in our words', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        anyMarkup.map((parts) => parts.join('')),
      ),
      (body) => {
        const error = errorOf(body);
        expect(error === null || error instanceof TransportError).toBe(true);
      },
    ),
    { numRuns: 2000 },
  );
});

/** The ways in which servers write the same name. */
const anyWriting = fc.record({
  /** Which of its characters are written as bytes, with which digits. */
  escaped: fc.array(fc.constantFrom('', 'upper', 'lower'), { minLength: 10, maxLength: 10 }),
  before: fc.constantFrom(
    '/v/log/',
    'https://example.org/v/log/',
    '//v//log/',
    'http://[::1]:99999/log/',
    './',
    '',
  ),
  after: fc.constantFrom('', '?version=1', '#top'),
  text: fc.constantFrom(
    (text: string) => text,
    (text: string) => `<![CDATA[${text}]]>`,
    (text: string) => `\n  ${text.replaceAll('.', '&#46;').replaceAll('a', '&#x61;')}\n`,
    (text: string) => `<!-- </href> -->${text}`,
  ),
  prefix: fc.constantFrom('', 'd:', 'lp1:'),
});

test('however a name is written, it is the same file', () => {
  const anyEntry = fc.record({ name: fc.stringMatching(NAME), writing: anyWriting });
  fc.assert(
    fc.property(fc.uniqueArray(anyEntry, { maxLength: 5, selector: ({ name }) => name }), (entries) => {
      const written = entries.map(({ name, writing }) => {
        const { escaped, before, after, text, prefix } = writing;
        const characters = name.split('').map((character, at) => {
          const code = `%${character.charCodeAt(0).toString(16)}`;
          if (!escaped[at]) return character;
          return escaped[at] === 'upper' ? code.toUpperCase() : code;
        });
        const href = text(before + characters.join('') + after);
        return `<${prefix}response><${prefix}href>${href}</${prefix}href></${prefix}response>`;
      });
      expect(files(list(...written)).map(({ name }) => name)).toEqual(entries.map(({ name }) => name));
    }),
  );
});

test('of a list that is cut off or has strange names in it, nothing is left out', () => {
  fc.assert(
    fc.property(anyNames, fc.nat(), anyMarkup, (names, at, junk) => {
      const body = list(...names.map((name) => entry(`/v/log/${name}`)));
      const cut = at % body.length;
      expect(() => files(body.slice(0, cut))).toThrow(TransportError);
      // What stands beside them hides none.
      const text = junk.join('').replaceAll(/[<>&]/gu, '');
      const all = files(
        body.replace('</multistatus>', `${entry(`/v/log/${encodeURIComponent(text)}`)}</multistatus>`),
      );
      expect(all.map(({ name }) => name)).toEqual(
        expect.arrayContaining(names.filter((name) => name !== 'log')),
      );
    }),
  );
});

test.each([
  '<multistatus><response><href>/v/log/</response></href></multistatus>',
  '<multistatus><response><href>/v/log/</href></response></multistatus></multistatus>',
  '<multistatus><response><href>/v/log/</href></response></multistatus><multistatus/>',
  'Warning: <multistatus><response><href>/v/log/</href></response></multistatus>',
])('what is not one element in another is no list: %s', (body) => {
  expect(() => files(body)).toThrow(TransportError);
});

test('a long list takes no longer than it has to', () => {
  const names = Array.from({ length: 20_000 }, (_, at) => `a.${at}`);
  expect(files(list(...names.map((name) => entry(`/v/log/${name}`))))).toHaveLength(20_000);
  expect(() => files('<multistatus>'.repeat(100_000))).toThrow(TransportError);
  expect(() => files(`<a ${'"'.repeat(100_001)}`)).toThrow(TransportError);
  expect(() => files('<a'.repeat(100_000))).toThrow(TransportError);
  expect(() => files(`<a ${' '.repeat(30_000_000)}>`)).toThrow(TransportError);
});
