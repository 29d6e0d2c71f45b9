import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import type { SaveResult } from '../../components/edit-session';
import type { MessageKey, Translate } from '../../components/messages';
import type { ToastContent } from '../../components/Toast';
import type { Command } from '../../lib/annotation/commands';
import type { Failure } from '../../lib/annotation/failure';
import type { Annotation, AnnotationChanges, Article, Kind } from '../../lib/annotation/model';
import type { PlaceAnswer } from '../../lib/annotation/page-state';
import type { CitationStyle } from '../../lib/formats/cite/cite';
import { quotation } from './quotation';
import type { PopupServices } from './services';

const DELETED: Readonly<Record<Kind, MessageKey>> = {
  quote: 'popup_deletedQuote',
  claim: 'popup_deletedClaim',
  highlight: 'popup_deletedHighlight',
  note: 'popup_deletedNote',
};

export function failureText(t: Translate, failure: Pick<Failure, 'code'>): string {
  return t(`error_${failure.code}`);
}

export interface Actions {
  readonly remove: (annotation: Annotation) => void;
  readonly restore: (annotation: Annotation) => void;
  readonly copyLink: (annotation: Annotation, article: Article) => void;
  readonly cite: (annotation: Annotation, article: Article, style: CitationStyle) => void;
  readonly save: (id: string, changes: AnnotationChanges) => Promise<SaveResult>;
  readonly jump: (tabId: number, id: string) => Promise<void>;
  readonly reanchor: (tabId: number, id: string, to: PlaceAnswer) => Promise<void>;
  /** Says that something is done, or that it failed. */
  readonly say: (text: string, tone?: ToastContent['tone'], undo?: Command) => void;
}

/** What can be done to marks, each with what it says afterwards and its way back. */
export function useActions(services: PopupServices): {
  readonly actions: Actions;
  readonly toast: ToastContent | null;
  readonly dismissToast: () => void;
} {
  const [toast, setToast] = useState<ToastContent | null>(null);
  const lastId = useRef(0);
  const dismissToast = useCallback(() => setToast(null), []);
  const actions = useMemo((): Actions => {
    const { t } = services;
    const show = (content: Omit<ToastContent, 'id'>): void => {
      lastId.current += 1;
      setToast({ ...content, id: lastId.current });
    };
    const say: Actions['say'] = (text, tone = 'done', undo) => {
      const action = undo && { label: t('popup_undo'), run: () => void run(undo, t('popup_restored')) };
      show({ text, tone, ...(action ? { action } : {}) });
    };
    const run = async (command: Command, done: string, undoable = false): Promise<void> => {
      const reply = await services.command(command);
      if (reply.ok) say(done, 'done', undoable ? reply.value.undo : undefined);
      else {
        const again = { label: t('popup_retry'), run: () => void run(command, done, undoable) };
        show({ text: failureText(t, reply.failure), tone: 'problem', action: again });
      }
    };
    return {
      say,
      remove: ({ id, kind }) => void run({ type: 'delete', ids: [id] }, t(DELETED[kind]), true),
      restore: ({ id }) => void run({ type: 'restore', ids: [id] }, t('popup_restored')),
      copyLink: (annotation, article) => {
        const text = quotation(annotation, article, services.link(annotation, article));
        services.copy(text).then(
          () => say(t('popup_copied')),
          () => say(t('popup_copyFailed'), 'problem'),
        );
      },
      cite: (annotation, article, style) => {
        services.copyCitation(annotation, article, style).then(
          () => say(t('popup_copied')),
          () => say(t('popup_copyFailed'), 'problem'),
        );
      },
      save: async (id, changes) => {
        const reply = await services.command({ type: 'edit', id, changes });
        return reply.ok ? { ok: true } : { ok: false, message: failureText(t, reply.failure) };
      },
      jump: async (tabId, id) => {
        const reply = await services.jump(tabId, id);
        if (!reply.ok) say(failureText(t, reply.failure), 'problem');
        else if (!reply.value.found) say(t('popup_notOnPage'), 'problem');
        else dismissToast();
      },
      reanchor: async (tabId, id, to) => {
        const reply = await services.reanchor(tabId, id, to);
        if (!reply.ok) say(failureText(t, reply.failure), 'problem');
        else if (!reply.value.done) say(t('popup_selectFirst'), 'problem');
        else say(t(to === 'nowhere' ? 'popup_placeRefused' : 'popup_placeTaken'));
      },
    };
  }, [services, dismissToast]);
  return { actions, toast, dismissToast };
}
