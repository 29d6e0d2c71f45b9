/**
 * The keyboard's way from mark to mark. A real button of ours beside the mark takes the focus, so that screen readers
 * say what it is; arrow keys go on from there, Enter opens the card, Escape gives the focus back.
 */
import type { Translate } from '../../../components/messages';
import type { PlacementStatus } from '../../annotation/page-state';
import { boxOfElement, firstLineOfRange } from '../dom/geometry';
import { nameOfMark } from './mark-name';
import type { Overlay } from '../overlay/overlay';
import type { HandleAnchor } from '../overlay/places';
import type { Painter, PlacedMark } from '../painting/painter';
import { comparePlaces, type Place } from './reading-order';
import type { Session } from '../session';
import { tabStopFrom } from './tab-stops';
import { deepFocus, elementAround, elementAt, isHtml, isTypedIn, windowOf } from '../dom/tree';

export interface Walk {
  /** Takes a key that was pressed anywhere in the page. True where it was for the walk, and is done with. */
  key(event: KeyboardEvent): boolean;
  /** The marks may have changed: a walk whose mark is gone ends. */
  refresh(): void;
  /** Ends the walk where it is; the focus stays where it went. */
  leave(): void;
}

interface Parts {
  readonly window: Window & typeof globalThis;
  readonly session: Session;
  readonly overlay: Overlay;
  readonly painter: Painter;
  readonly t: Translate;
  /** Scrolls to a mark. */
  readonly go: (id: string) => void;
  readonly openCard: (id: string) => void;
}

export function createWalk(parts: Parts): Walk {
  return new MarkWalk(parts);
}

class MarkWalk implements Walk {
  readonly #parts: Parts;
  #current: string | null = null;
  /** What had the focus before the walk began. */
  #before: Element | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  key(event: KeyboardEvent): boolean {
    const { window, overlay } = this.#parts;
    const plain = !event.ctrlKey && !event.metaKey;
    if (plain && !event.altKey && overlay.hasHandleFocus()) {
      if (event.key === 'Tab') return this.#tab(event.shiftKey ? -1 : 1);
      if (!event.shiftKey) return this.#keyOnHandle(event);
    }
    const by = STEPS[event.key];
    if (!plain || !event.altKey || !event.shiftKey || by === undefined) return false;
    if (isTypedIn(deepFocus(window.document)) || extendsSelection(window)) return false;
    this.#step(by);
    return true;
  }

  refresh(): void {
    const { marks } = this.#parts.session;
    const at = this.#current && marks.placements().find(({ id }) => id === this.#current);
    // One that is lost for a moment may be back with the page's next step.
    if (this.#current !== null && !(at && WALKED.has(at.status))) this.#escape();
  }

  leave(): void {
    if (this.#current === null) return;
    this.#current = null;
    this.#before = null;
    this.#parts.painter.show('focus', null);
    this.#parts.overlay.hideHandle();
  }

  /** The marks that the page shows, in reading order. */
  #stops(): PlacedMark[] {
    const { marks } = this.#parts.session;
    return marks
      .placements()
      .filter(({ status }) => status === 'found' || status === 'unsure')
      .toSorted((a, b) => a.order - b.order)
      .flatMap(({ id }) => marks.find(id) ?? []);
  }

  #show(marks: readonly PlacedMark[], index: number): void {
    const { window, session, overlay, painter, t, go, openCard } = this.#parts;
    const mark = marks[index];
    const annotation = mark && session.marks.get(mark.id);
    if (!mark || !annotation) return;
    const { id, kind, unsure } = mark;
    const isFirst = this.#current === null;
    if (isFirst) this.#before = deepFocus(window.document);
    this.#current = id;
    const position = { index: index + 1, count: marks.length };
    painter.show('focus', id);
    overlay.showHandle(
      {
        id,
        kind,
        unsure,
        label: nameOfMark(t, { kind, unsure, words: mark.range.toString() }, annotation, position),
        help: isFirst ? t('page_walkHelp') : '',
        open: () => openCard(id),
        left: () => this.#current === id && this.leave(),
      },
      () => anchorOf((session.marks.find(id) ?? mark).range),
    );
    go(id);
  }

  #step(by: 1 | -1): void {
    const { window, overlay, t } = this.#parts;
    const marks = this.#stops();
    if (marks.length === 0) {
      overlay.notify({ text: t('page_walkNone'), tone: 'done' });
      return;
    }
    const at = marks.findIndex(({ id }) => id === this.#current);
    const next =
      at >= 0 ? at + by : startFrom(placeOfUser(window.document, overlay), marks, by, window.innerHeight);
    this.#show(marks, Math.max(0, Math.min(next, marks.length - 1)));
  }

  #keyOnHandle({ key }: KeyboardEvent): boolean {
    const marks = this.#stops();
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => this.#step(1),
      ArrowUp: () => this.#step(-1),
      Home: () => this.#show(marks, 0),
      End: () => this.#show(marks, marks.length - 1),
      Escape: () => this.#escape(),
    };
    const act = Object.hasOwn(keys, key) ? keys[key] : undefined;
    act?.();
    return act !== undefined;
  }

  /** Where the mark begins that the walk has come to. */
  #place(): Place | null {
    const range = this.#current === null ? undefined : this.#parts.session.marks.find(this.#current)?.range;
    return range ? { node: range.startContainer, offset: range.startOffset } : null;
  }

  /** Gives the focus back, and leaves the caret at the mark, from where the browser's own keys go on. */
  #escape(): void {
    const { document } = this.#parts.window;
    const place = this.#place();
    const back = this.#before;
    this.leave();
    if (place) place.node.ownerDocument?.getSelection()?.collapse(place.node, place.offset);
    if (back && isHtml(back) && back.isConnected && back !== document.body)
      back.focus({ preventScroll: true });
  }

  /** Goes where Tab goes from the mark: the handle itself stands at the end of the page. */
  #tab(by: 1 | -1): boolean {
    const place = this.#place();
    const stop = place && tabStopFrom(this.#parts.window.document, place, by);
    this.leave();
    stop?.focus();
    return stop !== null;
  }
}

