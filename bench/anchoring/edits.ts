/** The edits that the bench makes, by name. Each checks that it really changed the page. */
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
  /** Edits that cut marks cut one half of them in round 0, the other in round 1. */
  readonly round: number;
}

export interface Edit {
  readonly name: string;
  readonly rounds: number;
  apply(context: EditContext): void;
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

function cutHalf({ page, marks, round }: EditContext): Mark[] {
  const half = marks.filter((_, at) => at % 2 === round);
  check('passages cut', cutPassages(page, half), 1);
  return half;
}

/** Words before and after a cut passage that are edited with it. */
const NEIGHBOURS = 30;

const once = (name: string, apply: (context: EditContext) => void): Edit => ({ name, rounds: 1, apply });

export const EDITS: readonly Edit[] = [
  once('unchanged', () => {}),
  once('words-5', words(0.05)),
  once('words-10', words(0.1)),
  once('words-20', words(0.2)),
  once('words-30', words(0.3)),
  once('moved', ({ page, random }) => check('moved', moveParagraphs(page, 0.4, random), 0.3)),
  once('twins', ({ page, marks, random }) => check('twins', insertTwins(page, marks, random), 0.3)),
  once('twins-edited', ({ page, marks, random }) => {
    check('twins', insertTwins(page, marks, random), 0.3);
    words(0.1)({ page, marks, random, round: 0 });
  }),
  once('ads', ({ page, random }) => {
    checkPart('block ads', insertBlockAds(page, 0.25, random), 0.02);
    check('inline ads', insertInlineAds(page, 0.4, random), 0.02);
  }),
  once('lead-repeated', ({ page, marks, random }) => {
    check('lead', repeatLead(page, marks), 0.01);
    checkPart('block ads', insertBlockAds(page, 0.15, random), 0.01);
  }),
  once('typographic', ({ page, random }) => check('typographic', changeTypography(page, random), 0.5)),
  once('nbsp-shy', ({ page, random }) => check('nbsp and soft hyphen', addInvisibles(page, random), 0.2)),
  once('reflow', ({ page, random }) => check('reflow', reflow(page, random), 0.02)),
  once('case', ({ page, random }) => check('case', changeCase(page, random), 0.02)),
  once('upper', ({ page }) => check('upper case', upperCase(page), 0.9)),
  { name: 'deleted', rounds: 2, apply: cutHalf },
  {
    name: 'deleted-neighbours',
    rounds: 2,
    apply(context) {
      const near = new Set<number>();
      for (const { first, last } of cutHalf(context)) {
        for (let step = 1; step <= NEIGHBOURS; step++) near.add(first - step).add(last + step);
      }
      const { page, random } = context;
      check(
        'neighbours',
        editWords(page, 0.15, random, (word) => near.has(word)),
        0.02,
      );
    },
  },
  once('mixed', ({ page, random }) => {
    checkPart('paragraphs cut', cutParagraphs(page, 12, random), 0.01);
    checkPart('moved', moveParagraphs(page, 0.15, random), 0.01);
    checkPart('paragraphs added', insertParagraphs(page, 0.12, random), 0.005);
    checkPart('block ads', insertBlockAds(page, 0.12, random), 0.005);
    checkPart('inline ads', insertInlineAds(page, 0.1, random), 0.005);
    check('words', editWords(page, 0.05, random), 0.02);
    checkPart('typographic', changeTypography(page, random), 0.2);
  }),
];
