import { describe, expect, it } from 'vitest';
import { cannotReason } from './page-phase';

describe('cannotReason', () => {
  it.each([
    ['https://news.example.com/a', null],
    ['http://localhost:8080/a', null],
    ['file:///home/reader/saved.html', null],
    [null, null],
    ['https://en.example.org/wiki/File:Report.pdf', null],
    ['https://news.example.com/report.PDF?download=1', 'pdf'],
    ['https://addons.mozilla.org/firefox/', 'store'],
    ['https://chrome.google.com/webstore/detail/x', 'store'],
    ['about:blank', 'browser'],
    ['view-source:https://news.example.com/', 'browser'],
    ['chrome-extension://abc/popup.html', 'browser'],
    ['not an address', 'browser'],
  ])('%s → %s', (url, reason) => {
    expect(cannotReason(url)).toBe(reason);
  });
});
