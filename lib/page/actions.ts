/** What the user does in a page: mark what is selected, copy it with a link, take back. Failures keep the work. */
import type { Command } from '../annotation/commands';
import type { Failure } from '../annotation/failure';
import type { AnnotationDraft, MarkKind, Target } from '../annotation/model';
import { linkTo } from '../formats/text/text-fragment';
import type { PlaceAnswer } from '../annotation/page-state';
import type { PageBridge } from './bridge';
import { copyText } from './selection/copy-text';
import { documentsOf } from './dom/documents';
import { boxOfRange } from './dom/geometry';
import { createKeptSelection } from './selection/kept-selection';
import type { Overlay } from './overlay/overlay';
import type { Session } from './session';
import { placeChanges } from './reanchor';
import { selectedRange } from './selection/watch-selection';
import type { PageSubject } from './subject';

export interface Actions {
  /** This is selected; it can be marked for as long as the toolbar is offered, whatever the page does meanwhile. */
  keep(range: Range): void;
  /** Marks what is selected; `edit` opens its card. False where nothing is selected or it cannot be saved. */
  mark(kind: MarkKind, edit: boolean): Promise<boolean>;
  /** Copies what is selected with title, site and a link to the place. */
  copyLink(): Promise<boolean>;
  /** Says that something was done, and offers to take it back. */
  offerUndo(text: string, undo: Command): void;
  /** Says what went wrong, and offers to try again. */
  complain(failure: Failure, retry: () => void): void;
  /** Opens the card of a mark; `focus` is what of it takes the focus, if anything. */
  openCard(id: string, focus: 'card' | 'note' | null): void;
  /** The user says where an uncertain mark stands. False where there is nothing to take for it. */
  reanchor(id: string, to: PlaceAnswer): Promise<boolean>;
}

interface Options {
  readonly window: Window & typeof globalThis;
  readonly bridge: PageBridge;
  readonly session: Session;
  readonly overlay: Overlay;
  readonly subject: PageSubject;
  /** This passage was marked. */
  readonly marked: (target: Target) => void;
}

const SAVED = {
  quote: 'page_savedQuote',
  claim: 'page_savedClaim',
  highlight: 'page_savedHighlight',
} as const;

export function createActions({ window, bridge, session, overlay, subject, marked }: Options): Actions {
  const { document } = window;
  const { t } = bridge;
  const kept = createKeptSelection(document, (element) => overlay.owns(element));

  /** The selected passage as a target; says why where there is none. */
  function selectedTarget(): Target | null {
    const range = selectedRange(document) ?? (overlay.hasToolbar() ? kept.find() : null);
    const described = range && session.marks.describe(range);
    if (described?.ok) return described.target;
    const tooLong = described?.reason === 'too-long';
    overlay.notify({ text: t(tooLong ? 'page_tooLong' : 'page_nothingSelected'), tone: 'problem' });
    return null;
  }

  async function save(kind: MarkKind, target: Target, edit: boolean): Promise<boolean> {
    const { address } = session;
    const creation = { draft: newDraft(kind, target), details: subject.details() };
    const reply = await bridge.create(address, creation);
    if (!reply.ok) {
      complain(reply.failure, () => void save(kind, target, edit));
      return false;
    }
    for (const each of documentsOf(document)) {
      const selection = each.getSelection();
      if (selection && selection.rangeCount > 0) selection.collapseToEnd();
    }
    await session.refresh();
    if (edit) openCard(reply.value.annotation.id, 'note');
    else if (reply.value.isNew) offerUndo(t(SAVED[kind]), reply.value.undo);
    else overlay.notify({ text: t('page_alreadyMarked'), tone: 'done' });
    marked(target);
    return true;
  }

  function offerUndo(text: string, undo: Command): void {
    const { address } = session;
    const run = async (): Promise<void> => {
      const reply = await bridge.command(address, undo);
      if (reply.ok) await session.refresh();
      else complain(reply.failure, () => void run());
    };
    overlay.notify({ text, tone: 'done', action: { label: t('page_undo'), run: () => void run() } });
  }

  function complain(failure: Failure, retry: () => void): void {
    const action = { label: t('page_retry'), run: retry };
    overlay.notify({ text: t(`error_${failure.code}`), tone: 'problem', action });
  }

  function openCard(id: string, focus: 'card' | 'note' | null): void {
    const placed = session.marks.find(id);
    const annotation = session.marks.get(id);
    if (!placed || !annotation) return;
    const label = t('page_card', annotation.target?.exact.slice(0, 60) ?? '');
    const card = {
      id,
      url: bridge.cardUrl(id, focus === 'note' ? focus : null, placed.unsure),
      label,
      focus: focus !== null,
    };
    overlay.hideToolbar();
    overlay.openCard(card, () => boxOfRange((session.marks.find(id) ?? placed).range));
  }

  async function reanchor(id: string, to: PlaceAnswer): Promise<boolean> {
    const changes = placeChanges(session.marks, document, id, to);
    if (!changes) return false;
    const reply = await bridge.command(session.address, { type: 'edit', id, changes });
    if (!reply.ok) {
      complain(reply.failure, () => void reanchor(id, to));
      return true;
    }
    await session.refresh();
    offerUndo(t(to === 'nowhere' ? 'page_placeRefused' : 'page_placeTaken'), reply.value.undo);
    return true;
  }

  return {
    reanchor,
    keep: (range) => kept.keep(range),
    mark: async (kind, edit) => {
      const target = selectedTarget();
      if (!target) return false;
      overlay.hideToolbar();
      return save(kind, target, edit);
    },
    copyLink: async () => {
      const target = selectedTarget();
      if (!target) return false;
      const source = sourceOf(subject);
      const text = t('page_copiedText', target.exact, source, linkTo(session.address.url, target));
      const copied = await copyText(window, text);
      const again = { label: t('page_copy'), run: () => void copyText(window, text) };
      overlay.hideToolbar();
      overlay.notify(
        copied
          ? { text: t('page_copied'), tone: 'done' }
          : { text: t('page_copyReady'), tone: 'done', action: again },
      );
      return copied;
    },
    offerUndo,
    complain,
    openCard,
  };
}

function sourceOf(subject: PageSubject): string {
  const { title, site } = subject.details();
  return [title, site].filter(Boolean).join(', ');
}

function newDraft(kind: MarkKind, target: Target): AnnotationDraft {
  return {
    kind,
    target,
    note: '',
    tags: [],
    quote: { speaker: '', speakerRole: '' },
    claim: { claimant: '', status: 'unchecked', rating: '' },
  };
}
