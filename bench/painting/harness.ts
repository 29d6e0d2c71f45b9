/** What runs inside the long page. */
import { seeded } from '../anchoring/random';
import { painterNamed } from './painters';
import type { PaintingHarness } from './types';

declare global {
  var paintingBench: PaintingHarness | undefined;
}

/** After this, in ms, a painter that puts things off has done them. */
const SETTLE = 250;
/** Words of a marked passage. */
const WORDS = 12;

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
const frame = (): Promise<void> =>
  new Promise((done) => {
    requestAnimationFrame(() => done());
  });

async function settle(): Promise<void> {
  await frame();
  await frame();
  await pause(SETTLE);
}

function textsBelow(root: Element): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (node instanceof Text) texts.push(node);
  return texts;
}

/** About so many words from a place in a text node on, into the nodes that follow within the paragraph. */
function passageFrom(text: Text, offset: number): Range | null {
  const paragraph = text.parentElement?.closest('p, li');
  if (!paragraph) return null;
  const range = document.createRange();
  range.setStart(text, offset);
  let words = WORDS;
  const texts = textsBelow(paragraph);
  for (const next of texts.slice(texts.indexOf(text))) {
    const from = next === text ? offset : 0;
    for (const { index, 0: word } of next.data.slice(from).matchAll(/\S+/g)) {
      range.setEnd(next, from + index + word.length);
      words--;
      if (words === 0) return range;
    }
  }
  return null;
}

function countNodes(kind: number): number {
  const walker = document.createTreeWalker(document.documentElement, kind);
  let nodes = 0;
  while (walker.nextNode()) nodes++;
  return nodes;
}

let passages: readonly Range[] = [];
/** What a script of the page's would remember: nodes of its own, from before anybody painted. */
let owned: readonly Text[] = [];

globalThis.paintingBench = {
  prepare(count, seed) {
    const random = seeded(seed, 'painting', count);
    const texts = textsBelow(document.querySelector('article') ?? document.body);
    const starts = texts.flatMap((text) =>
      Array.from(text.data.matchAll(/(?<=\. |^)[A-Z]\w+ /g), ({ index }) => ({ text, offset: index })),
    );
    const chosen = new Set(random.shuffled(starts).slice(0, count));
    passages = starts
      .filter((start) => chosen.has(start))
      .flatMap(({ text, offset }) => passageFrom(text, offset) ?? []);
    owned = random.shuffled(texts.filter(({ length }) => length > 20));
    return passages.length;
  },
  state() {
    return {
      elements: countNodes(NodeFilter.SHOW_ELEMENT),
      texts: countNodes(NodeFilter.SHOW_TEXT),
      html: document.documentElement.outerHTML,
    };
  },
  async paint(name) {
    const paint = painterNamed(name)(passages);
    await settle();
    const began = performance.now();
    paint();
    const ms = performance.now() - began;
    await settle();
    return ms;
  },
  async scroll(steps) {
    const height = document.documentElement.scrollHeight - innerHeight;
    for (let step = 1; step <= steps; step++) {
      scrollTo({ top: (height * step) / steps, behavior: 'instant' });
      await frame();
    }
    scrollTo({ top: 0, behavior: 'instant' });
    await settle();
  },
  async mutate(frames) {
    const article = document.querySelector('article');
    for (let at = 0; at < frames; at++) {
      const text = owned[at % owned.length];
      if (text) text.data = `${text.data} Updated at ${at}.`;
      if (at % 4 === 0) {
        const paragraph = document.createElement('p');
        paragraph.textContent = `News of minute ${at}: the ferry has left the quay.`;
        article?.children[1]?.before(paragraph);
      }
      await frame();
    }
    await settle();
  },
};
