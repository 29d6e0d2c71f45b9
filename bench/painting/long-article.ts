/** A long page in the manner of a big newspaper: an article of many paragraphs with what stands around it. */

const SUBJECTS = [
  'The harbour office',
  'A baker from Velm',
  'The regional assembly',
  'Her brother',
  'The pilot',
];
const VERBS = ['counted', 'remembered', 'sold', 'asked for', 'refused', 'repaired', 'described'];
const OBJECTS = ['lamps', 'berths', 'tickets', 'letters', 'nets', 'orchards', 'timetables', 'roofs'];
const PLACES = ['on the northern quay', 'at the old cannery', 'in the hall', 'behind the ministry'];

const STYLE = `
  :root { --ink: #1b1b1b; --paper: #fdfcf9; --rule: #d8d4cc; }
  * { box-sizing: border-box; }
  body { margin: 0; font: 17px/1.6 Georgia, serif; color: var(--ink); background: var(--paper); }
  header, footer { padding: 1rem 2rem; border-bottom: 1px solid var(--rule); }
  nav ul { display: flex; gap: 1rem; list-style: none; padding: 0; }
  main { display: grid; grid-template-columns: minmax(0, 1fr) 18rem; gap: 2rem; max-width: 72rem; margin: auto; }
  article section > h2 { font-size: 1.5rem; margin: 2rem 0 0.5rem; }
  article p { margin: 0 0 1em; } article p:first-of-type::first-letter { font-size: 2em; }
  article p a { color: #0a5; text-decoration: underline; } article p em { font-style: italic; }
  blockquote { border-left: 3px solid var(--rule); padding-left: 1rem; margin: 1rem 0; }
  ul.facts { columns: 2; } ul.facts li { break-inside: avoid; }
  table { border-collapse: collapse; width: 100%; } td, th { border: 1px solid var(--rule); padding: 0.25rem; }
  aside .card { border: 1px solid var(--rule); padding: 1rem; margin-bottom: 1rem; border-radius: 4px; }
  aside .card:hover { background: #fff; } @media (max-width: 60rem) { main { display: block; } }`;

/** A different sentence for every `n`. */
function sentence(n: number): string {
  const of = (list: readonly string[], step: number): string => list[(n * step) % list.length] ?? '';
  return `${of(SUBJECTS, 3)} ${of(VERBS, 5)} ${n} ${of(OBJECTS, 7)} ${of(PLACES, 1)}, and ${(n * 37) % 911} of them were listed in <a href="/list/${n}">the register of day ${(n * 13) % 61}</a> for <em>everybody</em> to read.`;
}

/** HTML of a page with so many sentences, four to a paragraph. */
export function longArticle(sentences: number): string {
  const blocks: string[] = [];
  for (let n = 0; n < sentences; n += 4) {
    const text = [0, 1, 2, 3].map((step) => sentence(n + step)).join(' ');
    const part = n / 4;
    if (part % 25 === 0)
      blocks.push(`${part === 0 ? '' : '</section>'}<section><h2>Chapter ${part / 25 + 1}</h2>`);
    if (part % 12 === 7) blocks.push(`<blockquote><p>${text}</p></blockquote>`);
    else if (part % 12 === 11)
      blocks.push(`<ul class="facts"><li>${text}</li><li>Noted on day ${n}.</li></ul>`);
    else blocks.push(`<p>${text}</p>`);
  }
  const cards = Array.from(
    { length: 40 },
    (_, n) => `<div class="card"><h3>Elsewhere ${n}</h3><p>In short.</p></div>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The longest report</title><style>${STYLE}</style></head>
<body><header><nav><ul><li><a href="/">Front</a></li><li><a href="/sea">Sea</a></li></ul></nav></header>
<main><article><h1>The longest report</h1>${blocks.join('\n')}</section></article><aside>${cards.join('\n')}</aside></main>
<footer>Printed at Osmund Point</footer></body></html>`;
}
