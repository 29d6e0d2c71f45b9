/** One tool on one page: what it says, and how long it takes. */
import { nodesOf } from './page-model';
import type { Answer } from './ruler';
import { Ruler, answersBefore, stylesOf } from './ruler';
import type { Point } from './run';
import { copyOf, rangeAt, show } from './show';
import type { Given } from './tally';
import type { Json, Placed, Tool } from './types';

/** A passage, from one boundary point to another. */
interface Passage {
  readonly start: Point;
  readonly end: Point;
}

/** So many passages are described at a time. */
const AT_A_TIME = 50;

/**
 * What the tool keeps of passages of the page below `root`, through JSON as any store does; null where it can not,
 * and for those that are left after `limitMs`.
 */
export async function describeOn(
  root: Element,
  tool: Tool,
  passages: readonly Passage[],
  limitMs = Number.POSITIVE_INFINITY,
): Promise<(Json | null)[]> {
  const copy = copyOf(root);
  show(copy);
  const nodes = nodesOf(copy);
  const ranges = passages.map(({ start, end }) => rangeAt(nodes, start, end));
  const kept: (Json | null)[] = [];
  const began = performance.now();
  for (let at = 0; at < ranges.length && performance.now() - began < limitMs; at += AT_A_TIME) {
    const described = await tool.describe(ranges.slice(at, at + AT_A_TIME));
    const stored: (Json | null)[] = JSON.parse(JSON.stringify(described));
    kept.push(...stored);
  }
  return passages.map((_, at) => kept[at] ?? null);
}

export interface Trial {
  /** For each description. */
  readonly given: readonly Given[];
  readonly ms: number;
  /** The tool lost text of the page, or wrote into it. */
  readonly isDamaged: boolean;
}

/**
 * Lets the tool locate its descriptions on a copy of the page.
 *
 * @param text of the whole page, in which its answers are places
 * @param limitMs after which it should stop
 */
export async function locateOn(
  root: Element,
  text: string,
  tool: Tool,
  descriptions: readonly (Json | null)[],
  limitMs: number,
): Promise<Trial> {
  const known = descriptions.filter((description) => description !== null);
  const locate = tool.load(known);
  const copy = copyOf(root);
  const styles = stylesOf(copy);
  show(copy);
  try {
    const began = performance.now();
    const placed = await locate(() => performance.now() - began < limitMs);
    const ms = performance.now() - began;
    const ruler = new Ruler(document.documentElement, styles);
    const isDamaged = ruler.text !== text;
    const before = isDamaged ? answersBefore(ruler.text, text) : null;
    const answers = placed[Symbol.iterator]();
    const given = descriptions.map((description) =>
      description === null ? { untried: false } : givenOf(ruler, before, answers.next().value),
    );
    return { given, ms, isDamaged };
  } finally {
    await tool.cleanUp?.();
  }
}

/** `placed`: undefined where the tool had stopped before. */
function givenOf(
  ruler: Ruler,
  before: ((answer: Answer) => Answer) | null,
  placed: Placed | null | undefined,
): Given {
  if (placed === undefined) return { untried: true };
  const answer = ruler.answerOf(placed?.range ?? null);
  if (!placed || !answer) return { untried: false };
  return {
    ...(before ? before(answer) : answer),
    unsure: placed.unsure === true,
    score: placed.score ?? null,
  };
}
