import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryBridge, type MemoryBridge } from '../../../tests/fixtures/memory-bridge';
import { translate } from '../../../tests/unit/support/translate';
import { startAnnotator, type Annotator } from '../annotator';
import { livePage } from '../subject';

const PAGE = `<button id="before">Menu</button>
  <p id="one">“We will sail until midnight,” said harbour master Ilse Brandt on Friday.</p>
  <p id="two">The crossing takes forty minutes and costs nine euros for a car with two people.</p>
  <p id="plain">Nothing is marked in this paragraph of the report about the ferry.</p>
  <p id="three">The last boat of the day leaves at ten past eleven from the old quay.</p>
  <input id="field">`;

let annotator: Annotator;
let memory: MemoryBridge;
/** The closed shadow root of our interface. */
let root: ShadowRoot | undefined;

function find(selector: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`no ${selector}`);
  return element;
}

async function mark(selector: string, kind: 'quote' | 'claim' | 'highlight'): Promise<void> {
  document.getSelection()?.selectAllChildren(find(selector));
  await annotator.mark(kind, false);
}

/** Presses a key where the focus is. */
function press(keys: string): KeyboardEvent {
  const names = keys.split('+');
  const event = new KeyboardEvent('keydown', {
    key: names.at(-1) ?? '',
    altKey: names.includes('Alt'),
    shiftKey: names.includes('Shift'),
    bubbles: true,
    cancelable: true,
    composed: true,
  });
  (root?.activeElement ?? document.activeElement ?? document.body).dispatchEvent(event);
  return event;
}
const next = (): KeyboardEvent => press('Alt+Shift+ArrowDown');
const previous = (): KeyboardEvent => press('Alt+Shift+ArrowUp');
const handle = (): string => root?.activeElement?.getAttribute('aria-label') ?? 'none';
const focusedWords = (): string[] =>
  Array.from(CSS.highlights.get('pullquote-focus') ?? [], (range) =>
    range instanceof Range ? range.toString().slice(0, 12) : '',
  );

beforeEach(async () => {
  document.body.innerHTML = PAGE;
  memory = memoryBridge();
  const attach = vi.spyOn(Element.prototype, 'attachShadow');
  annotator = startAnnotator(window, { ...memory.bridge, t: translate }, livePage(window));
  root = attach.mock.results[0]?.value;
  attach.mockRestore();
  await mark('#three', 'highlight');
  await mark('#one', 'quote');
  await mark('#two', 'claim');
  document.getSelection()?.removeAllRanges();
});
afterEach(() => {
  annotator.stop();
  document.getSelection()?.removeAllRanges();
  window.scrollTo({ top: 0, behavior: 'instant' });
});

