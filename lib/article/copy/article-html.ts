/** A saved copy as HTML to read. Some of it came from a page: it is sanitised where it is shown. */
import type { CopyBlock } from '../../annotation/version';
import { escapeHtml } from './inline';

/** Blocks that stand in one list, table or quotation are put into it. */
export function articleHtml(blocks: readonly CopyBlock[]): string {
  return runsOf(blocks)
    .map((run) => htmlOf(run))
    .join('\n');
}

/** Neighbours that belong together. */
function runsOf(blocks: readonly CopyBlock[]): CopyBlock[][] {
  const runs: CopyBlock[][] = [];
  for (const block of blocks) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && goesOn(last, block)) run.push(block);
    else runs.push([block]);
  }
  return runs;
}

function goesOn(last: CopyBlock, next: CopyBlock): boolean {
  if (last.kind === 'image') return next.kind === 'caption';
  if (last.kind === 'item') return next.kind === 'item' && (last.level === 0) === (next.level === 0);
  return last.kind === next.kind && (next.kind === 'row' || next.kind === 'quote' || next.kind === 'embed');
}

function htmlOf(run: readonly CopyBlock[]): string {
  const [first] = run;
  return first ? RENDER[first.kind](first, run) : '';
}

type Render = (first: CopyBlock, run: readonly CopyBlock[]) => string;

const RENDER: Readonly<Record<CopyBlock['kind'], Render>> = {
  standfirst: (block) => `<p class="standfirst">${inside(block)}</p>`,
  paragraph: (block) => `<p>${inside(block)}</p>`,
  heading: (block) => `<h${block.level ?? 2}>${inside(block)}</h${block.level ?? 2}>`,
  item: (first, run) => (first.level === 0 ? run.map(lineHtml).join('') : listHtml(run)),
  quote: (_, run) => `<blockquote>${run.map(lineHtml).join('')}</blockquote>`,
  row: (_, run) => `<div class="table"><table>${run.map(rowHtml).join('')}</table></div>`,
  caption: (block) => `<p class="caption">${inside(block)}</p>`,
  image: (block, run) => figureHtml(block, run.slice(1)),
  embed: (_, run) => `<blockquote class="embed">${run.map(postHtml).join('')}</blockquote>`,
};

function lineHtml(block: CopyBlock): string {
  return `<p>${inside(block)}</p>`;
}

/** The picture itself is fetched only when its reader says so: `data-src` is no address to a browser. */
function figureHtml({ url = '', text }: CopyBlock, captions: readonly CopyBlock[]): string {
  const lines = captions.map((caption) => inside(caption)).join('<br>');
  const image = `<img alt="${escapeHtml(text)}" data-src="${escapeHtml(url)}">`;
  return `<figure>${image}${lines === '' ? '' : `<figcaption>${lines}</figcaption>`}</figure>`;
}

function rowHtml(row: CopyBlock): string {
  const cells = inside(row);
  return `<tr>${/^<t[dh]>/.test(cells) ? cells : `<td>${cells}</td>`}</tr>`;
}

/** What a post says, or where it can be read when it says nothing here. */
function postHtml(block: CopyBlock): string {
  const { url, text } = block;
  if (text !== '') return lineHtml(block);
  return url === undefined ? '' : `<p><a href="${escapeHtml(url)}">${escapeHtml(url)}</a></p>`;
}

/** Items one in another, by their levels. */
function listHtml(items: readonly CopyBlock[]): string {
  let html = '';
  const open: string[] = [];
  for (const item of items) {
    const level = item.level ?? 1;
    const name = item.ordered === true ? 'ol' : 'ul';
    while (open.length > level || (open.length === level && open.at(-1) !== name))
      html += `</li></${open.pop()}>`;
    if (open.length === level) html += '</li>';
    while (open.length < level) {
      // A list stands in an item of the one around it.
      html += open.length > 0 && html.endsWith(`<${open.at(-1)}>`) ? `<li><${name}>` : `<${name}>`;
      open.push(name);
    }
    html += `<li>${inside(item)}`;
  }
  for (const name of open.toReversed()) html += `</li></${name}>`;
  return html;
}

function inside({ text, html }: CopyBlock): string {
  return html ?? escapeHtml(text).replaceAll('\n', '<br>');
}
