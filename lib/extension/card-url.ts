import { browser } from 'wxt/browser';

/** The address of the card that edits an annotation; `ask`: it asks whether the mark stands where it should. */
export function cardUrl(id: string, focus: 'note' | null, ask: boolean): string {
  return browser.runtime.getURL(
    `/card.html?id=${encodeURIComponent(id)}&focus=${focus ?? ''}${ask ? '&ask=yes' : ''}`,
  );
}
