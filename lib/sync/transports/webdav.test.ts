import { describe, expect, test } from 'vitest';
import {
  empty,
  fakeNetwork,
  inPieces,
  page,
  xml,
  type Answering,
} from '../../../tests/fixtures/fake-network';
import type { Network } from './http';
import type { TransportFailure } from './transport';
import { WebDav } from './webdav';

const ONE = new Uint8Array([1]);
const HOME = '<d:multistatus xmlns:d="DAV:"><d:response><d:href>/dav/</d:href></d:response></d:multistatus>';
const HEADS = HOME.replace('/dav/', '/dav/vault/heads/');

function store(answer: Answering, more: Partial<Network> = {}) {
  const network = fakeNetwork(answer, more);
  const place = { url: 'https://example.org/dav/', path: 'vault', user: 'ann', password: 'pä:ß' };
  return { network, webDav: new WebDav(place, network) };
}

const fails = (reason: TransportFailure, more: object = {}): unknown =>
  expect.objectContaining({ name: 'TransportError', reason, ...more });

/** Each of the four things, on a store that answers so. */
function all(answer: Answering, more: Partial<Network> = {}) {
  const { webDav } = store(answer, more);
  return [
    () => webDav.list('heads'),
    () => webDav.get('heads', 'a', 10),
    () => webDav.put('heads', 'a', ONE),
    () => webDav.remove('heads', 'a'),
  ];
}

const hidden = () => Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' });
const never = () => new Promise<Response>(() => undefined);
/** Hears that it is not wanted any more, and calls that so. */
const abortable: Answering = ({ init: { signal } }) =>
  new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
  });
const noNetwork = () => {
  throw new TypeError('Failed to fetch');
};
const broken = () =>
  new Response(
    new ReadableStream({ pull: (controller) => controller.error(new TypeError('network error')) }),
  );

/** A body of which a byte comes now and then. */
const slow = () =>
  new ReadableStream({
    start: (controller) => {
      let pieces = 0;
      const timer = setInterval(() => {
        controller.enqueue(ONE);
        if (++pieces < 6) return;
        clearInterval(timer);
        controller.close();
      }, 20);
    },
  });

/** Writes where the folder is missing, to a store that answers so when it is to be made. */
const making = (status: number) =>
  store(({ method }) => empty(method === 'MKCOL' ? status : 409)).webDav.put('log', 'a', ONE);

/** A file of which a store says that it has so many bytes. */
const declared = (length: number, there: number) =>
  store(
    () =>
      new Response(inPieces(there > 0 ? [new Uint8Array(there)] : []), {
        headers: { 'content-length': String(length) },
      }),
  ).webDav;

describe('an answer that was not hoped for', () => {
  test.each<[number, TransportFailure]>([
    [401, 'unauthorised'],
    [403, 'forbidden'],
    [405, 'not-a-store'],
    [408, 'timeout'],
    [412, 'failed'],
    [413, 'too-large'],
    [418, 'failed'],
    [423, 'busy'],
    [429, 'busy'],
    [500, 'failed'],
    [501, 'not-a-store'],
    [502, 'offline'],
    [503, 'busy'],
    [504, 'timeout'],
    [507, 'full'],
    [301, 'moved'],
    [302, 'moved'],
    [307, 'moved'],
  ])('with %i is told as %s, whatever was asked', async (status, reason) => {
    for (const call of all(() => empty(status))) await expect(call).rejects.toThrow(fails(reason));
  });

  test('which the browser does not let us see is a redirection', async () => {
    for (const call of all(hidden)) await expect(call).rejects.toThrow(fails('moved'));
  });

  test('with a page for people is told, and is never an empty folder, a file, or a success', async () => {
    for (const call of all(() => page(200))) await expect(call).rejects.toThrow(fails('not-a-store'));
  });

  test.each([
    ['120', 120_000],
    ['Fri, 02 Jan 2026 03:04:15 GMT', 10_000],
    ['Thu, 01 Jan 2026 00:00:00 GMT', 0],
    ['99999999999', 86_400_000],
    ['soon', null],
  ])('that says to come back after %s is told with the time', async (header, retryAfter) => {
    for (const call of all(() => empty(429, { 'retry-after': header })))
      await expect(call).rejects.toThrow(fails('busy', { retryAfter }));
  });

  test('never gives away the password or the address', async () => {
    for (const call of all(() => empty(403)))
      await expect(call).rejects.toThrow(
        expect.objectContaining({ message: expect.not.stringMatching(/example|pä|cMOk/u) }),
      );
  });
});

