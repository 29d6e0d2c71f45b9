/** The walk through a page's text in the order in which it is rendered, shadow trees and slots included. */
import { hasText, isBlock } from './elements';
import type { TextCollector } from './text-collector';

/** An element under way: its children by link, or by list where a slot shows nodes from elsewhere. */
interface Frame {
  next: Node | null;
  readonly slotted: readonly Node[] | null;
  slottedNext: number;
  readonly block: boolean;
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

/** Text and CDATA. */
export function isText(node: Node): node is Text {
  return node.nodeType === 3 || node.nodeType === 4;
}

function isSlot(element: Element): element is HTMLSlotElement {
  return element.localName === 'slot' && 'assignedNodes' in element;
}

function open(element: Element): Frame {
  const block = isBlock(element);
  const slotted = isSlot(element) ? element.assignedNodes() : [];
  if (slotted.length > 0) return { next: null, slotted, slottedNext: 0, block };
  return { next: (element.shadowRoot ?? element).firstChild, slotted: null, slottedNext: 0, block };
}

function advance(frame: Frame): Node | null {
  if (frame.slotted) return frame.slotted[frame.slottedNext++] ?? null;
  const node = frame.next;
  if (node) frame.next = node.nextSibling;
  return node;
}

/**
 * Hands every text node below `root` to `collector`. An open shadow tree stands in place of the children of its
 * host, which show where it has slots. Deep and broad trees cost neither stack nor more than linear time.
 */
export function collectText(
  root: Element,
  collector: TextCollector,
  skip: (element: Element) => boolean,
): void {
  const stack: Frame[] = [open(root)];
  for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
    const node = advance(frame);
    if (!node) {
      stack.pop();
      if (frame.block) collector.breakBlock();
    } else if (isText(node)) collector.add(node);
    else if (isElement(node) && hasText(node) && !skip(node)) {
      const inner = open(node);
      if (inner.block) collector.breakBlock();
      stack.push(inner);
    }
  }
}
