/**
 * The keyboard's way from mark to mark. A real button of ours beside the mark takes the focus, so that screen readers
 * say what it is; arrow keys go on from there, Enter opens the card, Escape gives the focus back.
 */
import type { Translate } from '../../components/messages';
import { boxOfElement, firstLineOfRange } from './geometry';
import { nameOfMark } from './mark-name';
import type { Overlay } from './overlay/overlay';
import type { HandleAnchor } from './overlay/places';
import type { Painter, PlacedMark } from './painter';
import { comparePlaces, type Place } from './reading-order';
import type { Session } from './session';
import { deepFocus, elementAround, elementAt, isHtml, isTypedIn, windowOf } from './tree';

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

export function createWalk({ window, session, overlay, painter, t, go, openCard }: Parts): Walk {
  const { document } = window;
  let current: string | null = null;
  /** What had the focus before the walk began. */
  let before: Element | null = null;
  let moving = false;

  /** The marks that the page shows, in reading order. */
  function stops(): PlacedMark[] {
    return session.marks
      .placements()
      .filter(({ status }) => status === 'found' || status === 'unsure')
      .toSorted((a, b) => a.order - b.order)
      .flatMap(({ id }) => session.marks.find(id) ?? []);
  }

  function show(marks: readonly PlacedMark[], index: number): void {
    const mark = marks[index];
    const annotation = mark && session.marks.get(mark.id);
    if (!mark || !annotation) return;
    const { id, kind, unsure } = mark;
    const first = current === null;
    if (first) before = deepFocus(document);
    current = id;
    moving = true;
    painter.show('focus', id);
    overlay.showHandle(
      {
        id,
        kind,
        unsure,
        label: nameOfMark(t, { kind, unsure, words: mark.range.toString() }, annotation, {
          index: index + 1,
          count: marks.length,
        }),
        help: first ? t('page_walkHelp') : '',
        open: () => openCard(id),
        left: () => moving || leave(),
      },
      () => anchorOf((session.marks.find(id) ?? mark).range),
    );
    moving = false;
    go(id);
  }

  function step(by: 1 | -1): void {
    const marks = stops();
    if (marks.length === 0) {
      overlay.notify({ text: t('page_walkNone'), tone: 'done' });
      return;
    }
    const at = marks.findIndex(({ id }) => id === current);
    const next = at >= 0 ? at + by : startFrom(placeOfUser(document, overlay), marks, by, window.innerHeight);
    show(marks, Math.max(0, Math.min(next, marks.length - 1)));
  }

  function leave(): void {
    if (current === null) return;
    current = null;
    before = null;
    moving = true;
    painter.show('focus', null);
    overlay.hideHandle();
    moving = false;
  }

  /** Gives the focus back, and leaves the caret at the mark, from where the browser's own keys go on. */
  function escape(): void {
    const range = current === null ? undefined : session.marks.find(current)?.range;
    const back = before;
    leave();
    if (range) {
      const { startContainer, startOffset } = range;
      startContainer.ownerDocument?.getSelection()?.collapse(startContainer, startOffset);
    }
    if (back && isHtml(back) && back.isConnected && back !== document.body)
      back.focus({ preventScroll: true });
  }

  function keyOnHandle({ key }: KeyboardEvent): boolean {
    const marks = stops();
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      Home: () => show(marks, 0),
      End: () => show(marks, marks.length - 1),
      Escape: escape,
    };
    const act = Object.hasOwn(keys, key) ? keys[key] : undefined;
    act?.();
    return act !== undefined;
  }

  return {
    key(event) {
      const plain = !event.ctrlKey && !event.metaKey;
      if (plain && !event.altKey && !event.shiftKey && overlay.hasHandleFocus()) return keyOnHandle(event);
      const by = STEPS[event.key];
      if (!plain || !event.altKey || !event.shiftKey || by === undefined) return false;
      if (isTypedIn(deepFocus(document)) || extendsSelection(window)) return false;
      step(by);
      return true;
    },
    refresh() {
      if (current !== null && !session.marks.find(current)) escape();
    },
    leave,
  };
}

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
