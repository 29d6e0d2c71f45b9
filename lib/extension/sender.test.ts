import { describe, expect, it, vi } from 'vitest';

vi.stubGlobal('chrome', {
  runtime: { id: 'ours', getURL: (path: string) => `chrome-extension://ours${path}` },
});
const { identifySender, vouchedAddress } = await import('./sender');

type RawSender = Parameters<typeof identifySender>[0];
// A sender has a whole tab; only its id matters here.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const page = { id: 'ours', url: 'https://news.example/a', frameId: 0, tab: { id: 7 } } as RawSender;

describe('identifySender', () => {
  it('knows the top frame of a page with our script in it', () => {
    expect(identifySender(page)).toEqual({ kind: 'page', tabId: 7, url: 'https://news.example/a' });
  });

  it('knows a view of ours, in a tab or not', () => {
    const url = 'chrome-extension://ours/popup.html';
    expect(identifySender({ id: 'ours', url })).toEqual({ kind: 'view', tabId: null });
    expect(identifySender({ ...page, url, frameId: 3 })).toEqual({ kind: 'view', tabId: 7 });
  });

  it('refuses other extensions, sub-frames and senders without an address', () => {
    expect(identifySender({ ...page, id: 'theirs' })).toBeNull();
    expect(identifySender({ ...page, frameId: 2 })).toBeNull();
    expect(identifySender({ id: 'ours' })).toBeNull();
    expect(
      identifySender({ ...page, url: 'chrome-extension://ours.evil/popup.html', frameId: 1 }),
    ).toBeNull();
  });
});

describe('vouchedAddress', () => {
  it('believes another path of the origin that the browser names', () => {
    expect(vouchedAddress('https://news.example/b', 'https://news.example/a')).toBe('https://news.example/b');
  });

  it.each([
    ['another site', 'https://bank.example/', 'https://news.example/a'],
    ['another scheme', 'http://news.example/a', 'https://news.example/a'],
    ['another port', 'https://news.example:8443/a', 'https://news.example/a'],
    ['another file', 'file:///etc/passwd', 'file:///home/a.html'],
    ['no address at all', 'news', 'https://news.example/a'],
    ['a data address', 'data:text/html,x', 'data:text/html,x'],
  ])('does not believe %s', (_, claimed, sender) => {
    expect(vouchedAddress(claimed, sender) === claimed && claimed.startsWith('http')).toBe(false);
  });
});
