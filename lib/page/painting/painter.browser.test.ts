import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPainter, type PlacedMark, type Painter } from './painter';

let painters: Painter[] = [];
/** A painter of this page that goes away with the test. */
function startPainter(options?: Parameters<typeof createPainter>[1]): Painter {
  const painter = createPainter(window, options);
  painters.push(painter);
  return painter;
}

function find(selector: string, root: ParentNode = document): Element {
  const element = root.querySelector(selector);
  if (!element) throw new Error(`no ${selector}`);
  return element;
}

/** A range over the text of an element. */
function within(element: Element, start = 0, end?: number): Range {
  const text = element.firstChild;
  if (!text) throw new Error('no text');
  const range = element.ownerDocument.createRange();
  range.setStart(text, start);
  range.setEnd(text, end ?? text.textContent?.length ?? 0);
  return range;
}

const mark = (id: string, kind: PlacedMark['kind'], range: Range, unsure = false): PlacedMark => ({
  id,
  kind,
  unsure,
  range,
});

const marksOn = (selector: string): PlacedMark[] =>
  [...document.querySelectorAll(selector)].map((element) => mark(element.id, 'quote', within(element)));

/** What is painted under a name, or under all that begin with it and say more. */
function painted(name: string, view: Window & typeof globalThis = window): string[] {
  const words: string[] = [];
  view.CSS.highlights.forEach((highlight, key) => {
    if (key !== `pullquote-${name}`) return;
    highlight.forEach((range) => words.push(range instanceof view.Range ? range.toString() : '?'));
  });
  return words;
}
const paintedAtAll = (): number =>
  [...CSS.highlights].reduce((sum, [name, { size }]) => sum + (name.startsWith('pullquote-') ? size : 0), 0);
const frames = async (count = 3): Promise<void> => {
  for (let n = 0; n < count; n++) {
    await new Promise((next) => {
      requestAnimationFrame(() => setTimeout(next));
    });
  }
};

const PAGE = '<p id="a">The council approved the plan on Monday.</p><p id="b">Nobody objected.</p>';
/** Paragraphs with the ids `p0`, `p1`, …, each a quarter of the window high. */
const long = (count: number): string =>
  Array.from(
    { length: count },
    (_, n) => `<p id="p${n}" style="height:25vh;margin:0">Paragraph ${n} of the report.</p>`,
  ).join('');

function themed(background: string, color: string): void {
  document.body.setAttribute('style', `background:${background};color:${color}`);
}

beforeEach(() => {
  document.body.innerHTML = PAGE;
});
afterEach(() => {
  for (const painter of painters) painter.stop();
  painters = [];
  CSS.highlights.clear();
  document.body.removeAttribute('style');
  window.scrollTo({ top: 0, behavior: 'instant' });
});

