/** Which marks lie in which: inner ones are painted above the ones that they begin in. */
import type { Depth } from './highlight-style';

interface Placed {
  readonly range: Range;
}

/** One of `marks` with those that it begins in, outermost first. */
export interface Nested<T> {
  readonly mark: T;
  readonly depth: Depth;
  readonly around: readonly T[];
}

/**
 * Puts marks in the order in which they are painted, those of each document and shadow tree by themselves: by their
 * beginning, the longer first where they begin together. Depth is how many others a mark begins in, 2 at most.
 */
export function nest<T extends Placed>(marks: readonly T[]): Nested<T>[] {
  const trees = new Map<Node, T[]>();
  for (const mark of marks) {
    const root = mark.range.startContainer.getRootNode();
    const tree = trees.get(root);
    if (tree) tree.push(mark);
    else trees.set(root, [mark]);
  }
  return [...trees.values()].flatMap(nestTree);
}

function nestTree<T extends Placed>(marks: readonly T[]): Nested<T>[] {
  let open: T[] = [];
  return marks.toSorted(byPlace).map((mark) => {
    open = open.filter((outer) => mark.range.compareBoundaryPoints(END_TO_START, outer.range) < 0);
    const around = [...open];
    open.push(mark);
    return { mark, depth: around.length === 0 ? 0 : around.length === 1 ? 1 : 2, around };
  });
}

// The constants of `Range`, by number: the window that they would come from may be another.
const START_TO_START = 0;
const END_TO_END = 2;
/** The beginning of the range itself against the end of the other. */
const END_TO_START = 3;

function byPlace(a: Placed, b: Placed): number {
  return (
    a.range.compareBoundaryPoints(START_TO_START, b.range) ||
    b.range.compareBoundaryPoints(END_TO_END, a.range)
  );
}
