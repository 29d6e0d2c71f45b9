/** Marks on pages that live: what is painted, and what is said of each mark, while the page changes under them. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ARTICLE } from '../../../tests/fixtures/edited-article';
import { sampleAnnotation } from '../../../tests/unit/support/samples';
import type { Annotation, Target } from '../../annotation/model';
import { createMarks, type Marks } from './marks';
import type { Painter, PlacedMark } from '../painting/painter';
import { createTextWatch, type TextWatch } from './watch-text';

const FIRST = 'The night ferry sails twice a week from May, the company said.';
const SECOND = 'A return ticket costs 38 crowns for residents of the island.';
const THIRD = 'The subsidy of four million crowns runs out in six years.';
const article = (texts: readonly string[]): string => texts.map((text) => `<p>${text}</p>`).join('');
const withRows = (rows: readonly string[]): string =>
  article([...ARTICLE.slice(0, 3), ...rows, ...ARTICLE.slice(3)]);

let painted: readonly PlacedMark[] = [];
const painter: Painter = {
  paint: (marks) => void (painted = marks),
  hit: () => null,
  show: () => undefined,
  flash: () => undefined,
  clear: () => undefined,
  stop: () => undefined,
};
let watch: TextWatch;
let marks: Marks;
const changed = vi.fn<() => void>();
const newMarks = (isCopy = false): Marks => createMarks({ window, watch, painter, isCopy, changed });

beforeEach(() => {
  document.body.innerHTML = article([FIRST, SECOND, THIRD]);
  watch = createTextWatch({
    window,
    root: () => document.body,
    skip: () => false,
    changed: (much) => marks.textChanged(much),
  });
  marks = newMarks();
  changed.mockClear();
});
afterEach(() => {
  marks.stop();
  watch.stop();
  document.body.replaceChildren();
  painted = [];
});

/** The annotation of what stands in `element`, or of `text`. */
function annotate(element: Element | null, id = 'one'): Annotation {
  const range = document.createRange();
  range.selectNodeContents(element ?? document.body);
  const described = marks.describe(range);
  if (!described.ok) throw new Error(described.reason);
  return annotationOf(described.target, id);
}

const annotationOf = (target: Target, id = 'one'): Annotation => ({ ...sampleAnnotation(), id, target });
const paragraph = (at: number): HTMLParagraphElement | null => document.querySelectorAll('p')[at] ?? null;
const texts = (): string[] => painted.map(({ range }) => range.toString());
const status = (id = 'one'): string | undefined => marks.placements().find((each) => each.id === id)?.status;
const isInArticle = (): boolean => painted[0]?.range.startContainer.parentElement?.closest('main') !== null;
const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve);
  });
/** After the page's script, before anything could be painted. */
const microtask = (): Promise<void> => Promise.resolve();