describe('the painter', () => {
  it('paints each kind under its own name, at once, and changes nothing in the document', () => {
    const before = document.documentElement.outerHTML;
    startPainter().paint([
      mark('1', 'quote', within(find('#a'), 0, 11)),
      mark('2', 'claim', within(find('#a'), 12, 20)),
      mark('3', 'highlight', within(find('#b'), 0, 6), true),
    ]);
    expect(painted('quote')).toEqual(['The council']);
    expect(painted('claim')).toEqual(['approved']);
    expect(painted('unsure')).toEqual(['Nobody']);
    expect(painted('highlight')).toEqual([]);
    expect(document.documentElement.outerHTML).toBe(before);
  });

  it('paints marks above the ones that they lie in, also those of the same kind', () => {
    startPainter().paint([
      mark('inner', 'highlight', within(find('#a'), 4, 11)),
      mark('outer', 'quote', within(find('#a'), 0, 40)),
      mark('same', 'quote', within(find('#a'), 12, 20)),
    ]);
    expect(painted('quote')).toEqual(['The council approved the plan on Monday.']);
    expect(painted('highlight-2')).toEqual(['council']);
    expect(painted('quote-2')).toEqual(['approved']);
    const [inner, outer] = ['highlight-2', 'quote'].map((name) => CSS.highlights.get(`pullquote-${name}`));
    expect(inner?.priority).toBeGreaterThan(outer?.priority ?? Infinity);
  });

  it('leaves the highlights of the page alone, also when it goes', () => {
    CSS.highlights.set('search-results', new Highlight(within(find('#a'))));
    const painter = startPainter();
    painter.paint([mark('1', 'quote', within(find('#a')))]);
    painter.clear();
    expect([...CSS.highlights.keys()]).toEqual(['search-results']);
  });

  it('does not take away what a newer copy of the extension painted', () => {
    const old = startPainter();
    old.paint([mark('1', 'quote', within(find('#a'), 0, 3))]);
    startPainter().paint([mark('2', 'quote', within(find('#a'), 4, 11))]);
    old.stop();
    expect(painted('quote')).toEqual(['council']);
  });

  it('keeps its ranges where they are when the same marks are painted again', () => {
    const painter = startPainter();
    const marks = [mark('1', 'quote', within(find('#a'))), mark('2', 'claim', within(find('#b')))];
    painter.paint(marks);
    const highlight = CSS.highlights.get('pullquote-quote');
    const add = vi.spyOn(Highlight.prototype, 'add');
    painter.paint(marks.map((each) => Object.assign({}, each)));
    expect(add).not.toHaveBeenCalled();
    add.mockRestore();
    expect(CSS.highlights.get('pullquote-quote')).toBe(highlight);
  });

  it('follows a mark whose kind, certainty or place changes, and one that is gone', () => {
    const painter = startPainter();
    const range = within(find('#a'), 0, 11);
    painter.paint([mark('1', 'quote', range)]);
    painter.paint([mark('1', 'claim', range)]);
    expect([painted('quote'), painted('claim')]).toEqual([[], ['The council']]);
    painter.paint([mark('1', 'claim', range, true)]);
    expect([painted('claim'), painted('unsure')]).toEqual([[], ['The council']]);
    painter.paint([mark('1', 'claim', within(find('#b'), 0, 6))]);
    expect(painted('claim')).toEqual(['Nobody']);
    painter.paint([]);
    expect(paintedAtAll()).toBe(0);
  });

  it('is back by itself when the page throws out all highlights', async () => {
    document.body.insertAdjacentHTML('beforeend', long(20));
    const painter = startPainter();
    painter.paint([mark('1', 'quote', within(find('#a')))]);
    CSS.highlights.clear();
    window.scrollBy({ top: 10, behavior: 'instant' });
    await vi.waitFor(() => expect(painted('quote')).toHaveLength(1));
    CSS.highlights.clear();
    painter.paint([mark('1', 'quote', within(find('#a')))]);
    expect(painted('quote')).toHaveLength(1);
  });
});

