/**
 * The functions that the drivers run inside pages. Each is sent as text: it must stand alone.
 *
 * They iterate with `forEach` where the platform's own iterators are out of reach from beside a page in Firefox.
 */
// What a function needs stands inside it, since it is sent on its own:
// oxlint-disable unicorn/consistent-function-scoping

export interface Point {
  readonly x: number;
  readonly y: number;
}
/** In CSS pixels of the viewport. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}
export interface ToolbarState {
  readonly box: Box;
  readonly text: string;
  /** `data-action` of its buttons, in order. */
  readonly actions: string[];
}
/** The middle of `box`; for the drivers, not for pages. */
export function centreOf({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

export type Highlights = Record<'quote' | 'claim' | 'highlight', string[]>;

/**
 * Scrolls to visible `wanted` in the page and tells where its first and last character stand, or null. White
 * space counts as it is read: a run of it is one space.
 */
// One function for the same reason.
// oxlint-disable-next-line complexity
export function locateText(
  wanted: string,
  occurrence: number,
  within: string,
): { start: Point; end: Point; middle: Point } | null {
  const scope = document.querySelector(within);
  if (!scope) return null;
  const nodes: Node[] = [];
  const offsets: number[] = [];
  // What was read so far: its length, and its end, in which the next node's text may complete a match.
  let length = 0;
  let ending = '';
  let afterSpace = false;
  let skip = occurrence;
  const visible = new Map<Element, boolean>();
  const isVisible = (element: Element): boolean => {
    const known = visible.get(element);
    if (known !== undefined) return known;
    const answer =
      !/^(script|style|template|noscript)$/i.test(element.localName) && element.checkVisibility();
    visible.set(element, answer);
    return answer;
  };
  // Through open shadow trees, what their slots show, and frames of the same site, in the order in which they show.
  const pending: Node[] = [scope];
  let at = -1;
  for (let node = pending.pop(); node && at < 0; node = pending.pop()) {
    if (node.nodeType !== Node.TEXT_NODE) {
      let children: readonly Node[] = Array.from(node.childNodes);
      // What stands in a frame is made by that frame's own constructors.
      const view = node.ownerDocument?.defaultView ?? window;
      if (node instanceof view.HTMLIFrameElement)
        children = Array.from(node.contentDocument?.childNodes ?? []);
      else if (node instanceof view.HTMLSlotElement && node.assignedNodes().length > 0)
        children = node.assignedNodes();
      else if (node instanceof view.Element && node.shadowRoot)
        children = Array.from(node.shadowRoot.childNodes);
      for (const child of children.toReversed()) pending.push(child);
      continue;
    }
    if (!node.parentElement || !isVisible(node.parentElement)) continue;
    const data = node.nodeValue ?? '';
    let own = '';
    for (let offset = 0; offset < data.length; offset++) {
      const unit = /\s/.test(data.charAt(offset)) ? ' ' : data.charAt(offset);
      if (unit === ' ' && afterSpace) continue;
      afterSpace = unit === ' ';
      own += unit;
      nodes.push(node);
      offsets.push(offset);
    }
    const piece = ending + own;
    for (let found = piece.indexOf(wanted); found >= 0 && at < 0; found = piece.indexOf(wanted, found + 1)) {
      if (skip-- === 0) at = length - ending.length + found;
    }
    length += own.length;
    ending = piece.slice(Math.max(0, piece.length - wanted.length + 1));
  }
  const first = nodes[at];
  const last = nodes[at + wanted.length - 1];
  if (!first || !last) return null;
  const range = (first.ownerDocument ?? document).createRange();
  range.setStart(first, offsets[at] ?? 0);
  range.setEnd(last, (offsets[at + wanted.length - 1] ?? 0) + 1);
  first.parentElement?.scrollIntoView({ block: 'center', behavior: 'instant' });
  let left = 0;
  let top = 0;
  for (let frame = first.ownerDocument?.defaultView?.frameElement; frame;) {
    const box = frame.getBoundingClientRect();
    left += box.left + frame.clientLeft;
    top += box.top + frame.clientTop;
    frame = frame.ownerDocument.defaultView?.frameElement;
  }
  const boxes = Array.from(range.getClientRects())
    .filter((box) => box.width > 0)
    .map((box) => new DOMRect(box.x + left, box.y + top, box.width, box.height));
  const head = boxes[0];
  const tail = boxes.at(-1);
  if (!head || !tail || !first.parentElement) return null;
  const rtl = getComputedStyle(first.parentElement).direction === 'rtl';
  return {
    start: { x: rtl ? head.right - 1 : head.left + 1, y: head.top + head.height / 2 },
    end: { x: rtl ? tail.left + 1 : tail.right - 1, y: tail.top + tail.height / 2 },
    middle: { x: head.left + head.width / 2, y: head.top + head.height / 2 },
  };
}

/** Ends when the page has drawn a frame, or has not for a while because its tab is not in front. */
export function firstFrame(): Promise<null> {
  return new Promise((done) => {
    setTimeout(done, 500, null);
    requestAnimationFrame(() => setTimeout(done, 0, null));
  });
}

/** The selected text, white space as it is read; also that in a frame of the same site. */
export function selectedText(): string {
  const read = (view: Window): string => {
    const own = String(view.getSelection());
    if (own) return own;
    for (const frame of Array.from(view.document.querySelectorAll('iframe'))) {
      const inner = frame.contentDocument?.defaultView;
      const text = inner ? read(inner) : '';
      if (text) return text;
    }
    return '';
  };
  return read(window).replace(/\s+/g, ' ').trim();
}

/** A point inside what is selected, or null. */
export function selectionPoint(): Point | null {
  const selection = getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const box = Array.from(selection.getRangeAt(0).getClientRects()).find(({ width }) => width > 0);
  return box ? { x: box.left + Math.min(box.width / 2, 20), y: box.top + box.height / 2 } : null;
}

/** What is painted, whatever its look and depth; the page first, then its frames, shadow trees where they come. */
export function paintedHighlights(): Highlights {
  const found: { kind: string; range: Range }[] = [];
  const collect = (view: Window & typeof globalThis): void => {
    view.CSS.highlights.forEach((highlight, name) => {
      const kind = /^pullquote-([a-z]+)/.exec(name)?.[1] ?? '';
      highlight.forEach((painted) => {
        const range = view.document.createRange();
        range.setStart(painted.startContainer, painted.startOffset);
        range.setEnd(painted.endContainer, painted.endOffset);
        found.push({ kind, range });
      });
    });
    for (const frame of Array.from(view.document.querySelectorAll('iframe'))) {
      const inner = frame.contentDocument?.defaultView;
      if (inner) collect(inner);
    }
  };
  collect(window);
  const rootOf = (range: Range): Node => range.startContainer.getRootNode();
  found.sort((a, b) =>
    rootOf(a.range) === rootOf(b.range) ? a.range.compareBoundaryPoints(Range.START_TO_START, b.range) : 0,
  );
  const words = (wanted: string): string[] =>
    found.filter(({ kind }) => kind === wanted).map(({ range }) => range.toString().replace(/\s+/g, ' '));
  return { quote: words('quote'), claim: words('claim'), highlight: words('highlight') };
}

/** The names of our layers that hold anything, without the prefix that they share. */
export function paintedLayers(): string[] {
  const names = new Set<string>();
  const collect = (view: Window & typeof globalThis): void => {
    view.CSS.highlights.forEach((highlight, name) => {
      if (name.startsWith('pullquote-') && highlight.size > 0) names.add(name.slice('pullquote-'.length));
    });
    for (const frame of Array.from(view.document.querySelectorAll('iframe'))) {
      const inner = frame.contentDocument?.defaultView;
      if (inner) collect(inner);
    }
  };
  collect(window);
  return Array.from(names).toSorted();
}

export function toolbarState(root: ShadowRoot): ToolbarState | null {
  const element = root.querySelector<HTMLElement>('[role=toolbar]');
  if (!element?.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return null;
  const { x, y, width, height } = element.getBoundingClientRect();
  if (width === 0) return null;
  const actions = Array.from(element.querySelectorAll<HTMLElement>('[data-action]'));
  return {
    box: { x, y, width, height },
    text: element.innerText,
    actions: actions.map((button) => button.dataset['action'] ?? ''),
  };
}

/** The box of the element that `selector` finds below `root`, or null where nothing is shown. */
export function boxIn(root: ShadowRoot, selector: string): Box | null {
  const element = root.querySelector<HTMLElement>(selector);
  if (!element?.checkVisibility({ visibilityProperty: true })) return null;
  const { x, y, width, height } = element.getBoundingClientRect();
  return width > 0 ? { x, y, width, height } : null;
}

/** The same in a document of the extension's own, scrolled into view. */
export function boxOf(selector: string): Box | null {
  const element = document.querySelector<HTMLElement>(selector);
  if (!element?.checkVisibility({ visibilityProperty: true })) return null;
  element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  const { x, y, width, height } = element.getBoundingClientRect();
  return width > 0 ? { x, y, width, height } : null;
}

/** Marks the shown control whose name is `name` with `data-driver`, so that a selector can find it. */
export function markNamed(name: string): boolean {
  // What lies behind a dialog that has to be answered cannot be pressed.
  const reach = document.querySelector('dialog:modal') ?? document;
  const controls = reach.querySelectorAll<HTMLElement>(
    'button, a, summary, label, input, select, [role=tab], [role=option], [role=menuitem], [role=button]',
  );
  document.querySelector('[data-driver]')?.removeAttribute('data-driver');
  const nameOf = (control: HTMLElement): string =>
    control.getAttribute('aria-label') ?? (control.innerText.trim() || control.title);
  const shown = Array.from(controls).filter((control) =>
    control.checkVisibility({ visibilityProperty: true }),
  );
  const found =
    shown.find((control) => nameOf(control) === name) ??
    shown.find((control) => nameOf(control).includes(name));
  found?.setAttribute('data-driver', '');
  return found !== undefined;
}

/** The same for the text field that is labelled `name`. */
export function markField(name: string): boolean {
  document.querySelector('[data-driver]')?.removeAttribute('data-driver');
  const reach = document.querySelector('dialog:modal') ?? document;
  const fields = Array.from(
    reach.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea'),
  );
  const isNamed = (field: HTMLInputElement | HTMLTextAreaElement): boolean =>
    field.getAttribute('aria-label') === name ||
    Array.from(field.labels ?? []).some((label) => label.innerText.trim() === name);
  const found = fields.find((field) => field.checkVisibility({ visibilityProperty: true }) && isNamed(field));
  found?.setAttribute('data-driver', '');
  return found !== undefined;
}

/** Focuses a field and selects what it holds, so that typing replaces it. */
export function fieldFocus(selector: string): void {
  const field = document.querySelector<HTMLElement>(selector);
  field?.focus();
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.select();
}

/** Whether this document's address begins with `address`, and it is loaded. */
export function isLoadedFrom(address: string): boolean {
  return location.href.startsWith(address) && document.readyState === 'complete';
}

/** The ids of the content scripts registered at run time; runs in the extension's background. */
export async function registeredScripts(): Promise<string[]> {
  interface Scripting {
    getRegisteredContentScripts(): Promise<{ id: string }[]>;
  }
  const { scripting }: { scripting: Scripting } = Reflect.get(globalThis, 'chrome');
  return (await scripting.getRegisteredContentScripts()).map(({ id }) => id);
}

/** Every record of every IndexedDB database of this origin. */
export async function dumpDatabases(): Promise<Record<string, Record<string, unknown[]>>> {
  const promised = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB failed')));
    });
  const dump: Record<string, Record<string, unknown[]>> = {};
  for (const { name } of await indexedDB.databases()) {
    if (!name) continue;
    const database = await promised(indexedDB.open(name));
    const stores: Record<string, unknown[]> = {};
    for (const store of Array.from(database.objectStoreNames)) {
      stores[store] = await promised<unknown[]>(database.transaction(store).objectStore(store).getAll());
    }
    database.close();
    dump[name] = stores;
  }
  return dump;
}

/** `data-annotation-id` of the card that is open. */
export function cardAnnotation(root: ShadowRoot): string | null {
  return root.querySelector<HTMLElement>('[data-card]')?.dataset['annotationId'] ?? null;
}

/** What the in-page interface says: its notices, or ''. */
export function noticeText(root: ShadowRoot): string {
  return root.querySelector<HTMLElement>('[data-notice]')?.innerText ?? '';
}
