/** Brings a range to the middle of the viewport, opening what it is folded away in. */
export function scrollToRange(window: Window & typeof globalThis, range: Range): void {
  const { startContainer } = range;
  const element = startContainer instanceof window.Element ? startContainer : startContainer.parentElement;
  if (!element) return;
  for (
    let fold = element.closest('details:not([open])');
    fold;
    fold = fold.parentElement?.closest('details:not([open])') ?? null
  ) {
    fold.setAttribute('open', '');
  }
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const behavior = still ? 'instant' : 'smooth';
  element.scrollIntoView({ block: 'center', behavior });
  const { top, bottom } = range.getBoundingClientRect();
  // In an element taller than the window its middle may be far from the range.
  if (element.getBoundingClientRect().height > window.innerHeight) {
    window.scrollBy({ top: (top + bottom) / 2 - window.innerHeight / 2, behavior: 'instant' });
  }
}
