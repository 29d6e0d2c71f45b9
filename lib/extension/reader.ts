/** The reader: the page of ours that shows saved articles, and how it is opened. */
import { browser } from 'wxt/browser';

/** What the reader shows. */
export interface ReaderQuery {
  readonly article: string;
  /** The newest where it is left out. */
  readonly version?: string | undefined;
  /** A mark to go to; in the version where it stands. */
  readonly mark?: string | undefined;
  /** What changed since the version before. */
  readonly changes?: boolean;
}

/** The address of the reader. */
export function readerUrl({ article, version, mark, changes = false }: ReaderQuery): string {
  const url = new URL(browser.runtime.getURL('/reader.html'));
  url.searchParams.set('article', article);
  if (version !== undefined) url.searchParams.set('version', version);
  if (mark !== undefined) url.searchParams.set('mark', mark);
  if (changes) url.searchParams.set('changes', '');
  return url.href;
}

/** What an address of the reader asks for. */
export function readerQuery(address: string): ReaderQuery {
  const { searchParams } = new URL(address);
  return {
    article: searchParams.get('article') ?? '',
    version: searchParams.get('version') ?? undefined,
    mark: searchParams.get('mark') ?? undefined,
    changes: searchParams.has('changes'),
  };
}

/** Whether an address is the reader's. */
export function isReader(address: string | null | undefined): boolean {
  return address?.startsWith(browser.runtime.getURL('/reader.html')) === true;
}

/** Opens the reader in a tab of its own, next to the one that it came from. */
export async function openReader(query: ReaderQuery, beside?: number): Promise<void> {
  const from = beside === undefined ? null : await browser.tabs.get(beside).catch(() => null);
  const place = from ? { index: from.index + 1, windowId: from.windowId } : {};
  await browser.tabs.create({ url: readerUrl(query), ...place });
}
