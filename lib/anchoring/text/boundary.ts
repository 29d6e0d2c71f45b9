/** From a DOM boundary point that is not in an indexed text node to the nearest one that is. */
import { textsFrom } from './flat-tree';

/**
 * The first text at or after the point (`start`), or the last before it (`end`), for which `indexed` is true, in the
 * order in which the page below `root` is rendered. Null where there is none.
 */
export function nearestText(
  container: Node,
  offset: number,
  snap: 'start' | 'end',
  root: Element,
  indexed: (node: Text) => boolean,
): Text | null {
  const child = container.childNodes[offset];
  const forward = snap === 'start';
  // Backward, everything before `child` counts; forward, `child` itself does.
  const texts = child
    ? textsFrom(child, forward, forward, root)
    : textsFrom(container, !forward, forward, root);
  for (const text of texts) if (indexed(text)) return text;
  return null;
}
