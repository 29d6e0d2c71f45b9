import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { XSS_VECTORS } from '../fixtures/xss-vectors.ts';
import { describeBrowsers } from './harness/describe-browsers.ts';
import { pause } from './harness/until.ts';

let server: Server;
let origin = '';
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // A server that listens on a port has such an address.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

function vectors(): string[] {
  return XSS_VECTORS.map((html) => html.replaceAll('http://127.0.0.1:9', origin));
}

describeBrowsers('a hostile copy in the reader', 'none', (stage) => {
  it('runs nothing and fetches nothing, and shows the text', async () => {
    const setUp = await stage.driver.openView('reader.html?article=none');
    await setUp.waitForText('There is no such article');
    await setUp.evaluate(storeCopy, vectors());
    await setUp.close();
    const reader = await stage.driver.openView('reader.html?article=hostile');
    await reader.waitForText('The last of them.');
    await pause(1_500);
    expect(await reader.evaluate(() => Reflect.get(globalThis, 'hacked') ?? null)).toBeNull();
    expect(asked).toEqual([]);
    expect(await reader.evaluate(() => document.querySelectorAll('.reader-body > *').length)).toBe(
      XSS_VECTORS.length + 1,
    );
    await reader.close();
  });
});

/** Writes an article with one version, past every check of ours. Runs in a page of the extension. */
async function storeCopy(htmls: readonly string[]): Promise<void> {
  const kinds = ['paragraph', 'heading', 'caption', 'standfirst'];
  const blocks = htmls.map((html, at) => ({
    kind: kinds[at % kinds.length],
    text: new DOMParser().parseFromString(html, 'text/html').body.textContent,
    html,
  }));
  const lines = [...blocks, { kind: 'paragraph', text: 'The last of them.' }].map((block) =>
    JSON.stringify(block),
  );
  const packed = new Blob([JSON.stringify(lines)]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  const details = { title: 'Hostile', byline: '', site: '', language: '', publishedAt: '', modifiedAt: '' };
  const url = 'https://hostile.example/story';
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('pullquote');
    opening.addEventListener('success', () => resolve(opening.result));
    opening.addEventListener('error', () => reject(new Error(String(opening.error))));
  });
  await new Promise<void>((resolve, reject) => {
    const writing = db.transaction(['articles', 'versions'], 'readwrite');
    writing.addEventListener('complete', () => resolve());
    writing.addEventListener('abort', () => reject(new Error(String(writing.error))));
    writing.objectStore('articles').put({ ...details, id: 'hostile', url, aliases: [url], savedAt: 1 });
    writing.objectStore('versions').put({
      id: 'hostile-1',
      articleId: 'hostile',
      capturedAt: 1,
      sha256: '0'.repeat(64),
      details,
      base: null,
      bytes,
    });
  });
  db.close();
}