describe('a mark', () => {
  it('has its place at once where it was just described', () => {
    marks.set([annotate(paragraph(1))]);
    expect(texts()).toEqual([SECOND]);
    expect(marks.placements()).toEqual([
      { id: 'one', status: 'found', order: FIRST.length + 1, current: '' },
    ]);
  });

  it('stands where the way to its nodes leads before the page was read, and keeps its range then', async () => {
    const annotation = annotate(paragraph(1));
    watch.stop();
    marks = newMarks();
    marks.set([annotation]);
    expect(marks.placements()).toEqual([
      { id: 'one', status: 'found', order: FIRST.length + 1, current: '' },
    ]);
    expect(texts()).toEqual([SECOND]);
    const [range] = painted.map((mark) => mark.range);
    await vi.waitFor(() => expect(changed).toHaveBeenCalled());
    expect(painted[0]?.range).toBe(range);
    expect(status()).toBe('found');
  });

  it('follows text that is drawn anew before the page was read, and lets go of text that is not its own', async () => {
    const annotation = annotate(paragraph(1));
    watch.stop();
    marks = newMarks();
    marks.set([annotation]);
    paragraph(1)?.replaceChildren(SECOND);
    await Promise.resolve();
    expect(texts()).toEqual([SECOND]);
    paragraph(1)?.replaceChildren('Advertisement');
    await Promise.resolve();
    expect(texts()).toEqual([]);
  });

  it('does not come back to a place that was refused once that is edited a little', async () => {
    const annotation = annotate(paragraph(1));
    marks.set([{ ...annotation, rejected: SECOND }]);
    paragraph(1)?.replaceChildren(SECOND.replace('residents', 'inhabitants').replace('.', ''));
    await vi.waitFor(() => expect(changed).toHaveBeenCalled());
    await nextTask();
    expect(texts()).toEqual([]);
  });

  it('does not stand before the page was read where the user said that it does not', async () => {
    const annotation = annotate(paragraph(1));
    watch.stop();
    marks = newMarks();
    marks.set([{ ...annotation, rejected: SECOND }]);
    expect(texts()).toEqual([]);
    await vi.waitFor(() => expect(changed).toHaveBeenCalled());
    expect(texts()).toEqual([]);
  });

  it('is pending until the page was read that is built otherwise, and painted then', async () => {
    const annotation = annotate(paragraph(1));
    watch.stop();
    document.body.innerHTML = `<main>${article([FIRST, SECOND, THIRD])}</main>`;
    marks = newMarks();
    marks.set([annotation]);
    expect(status()).toBe('pending');
    await vi.waitFor(() => expect(texts()).toEqual([SECOND]));
    expect(changed).toHaveBeenCalled();
  });

  it.each([
    ['asked for on a page', false, 'unsure'],
    ['certain in a saved copy', true, 'found'],
  ])('is %s that has lost the list in which its words stood, too', async (_, isCopy, expected) => {
    document.body.innerHTML = `<p>Log in</p>${article([...ARTICLE, 'Most read', ARTICLE[0]])}`;
    const annotation = annotate(paragraph(1));
    marks.stop();
    watch.stop();
    document.body.innerHTML = article(['By Tom Arden, harbour correspondent', 'Save as PDF', ARTICLE[0]]);
    marks = newMarks(isCopy);
    marks.set([annotation]);
    await vi.waitFor(() => expect(texts()).toEqual([ARTICLE[0]]));
    expect(status()).toBe(expected);
  });

  it('says what the page says where that was reworded', async () => {
    const annotation = annotate(paragraph(1));
    document.body.innerHTML = article([FIRST, SECOND.replace('38', '41'), THIRD]);
    marks.set([annotation]);
    await vi.waitFor(() => expect(status()).toMatch(/found|unsure/u));
    expect(marks.placements()[0]?.current).toBe(SECOND.replace('38', '41'));
  });

  it('stands where the user said that it stands, and never where they said that it does not', async () => {
    const one = annotate(paragraph(1));
    const other = annotate(paragraph(2), 'two').target;
    marks.set([{ ...one, reanchored: other }]);
    await vi.waitFor(() => expect(texts()).toEqual([THIRD]));
    expect(marks.placements()[0]).toMatchObject({ status: 'found', current: THIRD });
    marks.set([{ ...one, rejected: SECOND }]);
    expect(texts()).toEqual([]);
    await nextTask();
    expect(status()).toBe('pending');
  });

  it('costs the page nothing once it was the last', () => {
    marks.set([annotate(paragraph(1))]);
    expect(watch.isOn).toBe(true);
    marks.set([]);
    expect(watch.isOn).toBe(false);
    expect(painted).toEqual([]);
  });
});

