import { articleIdentity } from '../../lib/article/address/identity';
import { fail, succeed, type Reply } from '../../lib/annotation/failure';
import type { ArticleIdentity } from '../../lib/annotation/model';
import type { PageAddress } from '../../lib/annotation/page-state';
import { vouchedAddress } from '../../lib/extension/sender';
import type { Database } from '../../lib/store/database';
import { toStoreError } from '../../lib/store/errors';
import type { Writer } from '../../lib/store/writer';

/** What the handlers work on. */
export interface Store {
  readonly db: Database;
  readonly writer: Writer;
  /** Annotations changed: tells every page and view, and what syncs. */
  readonly changed: () => void;
  /** Something was written that no page shows: tells what syncs. */
  readonly written: () => void;
}

/** The outcome of work on the store: its failures become answers. */
export async function attempt<T>(work: () => Promise<T>): Promise<Reply<T>> {
  try {
    return succeed(await work());
  } catch (error) {
    const { code, message } = toStoreError(error);
    return fail(code, message);
  }
}

/** Which article a page is, if the browser vouches for the address that it claims. */
export function identityOf(address: PageAddress, senderUrl: string): ArticleIdentity | null {
  const url = vouchedAddress(address.url, senderUrl);
  return url === null ? null : articleIdentity({ url, canonical: address.canonical });
}
