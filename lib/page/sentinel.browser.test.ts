import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageAddress } from '../annotation/page-state';
import { startSentinel, type SentinelOrders } from './sentinel';

/** A page of its own for each test, because a sentinel starts once in a window. */
async function openPage(): Promise<{ frame: HTMLIFrameElement; page: Window & typeof globalThis }> {
  const frame = document.createElement('iframe');
  frame.src = URL.createObjectURL(
    new Blob(['<link rel="canonical" href="https://news.example/story"><p>Some words.</p>'], {
      type: 'text/html',
    }),
  );
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  await loaded;
  const page = frame.contentWindow;
  if (!page) throw new Error('no window');
  // A window of the same origin has all that ours has; the types know only of what every window has.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { frame, page: page as Window & typeof globalThis };
}

function bridgeThat(orders: SentinelOrders) {
  const asked: PageAddress[] = [];
  const wake = vi.fn<() => void>();
  const state = { alive: true };
  const bridge = {
    open: (address: PageAddress) => {
      asked.push(address);
      return Promise.resolve(address.canonical.length > 0 ? { ...orders, siteKnown: false } : orders);
    },
    wake,
    isAlive: () => state.alive,
  };
  return { asked, wake, state, bridge };
}

describe('the sentinel', () => {
  let frame: HTMLIFrameElement;
  let page: Window & typeof globalThis;
  const select = (): void => page.document.getSelection()?.selectAllChildren(page.document.body);

  beforeEach(async () => {
    ({ frame, page } = await openPage());
  });
  afterEach(() => frame.remove());

  it('asks one question, without reading the page, and only once however often it is injected', async () => {
    const { bridge, asked } = bridgeThat({ toolbar: true, siteKnown: false });
    startSentinel(page, bridge);
    startSentinel(page, bridge);
    await Promise.resolve();
    expect(asked).toEqual([{ url: page.location.href, canonical: [] }]);
  });

  it('tells what the page names as its address where other articles of the site are known', async () => {
    const { bridge, asked } = bridgeThat({ toolbar: true, siteKnown: true });
    startSentinel(page, bridge);
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    expect(asked[1]?.canonical).toEqual(['https://news.example/story']);
  });

  it('brings the annotator once when something is selected, also before the answer came', async () => {
    const { bridge, wake } = bridgeThat({ toolbar: true, siteKnown: false });
    startSentinel(page, bridge);
    select();
    page.document.dispatchEvent(new Event('selectionchange'));
    await vi.waitFor(() => expect(wake).toHaveBeenCalledOnce());
    page.document.dispatchEvent(new Event('selectionchange'));
    expect(wake).toHaveBeenCalledOnce();
  });

  it('brings the annotator for what was selected before it came itself', async () => {
    const { bridge, wake } = bridgeThat({ toolbar: true, siteKnown: false });
    select();
    await new Promise((resolve) => setTimeout(resolve, 20));
    startSentinel(page, bridge);
    await vi.waitFor(() => expect(wake).toHaveBeenCalledOnce());
  });

  it('hears of a selection in a shadow tree', async () => {
    const { bridge, wake } = bridgeThat({ toolbar: true, siteKnown: false });
    startSentinel(page, bridge);
    await Promise.resolve();
    const host = page.document.body.appendChild(page.document.createElement('div'));
    const text = host.attachShadow({ mode: 'open' }).appendChild(page.document.createTextNode('Some words.'));
    page.document.getSelection()?.setBaseAndExtent(text, 0, text, 4);
    await vi.waitFor(() => expect(wake).toHaveBeenCalledOnce());
  });

  it('hears of a selection in a frame of the same site, once the focus goes there', async () => {
    const { bridge, wake } = bridgeThat({ toolbar: true, siteKnown: false });
    startSentinel(page, bridge);
    await Promise.resolve();
    page.document.body.innerHTML = '<iframe></iframe>';
    const inner = page.document.querySelector('iframe');
    const framed = inner?.contentDocument;
    if (!inner || !framed) throw new Error('no frame');
    framed.body.textContent = 'Some words.';
    inner.focus();
    page.dispatchEvent(new Event('blur'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    framed.getSelection()?.selectAllChildren(framed.body);
    await vi.waitFor(() => expect(wake).toHaveBeenCalledOnce());
  });

  it('leaves selections alone where the toolbar is turned off, and when the extension is gone', async () => {
    const off = bridgeThat({ toolbar: false, siteKnown: false });
    startSentinel(page, off.bridge);
    await Promise.resolve();
    select();
    page.document.dispatchEvent(new Event('selectionchange'));
    expect(off.wake).not.toHaveBeenCalled();

    const { frame: other, page: next } = await openPage();
    const gone = bridgeThat({ toolbar: true, siteKnown: false });
    startSentinel(next, gone.bridge);
    await Promise.resolve();
    gone.state.alive = false;
    next.document.getSelection()?.selectAllChildren(next.document.body);
    next.document.dispatchEvent(new Event('selectionchange'));
    expect(gone.wake).not.toHaveBeenCalled();
    other.remove();
  });
});
