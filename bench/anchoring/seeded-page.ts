/** A page of the corpus: its marks, and what tools make of them after seeded edits. */
import { findCopies, updateCopies } from './data-copies';
import type { DataCopy } from './data-copies';
import { EditablePage } from './editable-page';
import { NotApplicable } from './edits';
import type { Edit } from './edits';
import { judge } from './judge';
import { sampleMarks } from './marks';
import type { Mark } from './marks';
import type { PageModel } from './page-model';
import { readPage } from './page-model';
import { seeded } from './random';
import { quieten } from './show';
import { tally } from './tally';
import type { Expectation } from './tally';
import { describeOn, locateOn } from './trial';
import type { Tokens, Truth } from './truth';
import { readTokens, readTruths } from './truth';
import type { CaseResult, Json, OpenOptions, Outcome, PageSummary, RunOptions, Tool } from './types';

/** An edited page, ready to be copied. */
interface Edited {
  readonly root: Element;
  readonly text: string;
  readonly expectations: readonly Expectation[];
}

function expectationOf(mark: Mark, truth: Truth, tokens: Tokens): Expectation {
  const { text, starts, ends } = tokens;
  return {
    state: truth.state,
    judge: (answer) => judge(truth, tokens, answer),
    exact: mark.exact,
    shape: mark.shape,
    truth: truth.state === 'kept' ? text.slice(starts[truth.first] ?? 0, ends[truth.last] ?? 0) : '',
  };
}

export class SeededPage {
  readonly #options: OpenOptions;
  readonly #model: PageModel;
  readonly #marks: readonly Mark[];
  readonly #copies: readonly DataCopy[];
  readonly #descriptions = new Map<Tool, readonly (Json | null)[]>();

  /** Of the page that is open. */
  constructor(options: OpenOptions) {
    quieten(document);
    this.#options = options;
    this.#model = readPage(document);
    this.#copies = findCopies(this.#model);
    const random = seeded(options.seed, options.page, 'marks');
    this.#marks = sampleMarks(this.#model, options.marks, random, options.repeats);
  }

  get summary(): PageSummary {
    const characters = this.#model.blocks.reduce((sum, block) => sum + block.characters, 0);
    return { marks: this.#marks.length, characters };
  }

  async describe(tools: readonly Tool[]): Promise<void> {
    for (const tool of tools)
      this.#descriptions.set(tool, await describeOn(this.#model.root, tool, this.#marks));
  }

  async run(edit: Edit, { round, warm, limitMs }: RunOptions, tools: readonly Tool[]): Promise<CaseResult> {
    let edited: Edited;
    try {
      edited = this.#edit(edit, round);
    } catch (error) {
      if (error instanceof NotApplicable) return { skipped: error.message, outcomes: [] };
      throw error;
    }
    const { root, text, expectations } = edited;
    const outcomes: Outcome[] = [];
    for (const tool of tools) {
      const descriptions = this.#descriptions.get(tool) ?? [];
      if (warm) await locateOn(root, text, tool, descriptions, limitMs);
      const { given, ms, isDamaged } = await locateOn(root, text, tool, descriptions, limitMs);
      outcomes.push({ tool: tool.name, ms, isDamaged, ...tally(expectations, given, text) });
    }
    return { skipped: null, outcomes };
  }

  #edit(edit: Edit, round: number): Edited {
    const { seed, page: name } = this.#options;
    const page = new EditablePage(this.#model);
    const random = seeded(seed, name, edit.name, round);
    const about = new Set(edit.apply({ page, marks: this.#marks, random, round }));
    page.write();
    let tokens = readTokens(page);
    if (updateCopies(page, this.#copies, tokens)) tokens = readTokens(page);
    const truths = readTruths(page, this.#marks, tokens);
    const expectations = this.#marks.map((mark, at) =>
      expectationOf(mark, (about.has(mark) ? truths[at] : null) ?? { state: 'open' }, tokens),
    );
    return { root: page.root, text: tokens.text, expectations };
  }
}