describe('marks near the viewport', () => {
  it('are painted, and no others, as the page is scrolled', async () => {
    document.body.innerHTML = long(400);
    startPainter().paint(marksOn('p'));
    await vi.waitFor(() => expect(painted('quote')).toContain('Paragraph 0 of the report.'));
    expect(paintedAtAll()).toBeLessThan(20);
    find('#p300').scrollIntoView({ behavior: 'instant' });
    await vi.waitFor(() => expect(painted('quote')).toContain('Paragraph 300 of the report.'));
    await vi.waitFor(() => expect(painted('quote')).not.toContain('Paragraph 0 of the report.'));
    expect(paintedAtAll()).toBeLessThan(20);
  });

  it('are found in nested scrollers, in fixed parts, and where only their middle is seen', async () => {
    document.body.innerHTML = `<div id="box" style="height:200px;overflow:auto">${long(60)}</div>
      <div style="height:600vh"></div><p id="fixed" style="position:fixed;bottom:0">Always here.</p>
      <section><p id="start">It begins here,</p><div style="height:500vh"><p>far</p></div><p id="end">and ends.</p></section>`;
    const across = document.createRange();
    across.setStart(find('#start').firstChild ?? document, 0);
    across.setEnd(find('#end').firstChild ?? document, 3);
    startPainter().paint([...marksOn('#box p'), ...marksOn('#fixed'), mark('across', 'claim', across)]);
    await vi.waitFor(() => expect(painted('quote')).toContain('Always here.'));
    expect(painted('quote')).toContain('Paragraph 0 of the report.');
    expect(painted('quote')).not.toContain('Paragraph 50 of the report.');
    expect(painted('claim')).toEqual([]);
    find('#p50').scrollIntoView({ behavior: 'instant', block: 'nearest' });
    await vi.waitFor(() => expect(painted('quote')).toContain('Paragraph 50 of the report.'));
    window.scrollTo({ top: window.innerHeight * 8.5, behavior: 'instant' });
    await vi.waitFor(() => expect(painted('claim')).toHaveLength(1));
  });

  it('are painted when what was not shown is shown', async () => {
    document.body.innerHTML = `<div id="tab" style="display:none"><p id="hidden">In the second tab.</p></div>
      <div style="display:contents" id="contents">No box of its own.</div><div style="height:800vh"></div>
      <div id="skipped" style="content-visibility:auto"><p id="auto">Skipped while far.</p></div>
      <div style="height:100vh"></div><div id="late" style="display:none"><p id="below">Far below and hidden.</p></div>`;
    startPainter().paint(marksOn('#hidden, #contents, #auto, #below'));
    await vi.waitFor(() => expect(painted('quote')).toContain('No box of its own.'));
    expect(painted('quote')).not.toContain('Skipped while far.');
    find('#tab').setAttribute('style', '');
    await vi.waitFor(() => expect(painted('quote')).toContain('In the second tab.'));
    window.scrollTo({ top: window.innerHeight * 7.5, behavior: 'instant' });
    await vi.waitFor(() => expect(painted('quote')).toContain('Skipped while far.'));
    find('#late').setAttribute('style', '');
    await vi.waitFor(() => expect(painted('quote')).toContain('Far below and hidden.'));
  });

  it('are all painted for print, and only those near again after it', async () => {
    document.body.innerHTML = long(100);
    startPainter().paint(marksOn('p'));
    await vi.waitFor(() => expect(paintedAtAll()).toBeGreaterThan(0));
    window.dispatchEvent(new Event('beforeprint'));
    expect(paintedAtAll()).toBe(100);
    window.dispatchEvent(new Event('afterprint'));
    expect(paintedAtAll()).toBeLessThan(20);
  });

  it('cost no layout and hardly any time when two thousand are painted again', async () => {
    document.body.innerHTML = long(2_000);
    const painter = startPainter();
    const marks = marksOn('p');
    painter.paint(marks);
    await vi.waitFor(() => expect(paintedAtAll()).toBeGreaterThan(0));
    const reads = [
      vi.spyOn(Element.prototype, 'getBoundingClientRect'),
      vi.spyOn(Range.prototype, 'getBoundingClientRect'),
      vi.spyOn(Range.prototype, 'getClientRects'),
    ];
    const before = performance.now();
    painter.paint(marks.map((each) => Object.assign({}, each)));
    expect(performance.now() - before).toBeLessThan(30);
    for (const read of reads) expect(read).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });

  it('tells when there are some and when there are none', async () => {
    const live = vi.fn<(any: boolean) => void>();
    const painter = startPainter({ live });
    painter.paint(marksOn('#a'));
    painter.paint([]);
    await frames();
    expect(live.mock.calls).toEqual([[true], [false]]);
  });
});

describe('marks in shadow trees and frames', () => {
  it('are painted with the registry of their own document', async () => {
    document.body.innerHTML = '<div id="host"></div><iframe></iframe>';
    find('#host').attachShadow({ mode: 'open' }).innerHTML = '<p>In a shadow tree.</p>';
    const frame = document.querySelector('iframe');
    const view = frame?.contentDocument?.defaultView;
    if (!view) throw new Error('no frame');
    view.document.body.innerHTML = '<p>In a frame.</p>';
    const styled: Document[] = [];
    const painter = startPainter({ styleFrame: (document) => void styled.push(document) });
    const shadow = find('#host').shadowRoot ?? document;
    painter.paint([
      mark('shadow', 'quote', within(find('p', shadow))),
      mark('frame', 'claim', within(find('p', view.document))),
    ]);
    expect(painted('quote')).toEqual(['In a shadow tree.']);
    expect(painted('claim', view)).toEqual(['In a frame.']);
    expect(painted('claim')).toEqual([]);
    expect(styled).toEqual([view.document]);
    await frames();
    expect([painted('quote').length, painted('claim', view).length]).toEqual([1, 1]);
    const inShadow = within(find('p', shadow)).getBoundingClientRect();
    expect(painter.hit(inShadow.left + 3, inShadow.top + 3)?.id).toBe('shadow');
    const inFrame = within(find('p', view.document)).getBoundingClientRect();
    expect(painter.hit(inFrame.left + 3, inFrame.top + 3, view.document)?.id).toBe('frame');
    frame?.remove();
    expect(() => painter.paint([])).not.toThrow();
  });
});

