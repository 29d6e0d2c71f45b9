import { useLayoutEffect, useRef } from 'preact/hooks';
import type { RefObject } from 'preact';

/**
 * Keeps the keyboard's place where what was pressed gives way to something else: the focus goes to the element around it,
 * which has to be focusable (`tabIndex={-1}`), and not to the beginning of the page.
 */
export function useKeptFocus<T extends HTMLElement>(): RefObject<T | null> {
  const around = useRef<T>(null);
  // Asked while it is still there: before what is rendered now takes its place.
  const hadFocus = around.current?.contains(document.activeElement) ?? false;
  useLayoutEffect(() => {
    const element = around.current;
    if (hadFocus && element && !element.contains(document.activeElement)) {
      element.focus({ preventScroll: true });
    }
  });
  return around;
}
