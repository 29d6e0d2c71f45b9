import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { XSS_VECTORS } from '../fixtures/xss-vectors.ts';
import { describeBrowsers } from './harness/describe-browsers.ts';
import { pause, until } from './harness/until.ts';

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
    const beside = await stage.driver.openView('reader.html?article=none');
    await beside.waitForText('There is no such article');
    await beside.evaluate(storeCopy, vectors());
    await beside.evaluate(openUnwatched, 'reader.html?article=hostile');
    const shown = await until(() => beside.evaluate(lookInto, 'article=hostile'), {
      what: 'the hostile copy to be shown',
      timeout: 45_000,
    });
    expect(shown).toBe(XSS_VECTORS.length + 1);
    await pause(1_500);
    expect(await beside.evaluate(findHacked)).toEqual([]);
    expect(asked).toEqual([]);
    await beside.close();
  });
});

interface ExtensionPages {
  readonly tabs: { create(tab: { url: string }): Promise<unknown> };
  readonly extension: { getViews(): (Window & typeof globalThis)[] };
}

/** Opens a page without the driver in it, to whom a browser would report each refused handler by itself, for half a minute. */
async function openUnwatched(path: string): Promise<void> {
  const { tabs }: ExtensionPages = Reflect.get(globalThis, 'chrome');
  await tabs.create({ url: path });
}

/** The number of blocks that the reader at an address shows, once the last of them is there. */
function lookInto(search: string): number | null {
  const { extension }: ExtensionPages = Reflect.get(globalThis, 'chrome');
  const reader = extension.getViews().find(({ location }) => location.search.includes(search));
  const body = reader?.document.querySelector('.reader-body');
  return body?.textContent.includes('The last of them.') ? body.children.length : null;
}

/** What the vectors have left in any page of the extension. */
function findHacked(): string[] {
  const { extension }: ExtensionPages = Reflect.get(globalThis, 'chrome');
  return extension.getViews().flatMap((view) => (Reflect.has(view, 'hacked') ? [view.location.href] : []));
}

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
