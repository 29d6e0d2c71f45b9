import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryBridge, type MemoryBridge } from '../../tests/fixtures/memory-bridge';
import { succeed } from '../annotation/failure';
import { startAnnotator, type Annotator } from './annotator';
import { livePage } from './subject';

const ARTICLE = `<article><h1>Ferry to run at night</h1>
  <p id="one">“We will sail until midnight,” said harbour master Ilse Brandt on Friday.</p>
  <p id="two">The crossing takes forty minutes and costs nine euros for a car with two people.</p></article>`;

const painted = (kind: string): string[] =>
  [...(CSS.highlights.get(`pullquote-${kind}`) ?? [])].map((range) =>
    range instanceof Range ? range.toString() : '',
  );
const host = (): Element | null => document.querySelector('pullquote-ui');
const select = (selector: string): void => {
  const element = document.querySelector(selector);
  if (element) document.getSelection()?.selectAllChildren(element);
};

const reply = (toolbar: boolean) => succeed({ identity: [location.href], annotations: [], toolbar });

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

describe('the annotator', () => {
  let annotator: Annotator;
  let memory: MemoryBridge;

  beforeEach(() => {
    document.body.innerHTML = ARTICLE;
    memory = memoryBridge();
    annotator = startAnnotator(window, memory.bridge, livePage(window));
  });
  afterEach(() => {
    annotator.stop();
    document.getSelection()?.removeAllRanges();
  });

  it('marks what is selected and changes nothing in the body', async () => {
    const before = document.body.outerHTML;
    select('#one');
    expect(await annotator.mark('quote', false)).toBe(true);
    expect(painted('quote')).toEqual([document.querySelector('#one')?.textContent]);
    expect(document.body.outerHTML).toBe(before);
  });

  it('marks nothing where nothing is selected', async () => {
    expect(await annotator.mark('claim', false)).toBe(false);
    expect(memory.stored.size).toBe(0);
  });

  it('keeps the passage when saving fails, and saves it on the next try', async () => {
    memory.switches.failing = true;
    select('#two');
    expect(await annotator.mark('claim', false)).toBe(false);
    expect(document.getSelection()?.toString()).toContain('forty minutes');
    expect(host()).not.toBeNull();
    memory.switches.failing = false;
    expect(await annotator.mark('claim', false)).toBe(true);
    expect(painted('claim')).toHaveLength(1);
  });

  it.each([
    ['offers the toolbar once it is known to be wanted', () => undefined, true],
    [
      'offers none where nothing is selected by then',
      () => document.getSelection()?.removeAllRanges(),
      false,
    ],
  ])('%s', async (_, meanwhile, isOffered) => {
    annotator.stop();
    const late = Promise.withResolvers<void>();
    vi.spyOn(memory.bridge, 'load').mockImplementationOnce(async () => {
      await late.promise;
      return reply(true);
    });
    select('#two');
    annotator = startAnnotator(window, memory.bridge, livePage(window));
    await pause(400);
    meanwhile();
    await pause(400);
    late.resolve();
    await pause(100);
    expect(host() !== null).toBe(isOffered);
  });

  it('offers the toolbar for what is selected when it is turned on again', async () => {
    vi.spyOn(memory.bridge, 'load').mockResolvedValueOnce(reply(false)).mockResolvedValueOnce(reply(true));
    await annotator.refresh();
    select('#two');
    await pause(400);
    expect(host()).toBeNull();
    await annotator.refresh();
    expect(host()).not.toBeNull();
  });

  it('keeps a mark when the answer to an older question comes after the newer one', async () => {
    const late = Promise.withResolvers<void>();
    const asking = vi.spyOn(memory.bridge, 'load').mockImplementationOnce(async () => {
      await late.promise;
      return reply(true);
    });
    const older = annotator.refresh();
    expect(asking).toHaveBeenCalledOnce();
    const newer = annotator.refresh();
    select('#two');
    expect(await annotator.mark('claim', false)).toBe(true);
    late.resolve();
    await Promise.all([older, newer]);
    expect(painted('claim')).toHaveLength(1);
  });

  it('finds its marks again when a framework draws the article anew', async () => {
    select('#two');
    await annotator.mark('claim', false);
    document.body.innerHTML = ARTICLE;
    await vi.waitFor(() => expect(painted('claim')).toEqual([document.querySelector('#two')?.textContent]));
    expect(
      [...(CSS.highlights.get('pullquote-claim') ?? [])].every((range) => range.startContainer.isConnected),
    ).toBe(true);
  });

  it('paints a mark when its text arrives late', async () => {
    select('#two');
    await annotator.mark('claim', false);
    annotator.stop();
    document.querySelector('#two')?.remove();
    annotator = startAnnotator(window, memory.bridge, livePage(window));
    expect((await annotator.state()).placements).toEqual([
      { id: 'id-1', status: 'pending', order: -1, current: '' },
    ]);
    document
      .querySelector('article')
      ?.insertAdjacentHTML(
        'beforeend',
        '<p>The crossing takes forty minutes and costs nine euros for a car with two people.</p>',
      );
    await vi.waitFor(() => expect(painted('claim')).toHaveLength(1));
  });

  it('calls a mark gone only when the page has settled', async () => {
    select('#two');
    await annotator.mark('claim', false);
    document.querySelector('#two')?.remove();
    await vi.waitFor(() => expect(memory.states.at(-1)?.placements[0]?.status).toBe('pending'), 2_000);
    await vi.waitFor(() => expect(memory.states.at(-1)?.placements[0]?.status).toBe('gone'), 6_000);
  });

  it('never shows the marks of one article on the next', async () => {
    const before = location.href;
    select('#two');
    await annotator.mark('claim', false);
    memory.stored.clear();
    history.pushState({}, '', '/another-article');
    await vi.waitFor(() => expect(painted('claim')).toEqual([]));
    history.pushState({}, '', before);
  });

  it('goes quiet and cleans up when its extension is gone', async () => {
    select('#two');
    await annotator.mark('claim', false);
    memory.switches.alive = false;
    window.dispatchEvent(new MouseEvent('click'));
    expect(painted('claim')).toEqual([]);
    expect(host()).toBeNull();
  });

  it('jumps to a mark inside a closed fold, and says where there is none', async () => {
    document
      .querySelector('article')
      ?.insertAdjacentHTML(
        'beforeend',
        '<div style="height:3000px"></div><details><summary>More</summary><p id="deep">The last boat leaves at ten past eleven.</p></details>',
      );
    select('#deep');
    document.querySelector('details')?.setAttribute('open', '');
    select('#deep');
    await annotator.mark('highlight', false);
    document.querySelector('details')?.removeAttribute('open');
    expect(await annotator.jump('id-1')).toBe(true);
    expect(document.querySelector('details')?.open).toBe(true);
    expect(await annotator.jump('nowhere')).toBe(false);
  });
});
