import { beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryBridge } from '../../tests/fixtures/memory-bridge';
import { targetOf } from '../../tests/fixtures/format-samples';
import { createCapture } from './capture';
import { livePage } from './subject';

const WALL = [
  'The council voted nine to four for the sea wall on Tuesday evening, after six hours of argument in the hall.',
  'Work begins in spring and is expected to take two years, the harbour master told the meeting on the quay.',
];
const FERRY = [
  'The night ferry to Osmund Point will sail twice a week from May, the company said after a month of silence.',
  'A return ticket costs thirty-eight crowns for residents of the island, and more than twice as much for others.',
];

/** A browser that is busy has no idle time for a while. */
const IDLE = 10_000;

function show(paragraphs: readonly string[]): void {
  document.body.innerHTML = `<main><article><h1>Story</h1><p>${paragraphs.join('</p><p>')}</p></article></main>`;
}

function start(isLarge = () => false) {
  const { bridge, captures } = memoryBridge();
  let url = 'https://a.example/wall';
  const capture = createCapture({
    window,
    bridge,
    subject: { ...livePage(window), isLarge },
    address: () => ({ url, canonical: [] }),
  });
  const texts = (): string[][] =>
    captures.map((copy) =>
      (copy?.blocks ?? []).filter(({ kind }) => kind === 'paragraph').map(({ text }) => text),
    );
  const go = (to: string): void => {
    url = to;
    capture.moved();
  };
  return { capture, texts, go };
}

describe('a copy', () => {
  beforeEach(() => show(WALL));

  it('is handed in as the page has it', async () => {
    const { capture, texts } = start();
    expect(await capture.now('any')).toEqual({ articleId: 'article', seen: 'new' });
    expect(texts()).toEqual([WALL]);
  });

  it('is not made again a moment later, but for a mark that it does not have', async () => {
    const { capture, texts } = start();
    capture.soon(null);
    await vi.waitFor(() => expect(texts()).toHaveLength(1), IDLE);
    capture.soon(null);
    capture.soon(targetOf('nine to four'));
    show([...WALL, FERRY[0] ?? '']);
    capture.soon(targetOf('twice a week'));
    await vi.waitFor(() => expect(texts()).toHaveLength(2), IDLE);
    expect(texts()[1]).toContain(FERRY[0]);
  });

  it('of a large page waits until nobody looks at it, unless something was marked', async () => {
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(false);
    const isLarge = vi.fn<() => boolean>(() => true);
    const { capture, texts } = start(isLarge);
    capture.soon(null);
    await vi.waitFor(() => expect(isLarge).toHaveBeenCalled(), IDLE);
    await new Promise((resolve) => {
      setTimeout(resolve, 200);
    });
    expect(texts()).toEqual([]);
    hidden.mockReturnValue(true);
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.waitFor(() => expect(texts()).toEqual([WALL]), IDLE);
    document.dispatchEvent(new Event('visibilitychange'));
    hidden.mockReturnValue(false);
    show(FERRY);
    capture.soon(targetOf('twice a week'));
    await vi.waitFor(() => expect(texts()).toEqual([WALL, FERRY]), IDLE);
    hidden.mockRestore();
  });

  it('of the article before is not handed in under the address of the next', async () => {
    const { capture, texts, go } = start();
    go('https://a.example/ferry');
    const captured = capture.now('any');
    await new Promise((resolve) => {
      setTimeout(resolve, 1_200);
    });
    expect(texts()).toEqual([]);
    show(FERRY);
    expect(await captured).toEqual({ articleId: 'article', seen: 'new' });
    expect(texts()).toEqual([FERRY]);
  });

  it('that is under way when the page moves on is given up: it may have some of the next article', async () => {
    const { capture, texts, go } = start();
    const captured = capture.now('any');
    go('https://a.example/ferry');
    show(FERRY);
    expect(await captured).toEqual({ articleId: null, seen: 'none' });
    expect(texts()).toEqual([]);
  });

  it('is given up where the page moves on meanwhile', async () => {
    const { capture, texts, go } = start();
    go('https://a.example/ferry');
    const captured = capture.now('any');
    go('https://a.example/third');
    expect(await captured).toEqual({ articleId: null, seen: 'none' });
    expect(texts()).toEqual([]);
  });
});
