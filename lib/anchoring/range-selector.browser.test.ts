import * as fc from 'fast-check';
import { afterEach, describe as suite, expect, it } from 'vitest';
import type { Target } from '../annotation/model';
import { describe } from './describe';
import { rangesBySelectors } from './range-selector';
import { buildTextIndex } from './text-index';

afterEach(() => document.body.replaceChildren());

const PAGE =
  '<main><p>The night ferry sails <b>twice a week</b> from May.</p>' +
  '<p>A return ticket costs <a href="#">38 crowns</a> for residents.</p><p>The subsidy runs out.</p></main>';

/** The target of what stands from one word to another. */
function mark(from: string, to: string): Target {
  const index = buildTextIndex(document.body);
  const range = index.rangeAt(index.text.indexOf(from), index.text.indexOf(to) + to.length);
  const described = range && describe(index, range);
  if (!described?.ok) throw new Error(`${from} … ${to} is not on the page`);
  return described.target;
}

const found = (target: Target): string | null => rangesBySelectors(document, [target])[0]?.toString() ?? null;

function open(html: string): void {
  document.body.innerHTML = html;
}

const menu = (items: number): string => `<nav style="display: none">${'<p>Section</p>'.repeat(items)}</nav>`;
/** The page with so many more paragraphs before its second one. */
const paragraphs = (items: number): string => PAGE.replace('<p>A', `${'<p></p>'.repeat(items)}<p>A`);
const pieces = (items: number): string => '<p style="display: none">Section</p>'.repeat(items);

suite('the way to the nodes of a passage', () => {
  it('leads there on a page that is as it was', () => {
    open(PAGE);
    const target = mark('twice', 'costs');
    expect(target.range).toEqual({
      start: { path: '/html[1]/body[1]/main[1]/p[1]/b[1]/text()[1]', offset: 0 },
      end: { path: '/html[1]/body[1]/main[1]/p[2]/text()[1]', offset: 'A return ticket costs'.length },
    });
    open(PAGE);
    expect(found(target)).toBe('twice a week from May.A return ticket costs');
  });

  it('leads to each of many marks as to it alone, in whatever order they come', () => {
    const rows = Array.from(
      { length: 40 },
      (_, at) => `<p>Row <b>${at}a</b> and <i>x</i> <b>${at}b</b> end.</p>`,
    );
    open(
      [0, 10, 20, 30].map((at) => `<section><hr>${rows.slice(at, at + 10).join('\n')}</section>`).join(''),
    );
    const targets = rows.flatMap((_, at) => [
      mark(`${at}a and`, `${at}a and`),
      mark(`${at}b end`, `${at}b end`),
    ]);
    const nowhere = targets.map((target): Target => {
      const path = target.range?.start.path.replace('section[', 'section[7') ?? '';
      return { ...target, range: { start: { path, offset: 0 }, end: { path, offset: 2 } } };
    });
    fc.assert(
      fc.property(fc.shuffledSubarray([...targets, ...nowhere]), (some) => {
        const led = rangesBySelectors(document, some).map((range) => range?.toString() ?? null);
        expect(led).toEqual(some.map((target) => (nowhere.includes(target) ? null : target.exact)));
      }),
      { numRuns: 50 },
    );
  });

  it('leads there past scripts and blanks that came since', () => {
    open(PAGE);
    const target = mark('38', 'residents');
    open(PAGE.replace('ticket costs', 'ticket \n costs').replace('</a>', '</a><script>1</script>'));
    expect(found(target)).toBe('38 crowns1 for residents');
  });

  it.each([
    ['the passage', 'crowns', 'Crowns'],
    ['what is before it', 'ticket', 'fare'],
    ['what is after it', 'subsidy', 'money'],
    ['a letter in it', '38', '39'],
  ])('leads nowhere once %s was edited', (_, before, after) => {
    open(PAGE);
    const target = mark('38', 'residents');
    open(PAGE.replace(before, after));
    expect(found(target)).toBe(null);
  });

  it('leads past what is hidden, and is given up where that is in many pieces', () => {
    open(`<h1>Head</h1>${menu(300)}${pieces(3)}${PAGE}`);
    const target = mark('The night', 'ferry');
    expect(found(target)).toBe('The night ferry');
    open(`<h1>Head</h1>${pieces(300)}${PAGE}`);
    expect(found(target)).toBe(null);
  });

  it('is not followed through thousands of elements, which takes as long as reading them', () => {
    open(paragraphs(3_000));
    expect(found(mark('38', 'residents'))).toBe('38 crowns for residents');
    open(paragraphs(30_000));
    expect(found(mark('38', 'residents'))).toBe(null);
  });

  it('is given up where thousands of empty texts part a passage from its context', () => {
    open(PAGE);
    const target = mark('38', 'residents');
    const [, paragraph] = document.querySelectorAll('p');
    const before = (texts: number): void =>
      paragraph?.before(...Array.from({ length: texts }, () => document.createTextNode('')));
    before(300);
    expect(found(target)).toBe('38 crowns for residents');
    before(30_000);
    expect(found(target)).toBe(null);
  });

  it.each(['first', 'last'])('leads there where only its surroundings were hidden since: the %s', (which) => {
    open(PAGE);
    const target = mark('38', 'residents');
    document.querySelector(`p:${which}-of-type`)?.setAttribute('style', 'display: none');
    expect(found(target)).toBe('38 crowns for residents');
  });

  it('leads nowhere where a hidden text stands in its midst', () => {
    open(PAGE);
    const target = mark('38', 'residents');
    open(PAGE.replace('</a> for', '</a><i style="display: none"> for</i>'));
    expect(found(target)).toBe(null);
  });

  it('leads nowhere once its text is hidden', () => {
    open(PAGE);
    const target = mark('38', 'residents');
    open(PAGE.replace('<a ', '<a style="display: none" '));
    expect(found(target)).toBe(null);
  });

  it('leads nowhere where another passage of the same words stands there now', () => {
    open('<p>One. It rained all day. Two.</p><p>Three. It rained all day. Four.</p>');
    const index = buildTextIndex(document.body);
    const at = index.text.lastIndexOf('It');
    const range = index.rangeAt(at, at + 'It rained all day.'.length);
    const described = range && describe(index, range);
    if (!described?.ok) throw new Error('not described');
    open('<p>Zero.</p><p>One. It rained all day. Two.</p>');
    expect(found(described.target)).toBe(null);
  });

  it.each(['/html[1]', '/html[1]/body[1]/p[9]/text()[1]', 'rubbish', '', '/html[1]/body[1]/main[1]/p[1]'])(
    'is no way at all: %s',
    (path) => {
      open(PAGE);
      const target = mark('38', 'residents');
      const point = { path, offset: 0 };
      expect(found({ ...target, range: { start: point, end: point } })).toBe(null);
    },
  );

  it('is not kept of what stands in a shadow tree', () => {
    const host = document.createElement('div');
    host.attachShadow({ mode: 'open' }).innerHTML = '<p>What is said in the shadow.</p>';
    document.body.append(host);
    expect(mark('What', 'shadow').range).toBeUndefined();
  });

  it('is not kept of what stands in a frame, where the page around it may have the same way', () => {
    open('<p>What is said around the frame.</p>');
    const frame = document.createElement('iframe');
    document.body.append(frame);
    frame.contentDocument?.body.append(document.createElement('p'));
    frame.contentDocument?.querySelector('p')?.append('What is told in the frame.');
    const told = mark('told', 'in the frame');
    expect([told.exact, told.range]).toEqual(['told in the frame', undefined]);
    expect(mark('said', 'around').range).toBeDefined();
  });
});
