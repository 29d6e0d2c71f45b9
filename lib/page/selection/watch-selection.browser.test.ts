import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { selectedRange, watchSelection } from './watch-selection';

function select(selector: string): void {
  const element = document.querySelector(selector);
  if (element) document.getSelection()?.selectAllChildren(element);
}

describe('selectedRange', () => {
  beforeEach(() => {
    document.body.innerHTML = `<p id="text">Some words.</p><p id="blank"> \n </p>
      <div contenteditable="true"><p id="edited">Being edited.</p></div><input id="field" value="typed">`;
  });

  it('is the selected text of the page', () => {
    select('#text');
    expect(selectedRange(document)?.toString()).toBe('Some words.');
  });

  it('is nothing for blanks, for text that is being edited and while a field has the focus', () => {
    select('#blank');
    expect(selectedRange(document)).toBeNull();
    select('#edited');
    expect(selectedRange(document)).toBeNull();
    document.querySelector<HTMLInputElement>('#field')?.focus();
    expect(selectedRange(document)).toBeNull();
  });
});

describe('selectedRange, beyond the document itself', () => {
  beforeEach(() => {
    document.body.innerHTML = '<p>Before.</p><div id="host"></div><div id="other"></div><iframe></iframe>';
  });

  it('is what is selected in shadow trees, nested ones too', () => {
    const outer = document.querySelector('#host')?.attachShadow({ mode: 'open' });
    const inner = outer?.appendChild(document.createElement('section')).attachShadow({ mode: 'open' });
    const text = inner?.appendChild(document.createTextNode('Deep in the shadow.'));
    if (!text) throw new Error('no text');
    document.getSelection()?.setBaseAndExtent(text, 5, text, 0);
    expect(selectedRange(document)?.toString()).toBe('Deep ');
    expect(selectedRange(document)?.startContainer).toBe(text);
  });

  it('is what is selected in a frame of the same site', () => {
    const frame = document.querySelector('iframe');
    const framed = frame?.contentDocument;
    if (!frame || !framed) throw new Error('no frame');
    framed.body.innerHTML = '<p>Framed words.</p>';
    framed.getSelection()?.selectAllChildren(framed.body);
    expect(selectedRange(document)?.toString()).toBe('Framed words.');
    document.getSelection()?.selectAllChildren(document.querySelector('p') ?? document.body);
    expect(selectedRange(document)?.toString()).toBe('Before.');
    frame.focus();
    expect(selectedRange(document)?.toString()).toBe('Framed words.');
  });
});

function press(): void {
  for (const type of ['pointerdown', 'pointerup'])
    window.dispatchEvent(new PointerEvent(type, { pointerType: 'mouse' }));
}

describe('watchSelection', () => {
  let lifetime = new AbortController();
  afterEach(() => {
    lifetime.abort();
    lifetime = new AbortController();
  });

  it('waits for the end of a drag that began before it came', async () => {
    document.body.innerHTML = '<p id="text">Some words.</p>';
    const selected = vi.fn<(range: Range) => void>();
    watchSelection(window, { selected, unselected: () => undefined }, lifetime.signal);
    window.dispatchEvent(new PointerEvent('pointermove', { pointerType: 'mouse', buttons: 1 }));
    select('#text');
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(selected).not.toHaveBeenCalled();
    window.dispatchEvent(new PointerEvent('pointerup', { pointerType: 'mouse' }));
    await vi.waitFor(() => expect(selected.mock.calls[0]?.[0].toString()).toBe('Some words.'));
    expect(selected).toHaveBeenCalledOnce();
  });

  it('tells once of a selection that stays while something is pressed, and again once it was waved away', async () => {
    document.body.innerHTML = '<p id="text">Some words.</p>';
    const selected = vi.fn<(range: Range) => void>();
    const unselected = vi.fn<() => void>();
    watchSelection(window, { selected, unselected }, lifetime.signal);
    select('#text');
    await vi.waitFor(() => expect(selected).toHaveBeenCalledOnce());
    press();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(selected).toHaveBeenCalledOnce();
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    expect(unselected).toHaveBeenCalled();
    press();
    await vi.waitFor(() => expect(selected).toHaveBeenCalledTimes(2));
  });

  it('tells of what was selected before it came, and of nothing where that is nothing', async () => {
    document.body.innerHTML = '<p id="text">Some words.</p>';
    const events = { selected: vi.fn<(range: Range) => void>(), unselected: vi.fn<() => void>() };
    document.getSelection()?.removeAllRanges();
    // The browser tells of that later.
    await new Promise((resolve) => setTimeout(resolve, 50));
    watchSelection(window, events, lifetime.signal);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(events.selected).not.toHaveBeenCalled();
    expect(events.unselected).not.toHaveBeenCalled();
    select('#text');
    await new Promise((resolve) => setTimeout(resolve, 50));
    const late = vi.fn<(range: Range) => void>();
    watchSelection(window, { ...events, selected: late }, lifetime.signal);
    await vi.waitFor(() => expect(late.mock.calls[0]?.[0].toString()).toBe('Some words.'));
  });

  it('waits until the pointer is released, and ends with Escape', async () => {
    document.body.innerHTML = '<p id="text">Some words.</p>';
    const selected = vi.fn<(range: Range, by: 'touch' | 'other') => void>();
    const unselected = vi.fn<() => void>();
    watchSelection(window, { selected, unselected }, lifetime.signal);
    window.dispatchEvent(new PointerEvent('pointerdown', { pointerType: 'mouse' }));
    select('#text');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(selected).not.toHaveBeenCalled();
    window.dispatchEvent(new PointerEvent('pointerup', { pointerType: 'mouse' }));
    await vi.waitFor(() => expect(selected).toHaveBeenCalledOnce());
    expect(selected.mock.calls[0]?.[1]).toBe('other');
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    expect(unselected).toHaveBeenCalledOnce();
  });
});