describe('the walk from mark to mark', () => {
  it('gives a button beside the mark the focus, whose name says what the mark is', () => {
    const event = next();
    expect(event.defaultPrevented).toBe(true);
    expect(handle()).toMatch(/^Quote, mark 1 of 3\. “.*We will sail/u);
    expect(root?.activeElement?.localName).toBe('button');
    expect(focusedWords()).toHaveLength(1);
  });

  it('goes on and back with arrow keys, to the ends with Home and End, and stays at the ends', () => {
    next();
    press('ArrowDown');
    expect(handle()).toMatch(/^Claim, mark 2 of 3/u);
    press('End');
    expect(handle()).toMatch(/^Highlight, mark 3 of 3/u);
    press('ArrowDown');
    expect(handle()).toMatch(/mark 3 of 3/u);
    press('ArrowUp');
    expect(handle()).toMatch(/mark 2 of 3/u);
    press('Home');
    previous();
    expect(handle()).toMatch(/mark 1 of 3/u);
  });

  it('tells the keys once, with the first mark', () => {
    next();
    const help = root?.activeElement?.getAttribute('aria-describedby') ?? '';
    expect(root?.getElementById(help)?.textContent).toContain('Escape');
    press('ArrowDown');
    expect(root?.activeElement?.hasAttribute('aria-describedby')).toBe(false);
  });

  it('keeps its keys from the page, and leaves it all others', () => {
    const heard: string[] = [];
    const hear = (event: KeyboardEvent): void => void heard.push(event.key);
    document.addEventListener('keydown', hear, true);
    next();
    press('ArrowDown');
    press('PageDown');
    press('Escape');
    press('ArrowDown');
    document.removeEventListener('keydown', hear, true);
    expect(heard).toEqual(['PageDown', 'ArrowDown']);
  });

  it('begins after the focus, else after the caret, and goes back from there as well', () => {
    find('#field').setAttribute('type', 'button');
    find('#field').focus();
    previous();
    expect(handle()).toMatch(/mark 3 of 3/u);
    press('Escape');
    find('#field').blur();
    document.getSelection()?.collapse(find('#plain').firstChild, 3);
    next();
    expect(handle()).toMatch(/mark 3 of 3/u);
    press('Escape');
    document.getSelection()?.collapse(find('#plain').firstChild, 3);
    previous();
    expect(handle()).toMatch(/mark 2 of 3/u);
  });

  it('begins with what is in view where nothing has focus or caret', () => {
    find('#two').insertAdjacentHTML('afterend', '<div style="height:200vh"></div>');
    find('#three').insertAdjacentHTML('afterend', '<div style="height:200vh"></div>');
    find('#three').scrollIntoView({ block: 'center', behavior: 'instant' });
    next();
    expect(handle()).toMatch(/mark 3 of 3/u);
  });

  it('gives the focus back on Escape and leaves the caret at the mark', () => {
    find('#before').focus();
    next();
    press('ArrowDown');
    press('Escape');
    expect(document.activeElement?.id).toBe('before');
    expect(document.getSelection()?.anchorNode?.parentElement?.id).toBe('two');
    expect(focusedWords()).toEqual([]);
    expect(root?.querySelector('[data-handle]')).toBeNull();
  });

  it('opens the card of the mark, and is there again when it closes', async () => {
    next();
    press('ArrowDown');
    const button = root?.activeElement;
    root?.querySelector<HTMLElement>('[data-handle]')?.click();
    const id = button?.getAttribute('data-annotation-id');
    expect(root?.querySelector('[data-card]')?.getAttribute('data-annotation-id')).toBe(id);
    expect(root?.activeElement?.localName).toBe('iframe');
    annotator.card({ type: 'close' });
    expect(root?.activeElement).toBe(button);
    press('ArrowDown');
    expect(handle()).toMatch(/mark 3 of 3/u);
  });

  it('does nothing while something is typed', () => {
    find('#field').focus();
    expect(next().defaultPrevented).toBe(false);
    expect(document.activeElement?.id).toBe('field');
  });

  it('says so where there are no marks', async () => {
    for (const annotation of memory.stored.values())
      memory.stored.set(annotation.id, { ...annotation, deletedAt: 1 });
    await annotator.refresh();
    next();
    expect(root?.querySelector('[data-notice]')?.textContent).toContain('No marks');
  });

  it('goes on with Tab from the mark, in both directions', () => {
    find('#plain').innerHTML = 'Nothing is marked in <a href="#there" id="link">this paragraph</a>.';
    next();
    press('ArrowDown');
    expect(press('Tab').defaultPrevented).toBe(true);
    expect(document.activeElement?.id).toBe('link');
    previous();
    expect(handle()).toMatch(/mark 2 of 3/u);
    press('Shift+Tab');
    expect(document.activeElement?.id).toBe('before');
    expect(root?.querySelector('[data-handle]')).toBeNull();
  });

  it('ends when the page takes the text of its mark away', async () => {
    find('#before').focus();
    next();
    find('#one').textContent = 'Nothing that anybody marked.';
    await vi.waitFor(() => expect(root?.querySelector('[data-handle]')).toBeNull(), 10_000);
    expect(document.activeElement?.id).toBe('before');
  });

  it('ends when its mark is deleted, and when the user goes on elsewhere', async () => {
    next();
    const id = root?.activeElement?.getAttribute('data-annotation-id') ?? '';
    const annotation = memory.stored.get(id);
    if (annotation) memory.stored.set(id, { ...annotation, deletedAt: 1 });
    await annotator.refresh();
    expect(root?.querySelector('[data-handle]')).toBeNull();
    next();
    expect(handle()).toMatch(/of 2/u);
    find('#before').focus();
    await vi.waitFor(() => expect(root?.querySelector('[data-handle]')).toBeNull());
    expect(focusedWords()).toEqual([]);
    expect(document.activeElement?.id).toBe('before');
  });
});
