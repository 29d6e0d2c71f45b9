import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/**
 * Gives the focus to an element when it comes, so that the keyboard goes on from there and it is read out.
 * @param within the first such element in it has the focus instead
 */
export function useArrivalFocus<T extends HTMLElement>(
  takesFocus: boolean,
  within = '',
): RefObject<T | null> {
  const element = useRef<T>(null);
  // What is said later makes no difference any more.
  const [isWanted] = useState(takesFocus);
  useEffect(() => {
    if (!isWanted) return;
    const inner = within === '' ? null : element.current?.querySelector<HTMLElement>(within);
    (inner ?? element.current)?.focus();
  }, [isWanted, within]);
  return element;
}
