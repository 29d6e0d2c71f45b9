/** The edits that the bench makes, by name. Each checks that it really changed the page. */
import { roundsOf } from './cases';
import type { EditablePage } from './editable-page';
import { insertBlockAds, insertInlineAds, insertParagraphs, insertTwins, repeatLead } from './edit-structure';
import { cutParagraphs, moveParagraphs } from './edit-structure';
import { reflow } from './edit-reflow';
import type { Change } from './edit-words';
import { addInvisibles, changeCase, changeTypography, cutPassages, editWords, upperCase } from './edit-words';
import type { Mark } from './marks';
import type { Random } from './random';

/** The page has nothing that the edit could change. */
export class NotApplicable extends Error {}

export interface EditContext {
  readonly page: EditablePage;
  readonly marks: readonly Mark[];
  readonly random: Random;
  /** Edits that cut or copy marks do it to some of them in each round. */
  readonly round: number;
}

export interface Edit {
  readonly name: string;
  /** Gives the marks that it is about: the others say nothing of it. */
  apply(context: EditContext): readonly Mark[];
}

/** Of so few chances, all may be missed. */
const FEW = 50;

/**
 * Holds an edit to what it promises.
 *
 * @throws {NotApplicable} where there was nothing to change
 * @throws {Error} where less than the share `least` of what could be was changed
 */
function check(what: string, { possible, changed }: Change, least: number): void {
  if (possible === 0 || (changed === 0 && possible < FEW))
    throw new NotApplicable(`nothing to do for: ${what}`);
  if (changed === 0 || changed < possible * least)
    throw new Error(`${what}: only ${changed} of ${possible} changed`);
}

/** As `check`, where an edit is one of several. */
function checkPart(what: string, change: Change, least: number): void {
  if (change.possible > 0) check(what, change, least);
}

function words(rate: number): (context: EditContext) => void {
  return ({ page, random }) => {
    const change = editWords(page, rate, random);
    // A short page may have a little less by chance.
    check(`${rate} of words`, change, change.possible > 500 ? rate * 0.7 : 0);
  };
}

/** The marks whose turn it is in a round of the edit. */
function turnOf({ marks, round }: EditContext, edit: string): Mark[] {
  return marks.filter((_, at) => at % roundsOf(edit) === round);
}

function cutHalf(context: EditContext): Mark[] {
  const { page } = context;
  const half = turnOf(context, 'deleted');
  check('passages cut', cutPassages(page, half), 1);
  return half;
}

/** Words before and after a cut passage that are edited with it. */
const NEIGHBOURS = 30;

/** A quarter of the passages a second time each; those that were copied. */
function copyQuarter(context: EditContext): readonly Mark[] {
  const { page, random } = context;
  const quarter = turnOf(context, 'twins');
  const copied = insertTwins(page, quarter, random);
  check('twins', { possible: quarter.length, changed: copied.length }, 0.02);
  return copied;
}

/** An edit that says something about every mark. */
const ofAll = (name: string, apply: (context: EditContext) => void): Edit => ({
  name,
  apply(context) {
    apply(context);
    return context.marks;
  },
});

export const EDITS: readonly Edit[] = [
  ofAll('unchanged', () => {}),
  ofAll('words-5', words(0.05)),
  ofAll('words-10', words(0.1)),
  ofAll('words-20', words(0.2)),
  ofAll('words-30', words(0.3)),
  ofAll('moved', ({ page, random }) => check('moved', moveParagraphs(page, 0.4, random), 0.3)),
  { name: 'twins', apply: copyQuarter },
  {
    name: 'twins-edited',
    apply(context) {
      const copied = copyQuarter(context);
      words(0.1)(context);
      return copied;
    },
  },
  ofAll('ads', ({ page, random }) => {
    checkPart('block ads', insertBlockAds(page, 0.25, random), 0.02);
    check('inline ads', insertInlineAds(page, 0.4, random), 0.02);
  }),
  ofAll('lead-repeated', ({ page, marks, random }) => {
    check('lead', repeatLead(page, marks), 0.01);
    checkPart('block ads', insertBlockAds(page, 0.15, random), 0.01);
  }),
  ofAll('typographic', ({ page, random }) => check('typographic', changeTypography(page, random), 0.5)),
  ofAll('nbsp-shy', ({ page, random }) => check('nbsp and soft hyphen', addInvisibles(page, random), 0.2)),
  ofAll('reflow', ({ page, random }) => check('reflow', reflow(page, random), 0.02)),
  ofAll('case', ({ page, random }) => check('case', changeCase(page, random), 0.02)),
  ofAll('upper', ({ page }) => check('upper case', upperCase(page), 0.9)),
  ofAll('deleted', cutHalf),
  ofAll('deleted-neighbours', (context) => {
    const near = new Set<number>();
    for (const { first, last } of cutHalf(context)) {
      for (let step = 1; step <= NEIGHBOURS; step++) near.add(first - step).add(last + step);
    }
    const { page, random } = context;
    const change = editWords(page, 0.15, random, (word) => near.has(word));
    check('neighbours', change, 0.02);
  }),
  ofAll('mixed', ({ page, random }) => {
    checkPart('paragraphs cut', cutParagraphs(page, 12, random), 0.01);
    checkPart('moved', moveParagraphs(page, 0.15, random), 0.01);
    checkPart('paragraphs added', insertParagraphs(page, 0.12, random), 0.005);
    checkPart('block ads', insertBlockAds(page, 0.12, random), 0.005);
    checkPart('inline ads', insertInlineAds(page, 0.1, random), 0.005);
    check('words', editWords(page, 0.05, random), 0.02);
    checkPart('typographic', changeTypography(page, random), 0.2);
  }),
];
