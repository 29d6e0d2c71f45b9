import type { Target } from '../lib/annotation/model';
import type { PlaceAnswer, PlacementStatus } from '../lib/annotation/page-state';
import { Icon } from './Icon';
import { useMessages, type MessageKey } from './messages';

interface PlacementHintProps {
  readonly status: PlacementStatus;
  /** As it was marked. */
  readonly target: Target;
  /** What the page says at the place, '' where that is what was marked. */
  readonly current: string;
  readonly onPlace?: (to: PlaceAnswer) => void;
  /** Given where a saved version may still have what is gone. */
  readonly onReadVersion?: () => void;
}

const HINTS: Readonly<Record<'unsure' | 'pending' | 'hidden', MessageKey>> = {
  unsure: 'card_unsure',
  pending: 'card_pending',
  hidden: 'card_hidden',
};

/**
 * What there is to say of a mark's place: nothing where it stands as it was marked; the question where the place is
 * uncertain; for a passage that is gone, the sentences that stood around it.
 */
export function PlacementHint({ status, target, current, onPlace, onReadVersion }: PlacementHintProps) {
  const t = useMessages();
  if (status === 'found') return current ? <Current label="card_reworded" text={current} /> : null;
  return (
    <div class="pq-hint" data-status={status}>
      {status !== 'gone' && (
        <p>
          {status === 'unsure' && <Icon name="warning" size={15} />}
          {t(HINTS[status])}
        </p>
      )}
      {status === 'unsure' && current && <Current label="card_current" text={current} />}
      {status === 'gone' && <Around target={target} />}
      {status === 'gone' && onReadVersion && (
        <div class="pq-hint-answers">
          <button type="button" class="pq-button" data-answer="version" onClick={onReadVersion}>
            <Icon name="read" size={16} />
            {t('popup_openVersion')}
          </button>
        </div>
      )}
      {status === 'unsure' && onPlace && (
        <div class="pq-hint-answers">
          <Answer to="place" label="card_placeHere" onPlace={onPlace} />
          <Answer to="nowhere" label="card_placeNot" onPlace={onPlace} />
        </div>
      )}
      {status === 'gone' && onPlace && (
        <>
          <p class="pq-hint-label">{t('card_placeHow')}</p>
          <div class="pq-hint-answers">
            <Answer to="selection" label="card_placeSelection" onPlace={onPlace} />
          </div>
        </>
      )}
    </div>
  );
}

function Current({ label, text }: { readonly label: MessageKey; readonly text: string }) {
  return (
    <>
      <p class="pq-hint pq-hint-label">{useMessages()(label)}</p>
      <p class="pq-hint pq-hint-context" dir="auto">
        {text}
      </p>
    </>
  );
}

function Around({ target: { sentenceBefore, sentenceAfter } }: { readonly target: Target }) {
  const t = useMessages();
  if (sentenceBefore === '' && sentenceAfter === '') return null;
  return (
    <>
      <p class="pq-hint-label">{t('card_context')}</p>
      <p class="pq-hint-context" dir="auto">
        {sentenceBefore} <span aria-hidden="true">[…]</span> {sentenceAfter}
      </p>
    </>
  );
}

interface AnswerProps {
  readonly to: PlaceAnswer;
  readonly label: MessageKey;
  readonly onPlace: (to: PlaceAnswer) => void;
}

function Answer({ to, label, onPlace }: AnswerProps) {
  return (
    <button type="button" class="pq-button" data-answer={to} onClick={() => onPlace(to)}>
      {useMessages()(label)}
    </button>
  );
}
