/** The page where marks are taken out and brought in, and how it is opened. */
import { browser } from 'wxt/browser';

/** What the page begins with. */
export interface TransferQuery {
  readonly tab: 'out' | 'in';
  /** Only these articles; all where it is empty. */
  readonly articles: readonly string[];
  /** Only these marks; all where it is empty. */
  readonly marks: readonly string[];
}

/** Opens the page in a tab of its own. */
export async function openTransfer({
  tab,
  articles = [],
  marks = [],
}: Partial<TransferQuery> & Pick<TransferQuery, 'tab'>): Promise<void> {
  const url = new URL(browser.runtime.getURL('/transfer.html'));
  url.searchParams.set('tab', tab);
  for (const article of articles) url.searchParams.append('article', article);
  for (const mark of marks) url.searchParams.append('mark', mark);
  await browser.tabs.create({ url: url.href });
}

/** What an address of the page asks for. */
export function transferQuery(address: string): TransferQuery {
  const { searchParams } = new URL(address);
  return {
    tab: searchParams.get('tab') === 'in' ? 'in' : 'out',
    articles: searchParams.getAll('article'),
    marks: searchParams.getAll('mark'),
  };
}