describe('no answer', () => {
  test('is told as offline, or as a permission that is not there', async () => {
    for (const call of all(noNetwork)) await expect(call).rejects.toThrow(fails('offline'));
    for (const call of all(noNetwork, { isPermitted: async () => false }))
      await expect(call).rejects.toThrow(fails('not-permitted'));
    for (const call of all(noNetwork, { isPermitted: () => Promise.reject(new Error('gone')) }))
      await expect(call).rejects.toThrow(fails('offline'));
  });

  test('in time is told, whether or not the browser hears that it is not wanted any more', async () => {
    for (const call of all(never, { patience: 5 })) await expect(call).rejects.toThrow(fails('timeout'));
  });

  test('is waited for as long as something comes, and no longer', async () => {
    const { webDav } = store(() => new Response(slow()), { patience: 100 });
    expect(await webDav.get('heads', 'a', 10)).toHaveLength(6);
    const stuck = store(() => new Response(inPieces([ONE], false)), { patience: 5 });
    await expect(stuck.webDav.get('heads', 'a', 10)).rejects.toThrow(fails('timeout'));
  });

  test('is wanted any more: what the caller says is told, before, meanwhile and in the body', async () => {
    const reason = new Error('the page was closed');
    const { webDav } = store(() => new Promise<Response>(() => undefined));
    await expect(webDav.list('heads', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const list = webDav.list('heads', controller);
    controller.abort(reason);
    await expect(list).rejects.toBe(reason);
    const stuck = store(() => new Response(inPieces([ONE], false)));
    const body = new AbortController();
    const get = stuck.webDav.get('heads', 'a', 10, body);
    setTimeout(() => body.abort(reason), 5);
    await expect(get).rejects.toBe(reason);
  });

  test('is wanted any more, and a browser calls that in its own words: it is told as it is', async () => {
    for (const call of all(abortable, { patience: 5 })) await expect(call).rejects.toThrow(fails('timeout'));
  });

  test('to the end of it is no file', async () => {
    await expect(store(broken).webDav.get('heads', 'a', 10)).rejects.toThrow(fails('offline'));
  });
});

describe('a folder that is not there', () => {
  test('is empty only where the place that the user named is there', async () => {
    const { webDav, network } = store(({ path }) => (path === '/dav/' ? xml(207, HOME) : empty(404)));
    expect(await webDav.list('heads')).toEqual([]);
    expect(network.asked).toEqual(['PROPFIND /dav/vault/heads/', 'PROPFIND /dav/']);
  });

  test.each<[string, Response, TransportFailure]>([
    ['is not there', empty(404), 'not-found'],
    ['asks for a password', empty(401), 'unauthorised'],
    ['is a page', page(200), 'not-a-store'],
    ['is a page that says 207', page(207), 'not-a-store'],
    ['is shut', empty(503), 'busy'],
  ])('is no answer where that place %s', async (_, response, reason) => {
    const { webDav } = store(({ path }) => (path === '/dav/' ? response : empty(404)));
    await expect(webDav.list('heads')).rejects.toThrow(fails(reason));
  });

  test.each([404, 409, 500])('is made, with those above it, when a server answers %i', async (status) => {
    const made = new Set(['/dav/']);
    const { webDav, network } = store(({ method, path }) => {
      const above = path.replace(/[^/]+\/?$/u, '');
      if (method === 'MKCOL') return made.has(path) ? empty(405) : (made.add(path), empty(201));
      return empty(made.has(above) ? 201 : status);
    });
    await webDav.put('log', 'a.1', ONE);
    expect(network.asked).toEqual([
      'PUT /dav/vault/log/a.1',
      'MKCOL /dav/vault/',
      'MKCOL /dav/vault/log/',
      'PUT /dav/vault/log/a.1',
    ]);
    await webDav.put('log', 'a.2', ONE);
    expect(network.asked).toHaveLength(5);
    // Somebody deletes it.
    made.delete('/dav/vault/log/');
    await webDav.put('log', 'a.3', ONE);
    expect(made).toContain('/dav/vault/log/');
  });

  test('is made once for all who need it at once', async () => {
    let isMade = false;
    const { webDav, network } = store(({ method }) => {
      if (method === 'MKCOL') return ((isMade = true), empty(201));
      return empty(isMade ? 201 : 409);
    });
    await Promise.all(['a', 'b', 'c'].map((name) => webDav.put('log', name, ONE)));
    expect(network.asked.filter((line) => line.startsWith('MKCOL'))).toHaveLength(2);
  });

  test('and cannot be made is told as the server tells it', async () => {
    await expect(making(403)).rejects.toThrow(fails('forbidden'));
    await expect(making(507)).rejects.toThrow(fails('full'));
    await expect(making(409)).rejects.toThrow(fails('not-found'));
    await expect(making(404)).rejects.toThrow(fails('not-found'));
    await expect(making(301)).rejects.toThrow(fails('moved'));
    await expect(making(201)).rejects.toThrow(fails('failed'));
  });
});

test('a list that was cut off anywhere, or is of another folder, is no list', async () => {
  const whole = HEADS.replace(
    '</d:multistatus>',
    `${HEADS.match(/<d:response>.*<\/d:response>/u)?.[0]}</d:multistatus>`,
  );
  for (let length = 0; length < whole.length; length++) {
    const { webDav } = store(() => xml(207, whole.slice(0, length)));
    await expect(webDav.list('heads')).rejects.toThrow(fails('not-a-store'));
  }
  await expect(store(() => xml(207, HEADS)).webDav.list('log')).rejects.toThrow(fails('not-a-store'));
  expect(await store(() => xml(207, whole)).webDav.list('heads')).toEqual([]);
});

test('of a file that is too large, no more is read than is needed to know', async () => {
  let pieces = 0;
  const endless = function* () {
    for (;;) {
      pieces++;
      yield new Uint8Array(10);
    }
  };
  await expect(store(() => new Response(inPieces(endless()))).webDav.get('heads', 'a', 25)).rejects.toThrow(
    fails('too-large'),
  );
  expect(pieces).toBeLessThan(10);
  await expect(declared(26, 0).get('heads', 'a', 25)).rejects.toThrow(fails('too-large'));
  expect(await declared(25, 25).get('heads', 'a', 25)).toHaveLength(25);
});

test('what is not there is null when it is read, and fine when it is removed', async () => {
  for (const status of [404, 410]) {
    const { webDav } = store(() => empty(status));
    expect(await webDav.get('heads', 'a', 10)).toBeNull();
    await webDav.remove('heads', 'a');
  }
});

test('a deletion of which only a part worked did not', async () => {
  await expect(store(() => xml(207, HOME)).webDav.remove('heads', 'a')).rejects.toThrow(fails('not-a-store'));
});

test('a name that leads out of the folder is never asked for', async () => {
  const { webDav, network } = store(() => empty(200));
  for (const name of ['', '..', '../a', 'a/b', '.a', 'A', 'a?b', 'a%2fb', 'a'.repeat(121)])
    await expect(webDav.get('heads', name, 10)).rejects.toThrow(fails('failed'));
  expect(network.asked).toEqual([]);
});

test('nothing is remembered, followed or sent along that is not ours', async () => {
  const { webDav, network } = store(() => empty(201));
  await webDav.put('heads', 'a', ONE);
  const [request] = network.requests;
  expect(request?.init).toMatchObject({ cache: 'no-store', credentials: 'omit', redirect: 'manual' });
  // As UTF-8, colon and all.
  expect(request?.headers.get('authorization')).toBe(`Basic ${Buffer.from('ann:pä:ß').toString('base64')}`);
  expect([...(request?.headers.keys() ?? [])]).toEqual(['authorization', 'content-type']);
});
