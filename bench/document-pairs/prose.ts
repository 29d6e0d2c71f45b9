/** The prose of a Markdown document: a paragraph, a heading, an item of a list a line; no code, no markup. */

const LEFT_OUT = [
  /^---\n[\s\S]*?\n---\n/,
  /^(```|~~~)[\s\S]*?^\1[^\n]*$/gm,
  /<!--[\s\S]*?-->/g,
  /<(style|script|pre)\b[\s\S]*?<\/\1>/gi,
  /!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])/g,
];
const LINK = /\[([^\]\n]*)\](?:\([^)\s]*(?:\s+"[^"]*")?\)|\[[^\]]*\])/g;
const DEFINITION = /^\s*\[[^\]]+\]:.*$/gm;
const TAG = /<\/?[a-z][^>\n]*>/gi;
const INDENTED = /^(?: {4}|\t)/;
const RULE = /^[-=*_|: ]*$/;
const OPENS = /^(?:#{1,6}\s|[-*+]\s|\d+[.)]\s|\||>)/;
const OPENING = /^(?:#{1,6}\s+|[-*+]\s+(?:\[[ x]\]\s*)?|\d+[.)]\s+|>\s*)/;
const EMPHASIS = /[`*]|(?<!\w)_|_(?!\w)/g;

function withoutMarkup(markdown: string): string {
  let text = markdown.replaceAll('\r', '');
  for (const pattern of LEFT_OUT) text = text.replace(pattern, '\n');
  return text.replace(LINK, '$1').replace(DEFINITION, '').replace(TAG, '');
}

/** The lines of a document, none of them empty. */
export function proseLines(markdown: string): string[] {
  const blocks: string[] = [];
  let open = '';
  const close = (): void => {
    blocks.push(open);
    open = '';
  };
  for (const line of withoutMarkup(markdown).split('\n')) {
    const text = line.trim();
    if (INDENTED.test(line) && open === '') continue;
    if (RULE.test(text)) close();
    else if (OPENS.test(text)) {
      close();
      open = text.replace(OPENING, '').replaceAll(/^[|# ]+|[|# ]+$/g, '');
      if (text.startsWith('#')) close();
    } else open = `${open} ${text}`;
  }
  close();
  return blocks
    .map((block) => block.replaceAll(EMPHASIS, '').replaceAll(/\s+/g, ' ').trim())
    .filter((block) => block !== '');
}