describe('where a page draws its text anew', () => {
  it('a mark is painted again before the page is', async () => {
    marks.set([annotate(paragraph(1))]);
    const before = painted[0]?.range;
    document.body.innerHTML = article([FIRST, SECOND, THIRD]);
    await microtask();
    expect(texts()).toEqual([SECOND]);
    expect(painted[0]?.range).not.toBe(before);
    expect(status()).toBe('found');
  });

  it('a mark is where its text was moved to', async () => {
    marks.set([annotate(paragraph(1)), annotate(paragraph(2), 'two')]);
    document.body.prepend(paragraph(2) ?? '', 'Something new stands here. ');
    await microtask();
    expect(texts()).toEqual([SECOND, THIRD]);
    document.body.innerHTML = article(['One more', THIRD, FIRST, SECOND]);
    await vi.waitFor(() => expect(texts()).toEqual([SECOND, THIRD]));
    expect(status('two')).toBe('found');
  });

  it('a mark keeps its range where nothing of it was touched', async () => {
    marks.set([annotate(paragraph(1))]);
    const before = painted[0]?.range;
    document.body.prepend('A line above.');
    paragraph(2)?.replaceChildren('Other text');
    await vi.waitFor(() => expect(marks.placements()[0]?.order).toBeGreaterThan(FIRST.length + 5));
    expect(painted[0]?.range).toBe(before);
  });

  it('a mark that comes back in a later task is painted right then', async () => {
    marks.set([annotate(paragraph(1))]);
    const gone = document.body.innerHTML;
    document.body.replaceChildren();
    await microtask();
    expect(texts()).toEqual([]);
    expect(status()).toBe('pending');
    await nextTask();
    document.body.innerHTML = gone;
    await microtask();
    expect(texts()).toEqual([SECOND]);
  });

  it('a mark does not go over to a twin when its own text is removed', async () => {
    document.body.innerHTML = article([FIRST, SECOND, THIRD, 'Elsewhere:', SECOND, 'Next.']);
    marks.set([annotate(paragraph(1))]);
    paragraph(1)?.remove();
    await microtask();
    expect(texts()).toEqual([]);
  });
});

describe('a page that is opened anew', () => {
  it.each([
    ['first', 1, ['unsure', 'found']],
    ['second', 6, ['found', 'unsure']],
  ])('asks for the mark of the one of two equal passages that was cut: the %s', async (_, cut, statuses) => {
    const whole: string[] = [...ARTICLE];
    for (const at of [1, 6]) whole.splice(at, 0, SECOND);
    document.body.innerHTML = article(whole);
    const both = [annotate(paragraph(1), 'one'), annotate(paragraph(6), 'two')];
    document.body.innerHTML = article(whole.toSpliced(cut, 1));
    marks.set(both);
    await vi.waitFor(() => expect(['one', 'two'].map((id) => status(id))).toEqual(statuses));
  });
});

describe('a page that has a passage twice', () => {
  const teaser = `<aside><p>Most read</p><p>${SECOND}</p><p>Weather</p></aside>`;

  it('has the mark at the teaser only until the article comes', async () => {
    document.body.innerHTML = `<main>${withRows([SECOND])}</main>`;
    const annotation = annotate(paragraph(3));
    document.body.innerHTML = `${teaser}<main></main>`;
    marks.set([annotation]);
    await vi.waitFor(() => expect(texts()).toEqual([SECOND]));
    expect(isInArticle()).toBe(false);
    document.querySelector('main')?.insertAdjacentHTML('beforeend', withRows([SECOND]));
    await vi.waitFor(() => expect(isInArticle()).toBe(true));
    expect([status(), ...texts()]).toEqual(['found', SECOND]);
  });

  it('has the mark at the article, whatever teaser comes', async () => {
    document.body.innerHTML = `<div></div><main>${withRows([SECOND])}</main>`;
    marks.set([annotate(paragraph(3))]);
    await vi.waitFor(() => expect(status()).toBe('found'));
    document.querySelector('div')?.insertAdjacentHTML('beforeend', teaser);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(isInArticle()).toBe(true);
    expect([status(), ...texts()]).toEqual(['found', SECOND]);
  });
});

describe('text that a page does not show', () => {
  it('has its marks, which are painted when it is shown', async () => {
    document.body.innerHTML = `<div id="a">${article([FIRST])}</div><div id="b">${article([SECOND])}</div>`;
    const annotation = annotate(paragraph(1));
    document.querySelector<HTMLElement>('#b')?.style.setProperty('display', 'none');
    marks.set([annotation]);
    await vi.waitFor(() => expect(status()).toBe('hidden'));
    expect(texts()).toEqual([SECOND]);
    expect(marks.placements()[0]?.order).toBe(FIRST.length);
    document.querySelector<HTMLElement>('#b')?.style.removeProperty('display');
    await vi.waitFor(() => expect(status()).toBe('found'));
    expect(texts()).toEqual([SECOND]);
  });

  it('is where a mark goes that the page hides', async () => {
    marks.set([annotate(paragraph(1))]);
    paragraph(1)?.setAttribute('hidden', '');
    await vi.waitFor(() => expect(status()).toBe('hidden'));
    expect(texts()).toEqual([SECOND]);
  });

  it('can be marked when a style has shown it of which nobody told', async () => {
    const sheet = new CSSStyleSheet();
    document.adoptedStyleSheets.push(sheet);
    sheet.insertRule('p:nth-child(2) { display: none }');
    marks.set([annotate(paragraph(0))]);
    await vi.waitFor(() => expect(status()).toBe('found'));
    sheet.deleteRule(0);
    expect(annotate(paragraph(1)).target?.exact).toBe(SECOND);
    document.adoptedStyleSheets.pop();
  });
});

