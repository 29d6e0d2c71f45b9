/** What a node is. Documents that were only parsed have no window, so that nothing asks of what class they are. */

export function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

export function isText(node: Node): node is Text {
  return node.nodeType === 3 || node.nodeType === 4;
}
