/** When a copy of the article is handed in: with its marks, and when a page with marks is seen again. */
import type { Target } from '../annotation/model';
import type { PageAddress } from '../annotation/page-state';
import { isTextBlock, type Captured, type Keep, type SavedCopy } from '../annotation/version';
import { wording } from '../annotation/wording';
import type { PageBridge } from './bridge';
import type { PageSubject, Reading } from './subject';

export interface Capture {
  /**
   * Hands in a copy when the page has nothing better to do; a large one of which nothing was marked, when nobody looks at it.
   * One that was handed in a moment ago will do, if it has the passage that was marked.
   */
  soon(marked: Target | null): void;
  /** Hands in a copy now. */
  now(keep: Keep): Promise<Captured>;
  /** The address changed without the page being loaded: what it shows may be the article before for a while. */
  moved(): void;
}

interface Options {
  readonly window: Window & typeof globalThis;
  readonly bridge: PageBridge;
  readonly subject: PageSubject;
  /** The address that the marks belong to. */
  readonly address: () => PageAddress;
}

/** Milliseconds in which a page is not taken apart again, and those that it may keep us waiting. */
const FRESH = 60_000;
const PATIENCE = 5_000;
/** How often a page is looked at that may still show the article before, and how many times. */
const LOOK = 500;
const LOOKS = 16;

const NOTHING: Captured = { articleId: null, seen: 'none' };

export function createCapture({ window, bridge, subject, address }: Options): Capture {
  let last = { url: '', at: 0, text: '' };
  /** What the page showed under the address before; '' where nothing is known of that. */
  let before = paragraphsOf(window.document);
  let mayBeBefore = false;
  /** For nobody to look at a large page. */
  let waiting: AbortController | undefined;

  async function hand(at: PageAddress, keep: Keep): Promise<Captured> {
    const reading = await readWhenThere(at);
    if (!reading) return NOTHING;
    last = { url: at.url, at: window.performance.now(), text: lettersOf(reading.copy) };
    const reply = await bridge.capture(at, { ...reading, keep });
    return reply.ok ? reply.value : NOTHING;
  }

  /** The article at the address; null where the page moved on, or goes on to show the article before. */
  async function readWhenThere(at: PageAddress): Promise<Reading | null> {
    for (let look = 0; look < LOOKS; look++) {
      if (address().url !== at.url) return null;
      // oxlint-disable-next-line no-await-in-loop -- one look after the other is the point
      const reading = await subject.read();
      // It was read bit by bit: what came last may be of the next article.
      if (address().url !== at.url) return null;
      if (!mayBeBefore || !reading?.copy || !isOf(reading.copy, before)) {
        if (reading?.copy) mayBeBefore = false;
        return reading;
      }
      // oxlint-disable-next-line no-await-in-loop -- one look after the other is the point
      await pause(window, LOOK);
    }
    return null;
  }

  return {
    soon(marked) {
      const at = address();
      const isFresh = last.url === at.url && window.performance.now() - last.at < FRESH;
      if (isFresh && (marked === null || last.text.includes(letters(marked.exact)))) return;
      last = { ...last, url: at.url, at: window.performance.now() };
      const begin = (): void => void hand(at, 'known');
      const consider = (): void => {
        if (marked !== null || !subject.isLarge()) return begin();
        waiting?.abort();
        waiting = whenHidden(window.document, begin);
      };
      window.requestIdleCallback(consider, { timeout: PATIENCE });
      if (!mayBeBefore) before = paragraphsOf(window.document);
    },
    now: (keep) => hand(address(), keep),
    moved() {
      // Of an article that was never seen whole, what stood before is still what is known.
      if (!mayBeBefore) mayBeBefore = before.length > 0;
    },
  };
}

const LONG = 80;
/** So much of a paragraph tells it from others. */
const ENOUGH = 400;
const MOST = 12;
/** Paragraphs that are looked at: this runs whenever the annotator comes. */
const MOST_LOOKED = 200;

/** The page's first long paragraphs: they tell one article from the next. */
function paragraphsOf(document: Document): string[] {
  const found: string[] = [];
  // A list of all of them would be as long as the page.
  let looked = 0;
  for (const paragraph of document.getElementsByTagName('p')) {
    if (found.length >= MOST || looked++ >= MOST_LOOKED) break;
    const all = paragraph.textContent;
    if (all.length < LONG) continue;
    const text = letters(all.slice(0, ENOUGH));
    if (text.length >= LONG) found.push(text);
  }
  return found;
}

/** Whether a copy is of the article that had these paragraphs. */
function isOf(copy: SavedCopy, paragraphs: readonly string[]): boolean {
  const text = lettersOf(copy);
  const shared = paragraphs.filter((paragraph) => text.includes(paragraph));
  return shared.length > 0 && shared.length * 2 >= paragraphs.length;
}

function lettersOf(copy: SavedCopy | null): string {
  return (copy?.blocks ?? [])
    .filter(isTextBlock)
    .map(({ text }) => letters(text))
    .join('');
}

function letters(text: string): string {
  return wording(text).replaceAll(' ', '');
}

/** @returns how to wait no longer */
function whenHidden(document: Document, work: () => void): AbortController {
  const heard = new AbortController();
  const { signal } = heard;
  const look = (): void => {
    if (!document.hidden) return;
    heard.abort();
    work();
  };
  document.addEventListener('visibilitychange', look, { signal });
  look();
  return heard;
}

function pause(window: Window, ms: number): Promise<void> {
  return new Promise((resolve) => {
    window.setTimeout(resolve, ms);
  });
}
