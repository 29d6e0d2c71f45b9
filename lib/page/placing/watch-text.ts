/** Keeps up with the text of a page: hears of every change in the documents and shadow trees that it consists of. */
import { PageText } from '../../anchoring/text/page-text';

export interface TextWatch {
  /** The text that the page shows. Asking for it begins the watch. */
  readonly shown: PageText;
  /** The same with what the page hides; read only once somebody asks for it. */
  readonly all: PageText;
  readonly isOn: boolean;
  /** Takes in what happened up to now, of which the browser would tell later. */
  hear(): void;
  /** The page may look different all over, of which nobody tells. */
  doubt(): void;
  /** Forgets everything; the page pays nothing from now on. */
  stop(): void;
}

/** What `PageText.touch` wants to know. */
const WATCHED: MutationObserverInit = {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: ['class', 'style', 'hidden', 'open', 'slot', 'name'],
  attributeOldValue: true,
};
/** Taking note of each of so many changes would cost more than reading the page again, and that in one go. */
const MOST_RECORDS = 3_000;
/** Elements that come in one go and are not much. */
const MOST_ELEMENTS = 2_000;

interface Options {
  readonly window: Window & typeof globalThis;
  /** The element whose text it is. */
  readonly root: () => Element;
  /** Elements that are no text of the page: our own. */
  readonly skip: (element: Element) => boolean;
  /**
   * Something changed, or may have. Called right after the page's own script, before anything is painted. `much`: so
   * much came that only its styles would take long to compute, which the page has yet to do.
   */
  readonly changed: (much: boolean) => void;
}

export function createTextWatch(options: Options): TextWatch {
  let watching: Watching | null = null;
  const begin = (): Watching => (watching ??= new Watching(options));
  return {
    get shown() {
      return begin().shown;
    },
    get all() {
      return begin().all;
    },
    get isOn() {
      return watching !== null;
    },
    hear: () => watching?.hear(),
    doubt: () => watching?.doubt(),
    stop() {
      watching?.stop();
      watching = null;
    },
  };
}

class Watching {
  readonly shown: PageText;
  readonly #options: Options;
  readonly #observer: MutationObserver;
  readonly #lifetime = new AbortController();
  #all: PageText | null = null;

  constructor(options: Options) {
    this.#options = options;
    this.#observer = new options.window.MutationObserver((records) => {
      this.#note(records);
      options.changed(isMuch(records));
    });
    this.shown = this.#newText(false);
    this.#watch(options.window.document);
  }

  get all(): PageText {
    return (this.#all ??= this.#newText(true));
  }

  hear(): void {
    this.#note(this.#observer.takeRecords());
  }

  doubt(): void {
    this.#doubtAt(this.#top());
  }

  stop(): void {
    this.#observer.disconnect();
    this.#lifetime.abort();
  }

  #newText(includeHidden: boolean): PageText {
    const { root, skip } = this.#options;
    return new PageText(root, { skip, includeHidden, onRoot: (each) => this.#watch(each) });
  }

  #watch(root: Document | ShadowRoot): void {
    this.#observer.observe(root, WATCHED);
    const { signal } = this.#lifetime;
    root.addEventListener('load', ({ target }) => this.#loaded(target), { capture: true, signal });
    // Scripts may put what they like into slots, which no mutation shows.
    root.addEventListener('slotchange', ({ target }) => this.#doubtAt(target), { capture: true, signal });
  }

  #note(records: readonly MutationRecord[]): void {
    for (const text of this.#texts()) {
      if (records.length <= MOST_RECORDS) text.touch(records);
      if (records.length > MOST_RECORDS || records.some(bringsStyle)) text.doubt(this.#top());
    }
  }

  #loaded(target: EventTarget | null): void {
    if (!isElement(target)) return;
    // What is in a frame, `PageText` finds out by itself; a style can change the whole page.
    if (target.localName === 'link') this.#doubtAt(this.#top());
    else if (/^i?frame$/u.test(target.localName)) this.#options.changed(false);
  }

  #doubtAt(target: EventTarget | null): void {
    if (!isElement(target)) return;
    for (const text of this.#texts()) text.doubt(target);
    this.#options.changed(false);
  }

  #texts(): PageText[] {
    return this.#all ? [this.shown, this.#all] : [this.shown];
  }

  #top(): Element {
    return this.#options.window.document.documentElement;
  }
}

function isElement(target: EventTarget | null): target is Element {
  return target !== null && 'nodeType' in target && target.nodeType === 1;
}

function bringsStyle({ type, target, addedNodes }: MutationRecord): boolean {
  if (type !== 'childList') return false;
  if (target.nodeName === 'STYLE') return true;
  for (const { nodeName } of addedNodes) if (nodeName === 'STYLE') return true;
  return false;
}

function isMuch(records: readonly MutationRecord[]): boolean {
  let elements = 0;
  for (const { addedNodes } of records) {
    for (const node of addedNodes) {
      if (isElement(node)) elements += 1 + node.getElementsByTagName('*').length;
      if (elements > MOST_ELEMENTS) return true;
    }
  }
  return false;
}
