import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bucketPage, reasonOf, refusalIn } from './bucket-listing';
import { TransportError } from './transport';

const page = (body: string) => bucketPage(body, 'v/log/', 'LIST log/');
const entry = (key: string, size = '12') => `<Contents><Key>${key}</Key><Size>${size}</Size></Contents>`;
const list = (inside: string, end = '<IsTruncated>false</IsTruncated>') =>
  `<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${end}${inside}</ListBucketResult>`;

test('reads a page, and where the next one is', () => {
  expect(page(list(entry('v/log/a.1')))).toEqual({ files: [{ name: 'a.1', size: 12 }], next: null });
  const more = '<IsTruncated>true</IsTruncated><NextContinuationToken>a&amp;b==</NextContinuationToken>';
  expect(page(list(entry('v/log/a.1', 'many'), more))).toEqual({
    files: [{ name: 'a.1', size: null }],
    next: 'a&b==',
  });
});

test('leaves out what is not ours', () => {
  const keys = ['v/log/', 'v/log/A', 'v/log/a (1)', 'v/log/sub/a', 'w/log/a.1', 'log/a.1', 'v/log/a.tmp'];
  expect(page(list(keys.map((key) => entry(key)).join(''))).files).toEqual([]);
});

test.each([
  ['does not say whether it is the whole', list(entry('v/log/a.1'), '')],
  ['says in other words whether it is', list('', '<IsTruncated>no</IsTruncated>')],
  ['does not say where it goes on', list('', '<IsTruncated>true</IsTruncated>')],
  ['has an entry without a name', list('<Contents><Size>1</Size></Contents>')],
  ['is a page', '<!doctype html><title>Sign in</title>'],
  ['is of buckets', '<ListAllMyBucketsResult/>'],
  ['is nothing', ''],
])('a list that %s is none', (_, body) => {
  expect(() => page(body)).toThrow(expect.objectContaining({ reason: 'not-a-store' }));
});

test('whatever comes, it is read or refused in our words; a part of a list is none', () => {
  const tokens =
    '< > </ &lt; <ListBucketResult> </ListBucketResult> <Contents> <Key> v/log/a </Key> </Contents> <IsTruncated> false';
  const anyBody = fc.array(fc.constantFrom(...tokens.split(' '))).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(anyBody, fc.string({ unit: 'binary' })), fc.nat(), (body, at) => {
      expect(refusalIn(body)).toHaveProperty('code');
      expect(isReadOrRefused(body)).toBe(true);
      const whole = list(entry('v/log/a.1') + entry('v/log/a.2'));
      expect(() => page(whole.slice(0, at % whole.length))).toThrow(TransportError);
    }),
    { numRuns: 1000 },
  );
});

test('says what a refusal is about, in few words', () => {
  const body =
    '<Error><Code>AuthorizationHeaderMalformed</Code><Message>wrong</Message><Region>eu-1</Region></Error>';
  expect(refusalIn(body)).toEqual({ code: 'AuthorizationHeaderMalformed', message: 'wrong (eu-1)' });
  expect(refusalIn(`<Error><Message>${'x'.repeat(1000)}</Message></Error>`)).toEqual({
    code: null,
    message: 'x'.repeat(200),
  });
  expect(refusalIn('<html></html>')).toEqual({ code: null, message: '' });
  expect(reasonOf('toString')).toBeNull();
});

function isReadOrRefused(body: string): boolean {
  try {
    page(body);
    return true;
  } catch (error) {
    return error instanceof TransportError;
  }
}
