/** The text of an element as a reader sees it in a plain file: paragraphs, with a blank line between them. */

const BLOCKS = new Set(
  [
    'address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure',
    'footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary table tbody tfoot',
    'thead tr ul',
  ]
    .join(' ')
    .split(' '),
);
const SILENT = new Set(
  'script style noscript template iframe object svg head title select textarea'.split(' '),
);

/**
 * Paragraphs, list items, table rows and headings, each on its own and separated by a blank line; spaces are
 * collapsed, a `<br>` is a line break. Nesting must be bounded by the caller: one stack frame a level.
 */
export function blockText(root: Element): string {
  const paragraphs: string[] = [];
  let open = '';

  const close = (): void => {
    const paragraph = open
      .split('\n')
      .map((line) => line.replace(/\s+/g, ' ').trim())
      .join('\n')
      .trim();
    if (paragraph !== '') paragraphs.push(paragraph);
    open = '';
  };

  const visit = (node: Node, isPreformatted: boolean): void => {
    if (isText(node)) {
      open += isPreformatted ? node.data : node.data.replaceAll('\n', ' ');
      return;
    }
    if (!isElement(node) || SILENT.has(node.localName)) return;
    if (node.localName === 'br') open += '\n';
    if (node.localName === 'td' || node.localName === 'th') open += ' ';
    const isBlock = BLOCKS.has(node.localName);
    if (isBlock) close();
    for (const child of node.childNodes) visit(child, isPreformatted || node.localName === 'pre');
    if (isBlock) close();
  };

  visit(root, false);
  close();
  return paragraphs.join('\n\n');
}

export function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

export function isText(node: Node): node is Text {
  return node.nodeType === 3 || node.nodeType === 4;
}
