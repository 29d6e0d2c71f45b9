/**
 * Which ranges are near the viewport: watched by IntersectionObserver on the elements that hold them, so that nested
 * scrollers, fixed parts, skipped content and frames are the browser's business and scrolling runs no code of ours.
 */
import { elementAround, elementAt, windowOf } from '../dom/tree';

export interface Near<Key> {
  /**
   * Watches a range under a key. Gives whether it is near, which is `guess` while nobody knows; `changed` tells when
   * that turns out otherwise.
   */
  watch(key: Key, range: Range, guess: boolean): boolean;
  forget(key: Key): void;
  /** Forgets all. */
  stop(): void;
}

/** How far outside the viewport and of nested scrollers is still near. */
const MARGIN = '100% 50%';
/** A range that spans more siblings than this is near whenever what holds them all is. */
const MOST_TARGETS = 32;

interface Watched<Key> {
  readonly keys: Set<Key>;
  readonly observer: IntersectionObserver;
  /** Null until the browser has said it for the first time. */
  intersects: boolean | null;
  /** Has no box of its own: the element around it is watched in its place as well. */
  boxless: boolean;
}

/** @param changed called after layout, with the keys that came near or went away */
export function watchNear<Key>(changed: (near: ReadonlyMap<Key, boolean>) => void): Near<Key> {
  const watched = new Map<Element, Watched<Key>>();
  const targetsOf = new Map<Key, Set<Element>>();
  const nearNow = new Set<Key>();
  const observers = new WeakMap<Window, IntersectionObserver>();
  const all = new Set<IntersectionObserver>();

  function observerFor(window: Window & typeof globalThis): IntersectionObserver {
    const known = observers.get(window);
    if (known) return known;
    const observer = new window.IntersectionObserver(seen, { rootMargin: MARGIN, scrollMargin: MARGIN });
    observers.set(window, observer);
    all.add(observer);
    return observer;
  }

  function seen(entries: readonly IntersectionObserverEntry[]): void {
    const touched = new Set<Key>();
    for (const { target, isIntersecting, boundingClientRect: box } of entries) {
      const watch = watched.get(target);
      // What is thrown out while it was near is most often drawn anew in the same place.
      if (!watch || !target.isConnected) continue;
      watch.intersects = isIntersecting;
      for (const key of watch.keys) touched.add(key);
      if (isIntersecting || watch.boxless || box.width > 0 || box.height > 0) continue;
      // Not shown, skipped, or `display: contents`: only what is around it can tell that it comes near.
      watch.boxless = true;
      for (const key of watch.keys) watchAround(key, target);
    }
    report(touched);
  }

  function watchAround(key: Key, element: Element): void {
    const around = element.isConnected ? elementAround(element) : null;
    if (around) watchElement(key, around);
  }

  function watchElement(key: Key, element: Element): void {
    const window = windowOf(element);
    if (!window) return;
    let watch = watched.get(element);
    if (!watch) {
      watch = { keys: new Set(), observer: observerFor(window), intersects: null, boxless: false };
      watched.set(element, watch);
      watch.observer.observe(element);
    }
    watch.keys.add(key);
    targetsOf.get(key)?.add(element);
    if (watch.boxless) watchAround(key, element);
  }

  function report(keys: Iterable<Key>): void {
    const news = new Map<Key, boolean>();
    for (const key of keys) {
      const near = isNear(key);
      if (near === nearNow.has(key)) continue;
      if (near) nearNow.add(key);
      else nearNow.delete(key);
      news.set(key, near);
    }
    if (news.size > 0) changed(news);
  }

  function isNear(key: Key): boolean {
    return stateOf(key).includes(true);
  }

  function stateOf(key: Key): (boolean | null)[] {
    return [...(targetsOf.get(key) ?? [])].map((element) => watched.get(element)?.intersects ?? null);
  }

  function forget(key: Key): void {
    for (const element of targetsOf.get(key) ?? []) {
      const watch = watched.get(element);
      watch?.keys.delete(key);
      if (watch?.keys.size !== 0) continue;
      watch.observer.unobserve(element);
      watched.delete(element);
    }
    targetsOf.delete(key);
    nearNow.delete(key);
  }

  return {
    watch(key, range, guess) {
      forget(key);
      targetsOf.set(key, new Set());
      for (const element of holders(range)) watchElement(key, element);
      const states = stateOf(key);
      const near = states.includes(true) || (guess && states.includes(null));
      if (near) nearNow.add(key);
      return near;
    },
    forget,
    stop() {
      for (const observer of all) observer.disconnect();
      for (const known of [watched, targetsOf, nearNow]) known.clear();
    },
  };
}

/** Elements that between them hold all of a range: where it begins and ends, and all the siblings between. */
function holders(range: Range): Element[] {
  const start = holder(range.startContainer);
  const end = holder(range.endContainer);
  if (!start || !end) return [];
  if (start.contains(end)) return [start];
  if (end.contains(start)) return [end];
  return [...new Set([start, end, ...between(elementAt(range.commonAncestorContainer), start, end)])];
}

/** They stand in the lines of what is around them; watching that instead makes one of many. */
const IN_LINE = new Set(
  'a abbr b bdi bdo cite code em font i kbd mark q s samp small strong sub sup time u var'.split(' '),
);

function holder(node: Node): Element | null {
  let element = elementAt(node);
  while (element?.parentElement && IN_LINE.has(element.localName)) element = element.parentElement;
  return element;
}

function between(common: Element | null, start: Element, end: Element): Element[] {
  const first = childTowards(common, start);
  const last = childTowards(common, end);
  if (!common || !first || !last) return common ? [common] : [];
  const siblings: Element[] = [];
  for (let at: Element | null = first; at; at = at.nextElementSibling) {
    siblings.push(at);
    if (at === last) return siblings;
    if (siblings.length === MOST_TARGETS) break;
  }
  return [common];
}

/** The child of `ancestor` that holds `element`, null where that is `ancestor` itself. */
function childTowards(ancestor: Element | null, element: Element): Element | null {
  let at: Element | null = element;
  while (at && at.parentElement !== ancestor) at = at.parentElement;
  return at;
}