describe('the look of a mark', () => {
  it('suits the background that is measured behind the text', () => {
    themed('#16181c', '#eee');
    document.body.innerHTML =
      '<p id="dark">On the page.</p><div style="background:#fff;color:#222"><p id="card">On a card.</p></div>';
    startPainter().paint([
      mark('1', 'quote', within(find('#dark'))),
      mark('2', 'quote', within(find('#card'))),
    ]);
    expect(painted('quote-dark')).toEqual(['On the page.']);
    expect(painted('quote')).toEqual(['On a card.']);
  });

  it('is a line alone on text that a tint would make hard to read', () => {
    themed('#fff', '#767676');
    startPainter().paint([mark('1', 'quote', within(find('#a')))]);
    expect(painted('quote-ink')).toHaveLength(1);
  });

  it('changes when the page switches its theme', async () => {
    startPainter().paint([mark('1', 'claim', within(find('#a')))]);
    expect(painted('claim')).toHaveLength(1);
    themed('#111', '#eee');
    await vi.waitFor(() => expect(painted('claim-dark')).toHaveLength(1));
    expect(painted('claim')).toEqual([]);
  });
});

describe('the mark under a point', () => {
  it('is the shortest of those that are there, and none beside the text', () => {
    const painter = startPainter();
    const inner = mark('inner', 'claim', within(find('#a'), 4, 11));
    painter.paint([mark('outer', 'quote', within(find('#a'), 0, 40)), inner]);
    const box = inner.range.getBoundingClientRect();
    expect(painter.hit(box.left + 2, box.top + 2)?.id).toBe('inner');
    expect(painter.hit(box.right + 30, box.top + 2)?.id).toBe('outer');
    expect(painter.hit(box.left, box.bottom + 200)).toBeNull();
  });

  it('is none where something lies over the text', () => {
    const painter = startPainter();
    painter.paint([mark('1', 'quote', within(find('#a')))]);
    const { left, top } = within(find('#a')).getBoundingClientRect();
    expect(painter.hit(left + 5, top + 5)?.id).toBe('1');
    document.body.insertAdjacentHTML(
      'beforeend',
      '<div style="position:fixed;inset:0;background:white"></div>',
    );
    expect(painter.hit(left + 5, top + 5)).toBeNull();
  });
});

describe('a state of a mark', () => {
  it('is shown on one mark at a time, moves with it and ends with it', () => {
    const painter = startPainter();
    painter.paint([mark('1', 'quote', within(find('#a'), 0, 11)), mark('2', 'claim', within(find('#b')))]);
    painter.show('hover', '1');
    expect(painted('hover')).toEqual(['The council']);
    painter.show('hover', '2');
    expect(painted('hover')).toEqual(['Nobody objected.']);
    painter.paint([mark('2', 'claim', within(find('#b'), 0, 6))]);
    expect(painted('hover')).toEqual(['Nobody']);
    painter.paint([]);
    expect(painted('hover')).toEqual([]);
  });

  it('flashes a mark that is far away, and paints it', async () => {
    document.body.innerHTML = long(100);
    const painter = startPainter();
    const marks = [...document.querySelectorAll('p')].map((p) => mark(p.id, 'highlight', within(p)));
    painter.paint(marks);
    await vi.waitFor(() => expect(paintedAtAll()).toBeGreaterThan(0));
    const far = marks[90];
    if (far) painter.flash(far);
    expect(painted('flash')).toEqual(['Paragraph 90 of the report.']);
    expect(painted('highlight')).toContain('Paragraph 90 of the report.');
    await vi.waitFor(() => expect(painted('flash')).toEqual([]), 3_000);
  });
});
