import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CASES } from './cases';
import { EditablePage } from './editable-page';
import { EDITS, NotApplicable } from './edits';
import { sampleMarks } from './marks';
import type { Mark } from './marks';
import type { PageModel } from './page-model';
import { readPage } from './page-model';
import { seeded } from './random';
import { SMALL_PAGE, open } from './support';
import type { Tokens, Truth } from './truth';
import { readTokens, readTruths } from './truth';

let close: () => void = () => {};
let model: PageModel;
let marks: readonly Mark[] = [];
beforeEach(() => {
  close = open(SMALL_PAGE);
  model = readPage(document);
  marks = sampleMarks(model, 12, seeded('marks'));
});
afterEach(() => close());

interface Edited {
  readonly page: EditablePage;
  readonly about: readonly Mark[];
  readonly tokens: Tokens;
  readonly truths: readonly Truth[];
}

function edited(name: string, round = 0): Edited {
  const edit = EDITS.find((one) => one.name === name);
  if (!edit) throw new RangeError(name);
  const page = new EditablePage(model);
  const about = edit.apply({ page, marks, random: seeded(name, round), round });
  page.write();
  const tokens = readTokens(page);
  return { page, about, tokens, truths: readTruths(page, marks, tokens) };
}

const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** What stands where a kept passage should be. */
function textAt({ tokens }: Edited, truth: Truth): string {
  if (truth.state !== 'kept') return '';
  return tokens.text.slice(tokens.starts[truth.first], tokens.ends[truth.last]);
}

test('marks are different passages of what is there to read', () => {
  expect(marks).toHaveLength(12);
  expect(new Set(marks.map(({ exact }) => exact)).size).toBe(12);
  expect(marks.every(({ exact }) => exact.length >= 15 && exact.length <= 400)).toBe(true);
  expect(marks.some(({ exact }) => exact.includes('Front page'))).toBe(false);
});

test('the same seed draws the same marks, another seed others', () => {
  expect(sampleMarks(model, 12, seeded('marks'))).toEqual(marks);
  expect(sampleMarks(model, 12, seeded('other'))).not.toEqual(marks);
});

test('unchanged leaves the page as it was, and every passage where it was', () => {
  const result = edited('unchanged');
  expect(result.page.root.outerHTML).toBe(model.root.outerHTML);
  for (const [at, truth] of result.truths.entries())
    expect(words(textAt(result, truth))).toEqual(words(marks[at]?.exact ?? ''));
});

describe.each([
  'moved',
  'twins',
  'ads',
  'lead-repeated',
  'typographic',
  'nbsp-shy',
  'reflow',
  'case',
  'upper',
])('of %s', (name) => {
  test('a mark’s words are its own', () => {
    const result = edited(name);
    expect(result.page.root.outerHTML).not.toBe(model.root.outerHTML);
    const kept = result.truths.filter(({ state }) => state === 'kept');
    expect(kept.length).toBeGreaterThan(marks.length / 2);
    for (const [at, truth] of result.truths.entries()) {
      if (truth.state !== 'kept') continue;
      const own = words(textAt(result, truth).replaceAll('\u{AD}', ''));
      expect(own).toEqual(expect.arrayContaining(words(marks[at]?.exact ?? '')));
    }
  });
});

test.each([
  ['words-10', 0.02, 0.2],
  ['words-30', 0.15, 0.45],
])('%s changes about that share of the words', (name, least, most) => {
  const before = words(model.root.querySelector('body')?.textContent ?? '');
  const after = new Set(words(edited(name).page.body.textContent ?? ''));
  const lost = edited(name).tokens.words.filter((word) => word >= 0).length;
  const share = 1 - lost / before.length;
  expect(after.size).toBeGreaterThan(0);
  expect(share).toBeGreaterThan((least * 2) / 3);
  expect(share).toBeLessThan(most);
});

test('in four rounds each mark is copied once at most, and the truth stays with the first', () => {
  const copied = [0, 1, 2, 3].flatMap((round) => {
    const result = edited('twins', round);
    const text = words(result.tokens.prose).join(' ');
    for (const [at, truth] of result.truths.entries()) {
      if (truth.state !== 'kept') continue;
      expect(result.tokens.words.slice(truth.first, truth.last + 1)).toContain(marks[at]?.first);
    }
    for (const { exact } of result.about) {
      const own = words(exact).join(' ');
      expect(text.indexOf(own)).not.toBe(text.lastIndexOf(own));
    }
    return result.about;
  });
  expect(copied.length).toBeGreaterThan(marks.length / 2);
  expect(new Set(copied).size).toBe(copied.length);
});

test('every case has its edit', () => {
  expect(EDITS.map(({ name }) => name)).toEqual(CASES.map(([name]) => name));
});

test('the lead is repeated in scripts, which are no place for a mark', () => {
  const result = edited('lead-repeated');
  const scripts = [...result.page.root.querySelectorAll('script')];
  expect(scripts).toHaveLength(2);
  expect(scripts[0]?.textContent).toContain('Osmund Point will sail twice a week');
  expect(result.tokens.prose).not.toContain('NewsArticle');
});

test('each half of the marks is deleted in one of two rounds, and gone from the page', () => {
  const cutIn = [0, 1].map((round) => {
    const { truths, tokens } = edited('deleted', round);
    return truths.flatMap(({ state }, at) => {
      if (state !== 'cut') return [];
      expect(words(tokens.prose).join(' ')).not.toContain(words(marks[at]?.exact ?? '').join(' '));
      return [at];
    });
  });
  expect(cutIn[0]?.length).toBeGreaterThan(0);
  expect(cutIn[1]?.length).toBeGreaterThan(0);
  for (const at of marks.keys().filter((one) => one % 2 === 0)) expect(cutIn[0]).toContain(at);
});

test('an edit that finds nothing to do says so', () => {
  close();
  close = open(SMALL_PAGE.replaceAll(/["'’-]/g, ''));
  model = readPage(document);
  marks = sampleMarks(model, 12, seeded('marks'));
  expect(() => edited('typographic')).toThrow(NotApplicable);
});
