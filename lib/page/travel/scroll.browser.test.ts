import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { scrollToRange } from './scroll';

const FILL = '<p style="height:60px;margin:0">Filler.</p>'.repeat(60);

function text(selector: string, root: Document = document): Range {
  const element = root.querySelector(selector);
  if (!element) throw new Error(`no ${selector}`);
  const range = root.createRange();
  range.selectNodeContents(element);
  return range;
}

let lifetime: AbortController;
const go = (range: Range): Promise<boolean> =>
  scrollToRange(
    window,
    () => range,
    () => undefined,
    lifetime.signal,
  );
const share = (range: Range): number => {
  const { top, bottom } = range.getBoundingClientRect();
  return (top + bottom) / 2 / window.innerHeight;
};

beforeEach(() => {
  lifetime = new AbortController();
});
afterEach(() => {
  lifetime.abort();
  document.body.replaceChildren();
  window.scrollTo({ top: 0, behavior: 'instant' });
});

describe('scrolling to a passage', () => {
  it('brings it to about a third of the window', async () => {
    document.body.innerHTML = `${FILL}<p id="here">Here it is.</p>${FILL}`;
    expect(await go(text('#here'))).toBe(true);
    expect(share(text('#here'))).toBeGreaterThan(0.25);
    expect(share(text('#here'))).toBeLessThan(0.45);
  });

  it('leaves the page where it is when the passage can be read already', async () => {
    document.body.innerHTML = `<p id="here" style="margin-top:100px">Here it is.</p>${FILL}`;
    expect(await go(text('#here'))).toBe(true);
    expect(window.scrollY).toBe(0);
  });

  it('brings the beginning of what goes on in the next column', async () => {
    document.body.innerHTML = `${FILL}<div style="columns: 2; column-fill: auto; height: 3000px">
      <div style="height: 2900px"></div><p id="here">${'Here it goes on. '.repeat(200)}</p></div>${FILL}`;
    const here = text('#here');
    const [first, ...lines] = here.getClientRects();
    expect(lines.some(({ bottom }) => bottom < (first?.top ?? 0))).toBe(true);
    expect(await go(here)).toBe(true);
    const { top } = here.getClientRects()[0] ?? { top: -1 };
    expect(top).toBeGreaterThan(0);
    expect(top).toBeLessThan(window.innerHeight);
  });

  it('opens nested folds, but not the one in whose summary it stands', async () => {
    document.body.innerHTML = `${FILL}<details><summary>One</summary><details><summary>Two</summary>
      <p id="deep">Deep in the fold.</p></details></details><details id="own"><summary><b id="title">A title</b></summary>x</details>${FILL}`;
    expect(await go(text('#deep'))).toBe(true);
    expect(document.querySelectorAll('details[open]')).toHaveLength(2);
    expect(await go(text('#title'))).toBe(true);
    expect(document.querySelector<HTMLDetailsElement>('#own')?.open).toBe(false);
  });

  it('shows what is hidden until it is found, and tells the page first', async () => {
    document.body.innerHTML = `${FILL}<div id="found" hidden="until-found"><p id="here">Here it is.</p></div>${FILL}`;
    const hidden: (string | null)[] = [];
    document.body.addEventListener('beforematch', () => {
      hidden.push(document.querySelector('#found')?.getAttribute('hidden') ?? null);
    });
    expect(await go(text('#here'))).toBe(true);
    expect(hidden).toEqual(['until-found']);
    expect(document.querySelector('#found')?.hasAttribute('hidden')).toBe(false);
  });

  it('keeps clear of headers and bars that stay', async () => {
    document.body.innerHTML = `<header style="position:fixed;inset:0 0 auto;height:25vh;background:#eee;z-index:1"></header>
      <footer style="position:fixed;inset:auto 0 0;height:30vh;background:#eee;z-index:1"></footer>
      ${FILL}<div id="long" style="line-height:40px;height:70vh">Here ${'it goes on '.repeat(300)}</div>${FILL}`;
    expect(await go(text('#long'))).toBe(true);
    const { top } = text('#long').getBoundingClientRect();
    expect(top).toBeGreaterThanOrEqual(window.innerHeight * 0.25);
    expect(top).toBeLessThan(window.innerHeight * 0.7);
  });

  it('scrolls what is nested, in both directions', async () => {
    document.body.innerHTML = `${FILL}<div id="box" style="height:200px;width:300px;overflow:auto">${FILL}
      <p style="width:3000px;padding-left:2000px"><span id="here">Here it is.</span></p>${FILL}</div>${FILL}`;
    expect(await go(text('#here'))).toBe(true);
    const box = document.querySelector('#box')?.getBoundingClientRect() ?? new DOMRect();
    const here = text('#here').getBoundingClientRect();
    expect(here.top).toBeGreaterThanOrEqual(box.top);
    expect(here.bottom).toBeLessThanOrEqual(box.bottom);
    expect(here.left).toBeGreaterThanOrEqual(box.left);
    expect(here.right).toBeLessThanOrEqual(box.right);
    expect(share(text('#here'))).toBeLessThan(0.6);
  });

  it('makes up for what arrives above it on the way', async () => {
    // Scroll anchoring would do it for us here, and not everywhere.
    document.body.innerHTML = `<div style="overflow-anchor:none">${FILL}<div id="late"></div><p id="here">Here it is.</p>${FILL}</div>`;
    const arrived = go(text('#here'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    document.querySelector('#late')?.setAttribute('style', 'height:1200px');
    expect(await arrived).toBe(true);
    await vi.waitFor(() => expect(share(text('#here'))).toBeLessThan(0.75));
    expect(share(text('#here'))).toBeGreaterThan(0.2);
  });

  it('lets the user go elsewhere meanwhile', async () => {
    document.body.innerHTML = `<div style="overflow-anchor:none">${FILL}<div id="late"></div><p id="here">Here it is.</p>${FILL}</div>`;
    const arrived = go(text('#here'));
    await new Promise((resolve) => setTimeout(resolve, 200));
    window.dispatchEvent(new WheelEvent('wheel'));
    window.scrollTo({ top: 0, behavior: 'instant' });
    await arrived;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(window.scrollY).toBe(0);
  });

  it('lets the user drag the scroll bar once it has arrived', async () => {
    document.body.innerHTML = `${FILL}<p id="here">Here it is.</p>${FILL}`;
    await go(text('#here'));
    window.scrollTo({ top: 0, behavior: 'instant' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(window.scrollY).toBe(0);
  });

  it('goes to a passage that is drawn anew on the way', async () => {
    document.body.innerHTML = `${FILL}<div id="app"><p id="here">Here it is.</p></div>${FILL}`;
    const moved = vi.fn<() => void>();
    const arrived = scrollToRange(window, () => text('#here'), moved, lifetime.signal);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const app = document.querySelector('#app');
    if (app) app.innerHTML = '<p style="height:900px"></p><p id="here">Here it is.</p>';
    expect(await arrived).toBe(true);
    expect(share(text('#here'))).toBeLessThan(0.75);
    expect(moved).toHaveBeenCalled();
  });

  it.each([
    ['not displayed', '<p id="here" style="display:none">Here it is.</p>'],
    ['cut off', '<div style="height:0;overflow:hidden"><p id="here">Here it is.</p></div>'],
    ['invisible', '<p id="here" style="visibility:hidden">Here it is.</p>'],
  ])('shows what is around a passage that is %s, and says so', async (_, html) => {
    document.body.innerHTML = `${FILL}<section id="around"><h2>Heading</h2>${html}</section>${FILL}`;
    expect(await go(text('#here'))).toBe(false);
    const { top, bottom } = document.querySelector('#around')?.getBoundingClientRect() ?? new DOMRect();
    expect(top).toBeGreaterThanOrEqual(0);
    expect(bottom).toBeLessThan(window.innerHeight);
  });

  it('scrolls a frame and the page around it', async () => {
    document.body.innerHTML = `${FILL}<iframe style="width:400px;height:300px"></iframe>${FILL}`;
    const frame = document.querySelector('iframe');
    const framed = frame?.contentDocument;
    if (!frame || !framed) throw new Error('no frame');
    framed.body.innerHTML = `${FILL}<p id="here">Here it is.</p>${FILL}`;
    expect(await go(text('#here', framed))).toBe(true);
    const outer = frame.getBoundingClientRect();
    const inner = text('#here', framed).getBoundingClientRect();
    expect(inner.top).toBeGreaterThanOrEqual(0);
    expect(inner.bottom).toBeLessThanOrEqual(300);
    expect(outer.top + inner.top).toBeGreaterThan(0);
    expect(outer.top + inner.bottom).toBeLessThan(window.innerHeight);
  });
});
