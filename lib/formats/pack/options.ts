/** What the writers of packs are handed. */
import type { SavedCopy } from '../../annotation/version';
import type { Entry, RenderOptions } from '../format';

/** Words in the pages of a pack, in the user's language. */
export interface PackLabels {
  readonly capturedAt: string;
  readonly markedAt: string;
  readonly changedAt: string;
  readonly sum: string;
}

export interface PackOptions extends RenderOptions {
  /** Its name and version, as in `Pullquote 1.0.0`. */
  readonly program: string;
  readonly packLabels: PackLabels;
  /**
   * A copy as HTML that runs nothing and fetches nothing, with the marks where they stand. It stands in the page as it is:
   * whoever makes it sanitises it.
   */
  readonly articleHtml: (copy: SavedCopy, entry: Entry) => string;
}
