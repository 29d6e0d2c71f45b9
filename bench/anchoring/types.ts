/** What the runner, the code inside the page and the tools tell each other. */
import type { Fate, KnownSentence } from './pair-types';

/** Anything that survives JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Where a tool put a mark. `unsure`: the tool says so itself, and would ask its user. */
export interface Placed {
  readonly range: Range;
  readonly unsure?: boolean;
  readonly score?: number;
}

/**
 * The place of each mark, null where the tool finds nothing. Asks `timeLeft` now and then, and where there is none
 * ends the list with the last mark that it tried.
 */
type Locate = (timeLeft: () => boolean) => readonly (Placed | null)[] | Promise<readonly (Placed | null)[]>;

/** One tool, used as its users use it. */
export interface Tool {
  readonly name: string;
  /** What the tool keeps of each range; null where it can not. May read the page, should not change it. */
  describe(ranges: readonly Range[]): readonly (Json | null)[] | Promise<readonly (Json | null)[]>;
  /** Reads what was kept; what comes back says where it stands on the page as it is then. */
  load(descriptions: readonly Json[]): Locate;
  /** Ends whatever goes on after `locate`, before the page is taken away. */
  cleanUp?(): void | Promise<void>;
}

/**
 * How a mark fared. Of a passage that is still there: `right`, `partial`, `wrong`, `missed`; of one that was cut:
 * `false-anchor`, `rejected`.
 */
export type Verdict = 'right' | 'partial' | 'wrong' | 'missed' | 'false-anchor' | 'rejected';

/** One placement that the reader may want to look at. */
export interface Example {
  readonly verdict: Verdict;
  readonly unsure: boolean;
  readonly score: number | null;
  readonly shape: string;
  readonly exact: string;
  readonly truth: string;
  readonly placed: string;
}

/** A place that a tool gave, sure or not, with its score and what it was worth. */
export interface Scored {
  readonly score: number;
  readonly unsure: boolean;
  readonly verdict: Verdict;
}

/** What one tool made of one edited page. */
export interface Outcome {
  readonly tool: string;
  /** Verdicts of what the tool holds for certain; an unsure answer counts as none. */
  readonly counts: Readonly<Record<Verdict, number>>;
  /** Passages that are still there, of which the tool answered unsurely; and how many of these answers are right. */
  readonly unsure: number;
  readonly unsureRight: number;
  /** Cut passages that the tool placed unsurely. */
  readonly unsureDeleted: number;
  /** Passages still there that it had no time for; they count as missed. Cut ones are left out. */
  readonly untried: number;
  /** Time to locate all marks, in ms. */
  readonly ms: number;
  /** The tool lost text of the page, or wrote into it. */
  readonly isDamaged: boolean;
  readonly examples: readonly Example[];
  readonly scored: readonly Scored[];
}

export interface CaseResult {
  /** Why the edit can not be made on this page; null where it was made. */
  readonly skipped: string | null;
  readonly outcomes: readonly Outcome[];
}

export interface PageSummary {
  readonly marks: number;
  /** Characters of text below body, scripts left out. */
  readonly characters: number;
}

export interface OpenOptions {
  readonly page: string;
  readonly seed: number;
  readonly marks: number;
  /** Also passages that the page has twice, with the same surroundings. */
  readonly repeats: boolean;
  readonly tools: readonly string[];
}

export interface RunOptions {
  readonly edit: string;
  readonly round: number;
  readonly tools: readonly string[];
  readonly warm: boolean;
  /** Time that a tool has for the marks of a page, in ms. */
  readonly limitMs: number;
}

export interface PairOptions {
  readonly before: string;
  readonly after: string;
  /** What became of each sentence; null where it is to be found out. */
  readonly known: readonly KnownSentence[] | null;
  readonly tools: readonly string[];
  readonly limitMs: number;
}

export interface PairResult {
  /** What was held to be the fate of each sentence, for checking it: null where it was left out. */
  readonly fates: readonly { readonly text: string; readonly fate: Fate | null; readonly after: string }[];
  readonly cases: readonly { readonly fate: Fate; readonly outcomes: readonly Outcome[] }[];
}

export interface LongPageOptions {
  /** HTML to make the page of. */
  readonly pages: readonly string[];
  readonly characters: number;
  readonly seed: number;
  readonly tool: string;
  readonly marks: readonly number[];
  /** Time that the tool has to describe each number of marks. */
  readonly limitMs: number;
}

export interface TimeOptions {
  readonly edit: string;
  /** How many, each timed by itself, in turns: what else the machine does meets all alike. */
  readonly marks: readonly number[];
  /** Time for the runs of each in ms: there is none more when it is used up. A single one is ended after `limitMs`. */
  readonly budgetMs: number;
  readonly limitMs: number;
}

/** Medians over the runs, in ms. */
export interface Timing {
  /** Marks that the tool could describe, in the time that it had: these are looked for. */
  readonly described: number;
  readonly ms: number;
  readonly runs: number;
  /** Share of the marks that were found, and of those that there was no time for in one run. */
  readonly placed: number;
  readonly untried: number;
  /** Ours alone: the parts of `ms` where the page is read for it. */
  readonly indexMs: number | null;
  readonly locateMs: number | null;
  /** Ours alone: all that a visit takes, the page read and all marks located in it. */
  readonly visitMs: number | null;
  /** Style and layout of the page anew. */
  readonly layoutMs: number;
}

/** What the bundle puts into the page's global object. */
export interface Harness {
  open(options: OpenOptions): Promise<PageSummary>;
  run(options: RunOptions): Promise<CaseResult>;
  pair(options: PairOptions): Promise<PairResult>;
  openLong(options: LongPageOptions): Promise<PageSummary>;
  /** In the order of `options.marks`. */
  time(options: TimeOptions): Promise<Timing[]>;
}
