import { describe, expect, test } from 'vitest';
import { empty, fakeNetwork, page, xml, type Answering } from '../../../tests/fixtures/fake-network';
import { S3, type S3Place } from './s3';
import type { TransportFailure } from './transport';

const ONE = new Uint8Array([1]);
const PLACE: S3Place = {
  endpoint: 'https://s3.example.org',
  bucket: 'my-bucket',
  region: 'eu-1',
  accessKeyId: 'key',
  secretAccessKey: 'secret',
  path: 'my vault/+',
  style: 'path',
};

function store(answer: Answering, place: Partial<S3Place> = {}) {
  const network = fakeNetwork(answer);
  return { network, s3: new S3({ ...PLACE, ...place }, network) };
}

const fails = (reason: TransportFailure, more: object = {}): unknown =>
  expect.objectContaining({ name: 'TransportError', reason, ...more });
const refused = (status: number, code: string) => () => xml(status, `<Error><Code>${code}</Code></Error>`);

const pageOf = (name: string, next: string | null) =>
  xml(
    200,
    `<ListBucketResult><IsTruncated>${next !== null}</IsTruncated><NextContinuationToken>${next ?? ''}</NextContinuationToken>
     <Contents><Key>my vault/+/log/${name}</Key><Size>1</Size></Contents></ListBucketResult>`,
  );

function all(answer: Answering) {
  const { s3 } = store(answer);
  return [
    () => s3.list('heads'),
    () => s3.get('heads', 'a', 10),
    () => s3.put('heads', 'a', ONE),
    () => s3.remove('heads', 'a'),
  ];
}

describe('an answer that was not hoped for', () => {
  test.each<[number, string, TransportFailure]>([
    [404, 'NoSuchBucket', 'not-found'],
    [403, 'AccessDenied', 'forbidden'],
    [403, 'SignatureDoesNotMatch', 'unauthorised'],
    [403, 'InvalidAccessKeyId', 'unauthorised'],
    [403, 'RequestTimeTooSkewed', 'wrong-clock'],
    [503, 'SlowDown', 'busy'],
    [403, 'QuotaExceeded', 'full'],
    [400, 'EntityTooLarge', 'too-large'],
    [400, 'AuthorizationHeaderMalformed', 'moved'],
    [400, 'SomethingElse', 'failed'],
    [403, 'SomethingElse', 'forbidden'],
    [500, 'InternalError', 'failed'],
    [404, 'SomethingElse', 'not-a-store'],
  ])('with %i and %s is told as %s, whatever was asked', async (status, code, reason) => {
    for (const call of all(refused(status, code)))
      await expect(call).rejects.toThrow(fails(reason, { detail: expect.stringContaining(code) }));
  });

  test('without the words of S3 is told by its status, and a page is no store', async () => {
    for (const call of all(() => empty(503, { 'retry-after': '7' })))
      await expect(call).rejects.toThrow(fails('busy', { retryAfter: 7000 }));
    for (const call of all(() => page(403))) await expect(call).rejects.toThrow(fails('forbidden'));
    for (const call of all(() => page(404))) await expect(call).rejects.toThrow(fails('not-a-store'));
    for (const call of all(() => empty(307))) await expect(call).rejects.toThrow(fails('moved'));
    const { s3 } = store(() => page(200));
    await expect(s3.list('heads')).rejects.toThrow(fails('not-a-store'));
    await expect(s3.get('heads', 'a', 10)).rejects.toThrow(fails('not-a-store'));
    await expect(s3.put('heads', 'a', ONE)).rejects.toThrow(fails('not-a-store'));
    await expect(s3.remove('heads', 'a')).rejects.toThrow(fails('not-a-store'));
  });

  test('because of the clock says so in the log', async () => {
    const { s3 } = store(refused(403, 'RequestTimeTooSkewed'));
    await expect(s3.list('heads')).rejects.toThrow(/the clock of this device is wrong/u);
  });
});

test('a key that is not there is null when it is read, and fine when it is removed', async () => {
  const { s3 } = store(refused(404, 'NoSuchKey'));
  expect(await s3.get('heads', 'a', 10)).toBeNull();
  await s3.remove('heads', 'a');
});

test('a list is read to its end, page by page, and one without an end is none', async () => {
  const { s3, network } = store(({ url }) => {
    const token = new URL(url).searchParams.get('continuation-token');
    return token === null ? pageOf('a.1', '1+/=') : pageOf('a.2', null);
  });
  expect(await s3.list('log')).toEqual([
    { name: 'a.1', size: 1 },
    { name: 'a.2', size: 1 },
  ]);
  expect(network.requests.map(({ url }) => new URL(url).search)).toEqual([
    '?list-type=2&prefix=my%20vault%2F%2B%2Flog%2F&delimiter=%2F',
    '?list-type=2&prefix=my%20vault%2F%2B%2Flog%2F&delimiter=%2F&continuation-token=1%2B%2F%3D',
  ]);
  const endless = store(() => pageOf('a.1', 'same'));
  await expect(endless.s3.list('log')).rejects.toThrow(fails('not-a-store'));
  expect(endless.network.asked).toHaveLength(2);
});

test('a bucket stands in the path or in the host', async () => {
  const inPath = store(() => empty(200), { endpoint: 'https://example.org:9000/s3/' });
  await inPath.s3.put('heads', 'a', ONE);
  expect(inPath.network.requests[0]?.url).toBe(
    'https://example.org:9000/s3/my-bucket/my%20vault/%2B/heads/a',
  );
  const inHost = store(() => empty(200), { style: 'host', path: '' });
  await inHost.s3.put('heads', 'a', ONE);
  expect(inHost.network.requests[0]?.url).toBe('https://my-bucket.s3.example.org/heads/a');
});

test('what is sent is signed together with the time, and the secret stays here', async () => {
  const { s3, network } = store(() => empty(200));
  await s3.put('heads', 'a', ONE);
  const headers = network.requests[0]?.headers;
  expect(headers?.get('x-amz-date')).toBe('20260102T030405Z');
  // SHA-256 of the one byte.
  expect(headers?.get('x-amz-content-sha256')).toMatch(/^4bf5122f/u);
  expect(headers?.get('authorization')).toMatch(
    /^AWS4-HMAC-SHA256 Credential=key\/20260102\/eu-1\/s3\/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date, /u,
  );
  expect(JSON.stringify([...(headers ?? [])])).not.toContain('secret');
});