/** States of a mark that the walk may stand at. */
const WALKED: ReadonlySet<PlacementStatus> = new Set(['found', 'unsure', 'pending']);

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 };

/** On a Mac, Option and Shift with an arrow make a selection longer, and shall go on doing so. */
function extendsSelection({ document, navigator }: Window): boolean {
  return /^mac/iu.test(navigator.platform) && document.getSelection()?.isCollapsed === false;
}

/** The index of the mark that comes next from the focus, else from the selection, else from what is in view. */
function startFrom(from: Place | null, marks: readonly PlacedMark[], by: 1 | -1, height: number): number {
  const isPast = (mark: PlacedMark): boolean => {
    if (!from) {
      const { top, bottom } = firstLineOfRange(mark.range);
      return by === 1 ? bottom > 0 : top >= height;
    }
    const { startContainer: node, startOffset: offset } = mark.range;
    const order = comparePlaces({ node, offset }, from);
    return by === 1 ? order > 0 : order >= 0;
  };
  const found = marks.findIndex(isPast);
  if (by === 1) return found < 0 ? marks.length - 1 : found;
  return (found < 0 ? marks.length : found) - 1;
}

function placeOfUser(document: Document, overlay: Overlay): Place | null {
  const focused = deepFocus(document);
  if (focused && focused !== focused.ownerDocument.body && !overlay.owns(focused)) {
    return { node: focused, offset: 0 };
  }
  const selection = (focused?.ownerDocument ?? document).getSelection();
  const node = selection?.focusNode;
  // A caret that is far from what the user looks at was forgotten long ago.
  return node && isInView(node) ? { node, offset: selection.focusOffset } : null;
}

function isInView(node: Node): boolean {
  const element = elementAt(node);
  const { innerHeight = 0 } = element?.ownerDocument.defaultView ?? {};
  const box = element?.getBoundingClientRect();
  return box !== undefined && box.bottom > 0 && box.top < innerHeight;
}

function anchorOf(range: Range): HandleAnchor {
  const line = firstLineOfRange(range);
  let column = elementAt(range.startContainer);
  const rightToLeft = column !== null && styleOf(column)?.direction === 'rtl';
  while (column && /^(?:inline|contents)/u.test(styleOf(column)?.display ?? ''))
    column = elementAround(column);
  return { line, column: column ? boxOfElement(column) : line, rightToLeft };
}

function styleOf(element: Element): CSSStyleDeclaration | undefined {
  return windowOf(element)?.getComputedStyle(element);
}
