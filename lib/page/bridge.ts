/** What the annotator needs from outside its page. The entrypoint hands it in, so that nothing here knows a browser. */
import type { Command, Creation } from '../annotation/commands';
import type { Reply } from '../annotation/failure';
import type { Annotation } from '../annotation/model';
import type { PageAddress, PageState } from '../annotation/page-state';
import type { Captured, Keep } from '../annotation/version';
import type { Reading } from './subject';
import type { Translate } from '../../components/messages';

export interface PageBridge {
  /** The page's article and its annotations. */
  load(address: PageAddress): Promise<
    Reply<{
      readonly identity: readonly string[];
      readonly annotations: readonly Annotation[];
      readonly toolbar: boolean;
    }>
  >;
  create(
    address: PageAddress,
    creation: Creation,
  ): Promise<Reply<{ readonly annotation: Annotation; readonly isNew: boolean; readonly undo: Command }>>;
  command(address: PageAddress, command: Command): Promise<Reply<{ readonly undo: Command }>>;
  /**
   * Hands in the article as the page has it now. `keep`: of what a copy is kept.
   */
  capture(address: PageAddress, reading: Reading & { readonly keep: Keep }): Promise<Reply<Captured>>;
  /** Tells whoever listens where the marks stand. */
  report(state: PageState): void;
  /** Brings the style of marks into frames of this page that have none yet. */
  styleFrames(): void;
  /** Switches the selection toolbar off on this site. */
  turnToolbarOff(): void;
  /**
   * The address of the card that edits an annotation: a page of ours, so that this page cannot read along. `ask`:
   * whether it asks if the mark stands where it should.
   */
  cardUrl(annotationId: string, focus: 'note' | null, ask: boolean): string;
  /** False once the extension was updated or removed: this copy must go. */
  isAlive(): boolean;
  readonly t: Translate;
}