describe('text that comes late', () => {
  it('is found in a shadow tree that came without a sign', async () => {
    const annotation = annotate(paragraph(1));
    document.body.innerHTML = `<x-late></x-late>${article([FIRST])}`;
    marks.set([annotation]);
    await vi.waitFor(() => expect(watch.isOn).toBe(true));
    await nextTask();
    const shadow = document.querySelector('x-late')?.attachShadow({ mode: 'open' });
    document.body.append('.');
    await nextTask();
    if (shadow) shadow.innerHTML = article([SECOND]);
    await vi.waitFor(() => expect(texts()).toEqual([SECOND]));
  });

  it('is found in a frame that was loaded since', async () => {
    const annotation = annotate(paragraph(1));
    document.body.innerHTML = '<iframe></iframe>';
    marks.set([annotation]);
    await nextTask();
    const frame = document.querySelector('iframe');
    if (frame) frame.srcdoc = article([FIRST, SECOND]);
    await vi.waitFor(() => expect(texts()).toEqual([SECOND]));
    expect(painted[0]?.range.startContainer.ownerDocument).toBe(frame?.contentDocument);
    frame?.contentDocument?.body.replaceChildren('gone');
    await vi.waitFor(() => expect(texts()).toEqual([]));
  });

  it('is found though the mark was called gone before', async () => {
    const annotation = annotate(paragraph(1));
    paragraph(1)?.remove();
    marks.set([annotation]);
    const isSettled = (): boolean => !marks.settle(0);
    await vi.waitFor(() => expect(isSettled()).toBe(true), 6_000);
    expect(status()).toBe('gone');
    document.body.insertAdjacentHTML('beforeend', article([SECOND]));
    await vi.waitFor(() => expect(status()).toBe('found'));
  });

  it('of a row that is cut does not take the row of another mark, where the table is drawn anew in another order', async () => {
    const rows = ['Ardal', 'Benning', 'Corvo', 'Farrow', 'Gilles'].map(
      (party, at) => `${party} won ${11 + 9 * at} seats, ${2 + 4 * at} fewer than in the last vote.`,
    );
    document.body.innerHTML = withRows(rows);
    marks.set(rows.map((_, at) => annotate(paragraph(3 + at), `row ${at}`)));
    await vi.waitFor(() => expect(texts()).toEqual(rows));
    const [, benning = '', corvo = '', farrow = '', gilles = ''] = rows;
    document.body.innerHTML = withRows([corvo, benning, farrow, gilles]);
    await vi.waitFor(() => expect(texts().toSorted()).toEqual(rows.slice(1)));
    changed.mockClear();
    marks.settle(0);
    await nextTask();
    await nextTask();
    expect(texts().toSorted()).toEqual(rows.slice(1));
    expect(status('row 0')).not.toBe('found');
  });

  it('is waited for while the page loads', async () => {
    const annotation = annotate(paragraph(1));
    paragraph(1)?.remove();
    marks.set([annotation]);
    await vi.waitFor(() => expect(changed).toHaveBeenCalled());
    expect(marks.settle(null)).toBe(true);
    expect(status()).toBe('pending');
  });
});

it('does not search the page again for what cannot have come', async () => {
  const missing = annotate(paragraph(1));
  paragraph(1)?.remove();
  marks.set([missing]);
  await vi.waitFor(() => expect(changed).toHaveBeenCalled());
  const before = performance.now();
  for (let at = 0; at < 20; at++) {
    document.body.append('Nothing to do with it. ');
    // oxlint-disable-next-line no-await-in-loop
    await nextTask();
  }
  expect(performance.now() - before).toBeLessThan(5_000);
  expect(status()).toBe('pending');
});
