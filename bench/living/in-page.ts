/** What runs in the page. Each function is sent as text: it must stand alone. */

declare global {
  /** Every word of the page, for choosing passages. */
  var livingBenchWords: { readonly node: Text; readonly start: number; readonly end: number }[] | undefined;
}

/** Ends what the page does again and again, so that it holds still while it is marked. */
export function holdStill(): void {
  const last = Number(setTimeout(() => {}, 0));
  for (let timer = 1; timer <= last; timer++) clearInterval(timer);
}

/** Selects the passage number `at` of `count`, a few words each, spread over the page. */
export function selectPassage(at: number, count: number): void {
  if (!globalThis.livingBenchWords) {
    const words: { node: Text; start: number; end: number }[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!(node instanceof Text) || node.parentElement?.closest('script, style, template') !== null)
        continue;
      for (const { index, 0: word } of node.data.matchAll(/\S+/g))
        words.push({ node, start: index, end: index + word.length });
    }
    globalThis.livingBenchWords = words;
  }
  const words = globalThis.livingBenchWords;
  const length = 4 + (at % 7);
  const first = Math.floor(((words.length - length) * at) / count);
  const from = words[first];
  const to = words[first + length - 1];
  if (from && to) getSelection()?.setBaseAndExtent(from.node, from.start, to.node, to.end);
}

/** The page changes one of its paragraphs now and then. */
export function keepChanging(everyMs: number): void {
  let times = 0;
  setInterval(() => {
    const paragraphs = document.querySelectorAll('p');
    const paragraph = paragraphs[(times * 7919) % paragraphs.length];
    paragraph?.append(` Updated ${++times} times.`);
  }, everyMs);
}

export function scrollBy(share: number): void {
  window.scrollBy({ top: innerHeight * share, behavior: 'instant' });
}

export function paintedMarks(): number {
  let painted = 0;
  for (const [name, highlight] of CSS.highlights)
    if (name.startsWith('pullquote-')) painted += highlight.size;
  return painted;
}
