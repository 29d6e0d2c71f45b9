import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { Creator } from '../../components/Creator';
import { AnnotationEditor } from '../../components/AnnotationEditor';
import { Icon } from '../../components/Icon';
import { useMessages } from '../../components/messages';
import type { FailureCode } from '../../lib/annotation/failure';
import type { Annotation, AnnotationChanges } from '../../lib/annotation/model';
import type { CardEvent, PlaceAnswer } from '../../lib/annotation/page-state';
import type { Suggestions } from '../../lib/annotation/suggestions';
import { sendToBackground } from '../../lib/extension/client';
import { drafts } from '../../lib/extension/drafts';
import { onChanged } from '../../lib/extension/listen';

type Loaded = { readonly annotation: Annotation | null; readonly suggestions: Suggestions };

function tell(event: CardEvent): void {
  void sendToBackground('view.card', { event });
}

interface CardProps {
  readonly id: string;
  readonly focus: 'note' | null;
  /** The place of the mark is uncertain: ask. */
  readonly ask: boolean;
}

/** Edits one annotation inside an article's page. */
export function Card({ id, focus, ask }: CardProps) {
  const t = useMessages();
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [failure, setFailure] = useState<FailureCode | null>(null);
  const root = useHeightReport();

  const load = useCallback(async () => {
    const reply = await sendToBackground('view.annotation', { id });
    setFailure(reply.ok ? null : reply.failure.code);
    if (reply.ok) setLoaded(reply.value);
  }, [id]);
  useEffect(() => {
    void load();
    return onChanged(() => void load());
  }, [load]);
  useEffect(() => {
    document.addEventListener('keydown', closeOnEscape);
    return () => document.removeEventListener('keydown', closeOnEscape);
  }, []);

  const save = useCallback(
    async (changes: AnnotationChanges) => {
      const reply = await sendToBackground('view.command', { command: { type: 'edit', id, changes } });
      return reply.ok
        ? { ok: true as const }
        : { ok: false as const, message: t(`error_${reply.failure.code}`) };
    },
    [id, t],
  );
  const remove = async (): Promise<void> => {
    const reply = await sendToBackground('view.command', { command: { type: 'delete', ids: [id] } });
    if (reply.ok) tell({ type: 'deleted', undo: reply.value.undo });
    else setFailure(reply.failure.code);
  };

  const annotation = loaded?.annotation;
  return (
    <main ref={root}>
      {failure && <Problem text={t(`error_${failure}`)} retry={() => void load()} />}
      {loaded && !annotation && <Problem text={t('error_unknown')} retry={() => void load()} />}
      {annotation?.target && ask && <PlaceQuestion exact={annotation.target.exact} />}
      <Creator name={annotation?.creator} />
      {annotation && (
        <AnnotationEditor
          key={annotation.id}
          annotation={annotation}
          onChange={save}
          drafts={drafts}
          suggestions={loaded.suggestions}
          initialFocus={focus}
        />
      )}
      <div class="card-foot">
        {annotation ? (
          <button
            type="button"
            class="pq-button pq-button-plain"
            data-action="delete"
            onClick={() => void remove()}
          >
            <Icon name="trash" />
            {t('card_delete')}
          </button>
        ) : (
          <span />
        )}
        <button type="button" class="pq-button" data-action="close" onClick={() => tell({ type: 'close' })}>
          {t('card_done')}
        </button>
      </div>
    </main>
  );
}

const answer = (to: PlaceAnswer) => () => tell({ type: 'answer', to });

/** Whether the mark belongs where this card opened. */
function PlaceQuestion({ exact }: { readonly exact: string }) {
  const t = useMessages();
  return (
    <section class="card-question">
      <p>{t('card_unsure')}</p>
      <p class="card-marked">{t('card_marked')}</p>
      <blockquote dir="auto">{exact}</blockquote>
      <div class="card-answers">
        <button type="button" class="pq-button" data-answer="place" onClick={answer('place')}>
          {t('card_placeHere')}
        </button>
        <button type="button" class="pq-button" data-answer="nowhere" onClick={answer('nowhere')}>
          {t('card_placeNot')}
        </button>
      </div>
    </section>
  );
}

function Problem({ text, retry }: { readonly text: string; readonly retry: () => void }) {
  const t = useMessages();
  return (
    <p role="alert">
      {text}{' '}
      <button type="button" class="pq-link" onClick={retry}>
        {t('editor_retry')}
      </button>
    </p>
  );
}

/** Tells the page around the card how high its content is. */
function useHeightReport() {
  const root = useRef<HTMLElement>(null);
  useEffect(() => {
    const { current } = root;
    if (!current) return undefined;
    const observer = new ResizeObserver(() => tell({ type: 'resize', height: document.body.scrollHeight }));
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return root;
}

function closeOnEscape(event: KeyboardEvent): void {
  // A field may have had its own use for Escape, such as closing a list of suggestions.
  if (event.key === 'Escape' && !event.defaultPrevented) tell({ type: 'close' });
}
