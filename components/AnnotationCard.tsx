import { useId } from 'preact/hooks';
import { attributionOf } from '../lib/annotation/attribution';
import type { Annotation } from '../lib/annotation/model';
import type { PlaceAnswer, PlacementStatus } from '../lib/annotation/page-state';
import type { CitationStyle } from '../lib/formats/cite/cite';
import { AnnotationEditor, type EditorSuggestions } from './AnnotationEditor';
import { CiteMenu } from './CiteMenu';
import type { Drafts, Save } from './edit-session';
import { Creator } from './Creator';
import { Icon, type IconName } from './Icon';
import { KIND_ICON, KIND_LABEL, STATUS_LABEL } from './kinds';
import { useMessages, type MessageKey } from './messages';
import { Passage, type PassageTarget } from './Passage';
import { PlacementHint } from './PlacementHint';

/** How a card's annotation is edited, while it is. */
interface CardEditing {
  readonly onChange: Save;
  readonly drafts: Drafts;
  readonly suggestions: EditorSuggestions;
}

export interface AnnotationCardProps {
  readonly annotation: Annotation;
  /** The article's language, '' where unknown. */
  readonly language: string;
  /** Where the mark stands in the page; null where no page is looked at. */
  readonly placement: PlacementStatus | null;
  /** What the page says at its place, where that is not what was marked. */
  readonly current?: string;
  /** Given where the user can say where the mark stands. */
  readonly onPlace?: (to: PlaceAnswer) => void;
  /** Given where a saved version may still have the passage that the page has lost. */
  readonly onReadVersion?: () => void;
  readonly target: PassageTarget;
  /** Where it comes from; in lists of more than one article. */
  readonly source?: { readonly title: string; readonly site: string };
  /** Absent intents have no button. */
  readonly onToggleEdit?: () => void;
  readonly onCopyLink?: () => void;
  readonly onCite?: (style: CitationStyle) => void;
  readonly onExport?: () => void;
  readonly onDelete?: () => void;
  readonly onRestore?: () => void;
  /** Given while the card is being edited. */
  readonly editing?: CardEditing | null;
}

/** One annotation in a list: its passage, who said it, note and tags, and what can be done with it. */
export function AnnotationCard(props: AnnotationCardProps) {
  const { annotation, language, placement, target, source, editing } = props;
  const t = useMessages();
  const heading = useId();
  return (
    <article class="pq-card" data-kind={annotation.kind} data-id={annotation.id} aria-labelledby={heading}>
      <header class="pq-card-head">
        <h3 class="pq-card-kind" id={heading}>
          <Icon name={KIND_ICON[annotation.kind]} size={15} />
          {t(KIND_LABEL[annotation.kind])}
        </h3>
        {annotation.kind === 'claim' && <StatusBadge claim={annotation.claim} />}
        <Actions {...props} />
      </header>
      {annotation.target && <Passage text={annotation.target.exact} language={language} target={target} />}
      {!editing && <Attribution annotation={annotation} />}
      {placement && annotation.target && (
        <PlacementHint
          status={placement}
          target={annotation.target}
          current={props.current ?? ''}
          {...(props.onPlace ? { onPlace: props.onPlace } : {})}
          {...(props.onReadVersion ? { onReadVersion: props.onReadVersion } : {})}
        />
      )}
      {editing ? (
        <AnnotationEditor key={annotation.id} annotation={annotation} {...editing} initialFocus="note" />
      ) : (
        <Details annotation={annotation} />
      )}
      {source && (
        <footer class="pq-card-source">
          <bdi>{source.title}</bdi>
          {source.site && <bdi>{source.site}</bdi>}
        </footer>
      )}
    </article>
  );
}

function StatusBadge({ claim: { status, rating } }: Pick<Annotation, 'claim'>) {
  const t = useMessages();
  return (
    <span class="pq-badge" data-status={status}>
      {t(STATUS_LABEL[status])}
      {rating && (
        <>
          {': '}
          <bdi>{rating}</bdi>
        </>
      )}
    </span>
  );
}

function Attribution({ annotation }: { readonly annotation: Annotation }) {
  const { name, role } = attributionOf(annotation);
  if (!name && !role) return null;
  return (
    <p class="pq-card-who">
      {name && <bdi>{name}</bdi>}
      {name && role && ', '}
      {role && <bdi class="pq-card-role">{role}</bdi>}
    </p>
  );
}

function Details({ annotation }: { readonly annotation: Annotation }) {
  const t = useMessages();
  return (
    <>
      {annotation.note && (
        <p class="pq-card-note" dir="auto">
          {annotation.note}
        </p>
      )}
      <Creator name={annotation.creator} />
      {annotation.tags.length > 0 && (
        <ul class="pq-card-tags" aria-label={t('editor_tagList')}>
          {annotation.tags.map((tag) => (
            <li key={tag}>
              <bdi>{tag}</bdi>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Actions(props: AnnotationCardProps) {
  const { onToggleEdit, onCopyLink, onCite, onExport, onDelete, onRestore, editing } = props;
  return (
    <div class="pq-card-actions">
      {onToggleEdit && (
        <Action icon="edit" label="card_edit" expanded={Boolean(editing)} onClick={onToggleEdit} />
      )}
      {onCopyLink && <Action icon="link" label="card_copyLink" onClick={onCopyLink} />}
      {onCite && <CiteMenu onCite={onCite} {...(onExport ? { onExport } : {})} />}
      {onDelete && <Action icon="trash" label="card_delete" onClick={onDelete} />}
      {onRestore && <Action icon="restore" label="card_restore" onClick={onRestore} />}
    </div>
  );
}

function Action(props: {
  readonly icon: IconName;
  readonly label: MessageKey;
  readonly expanded?: boolean;
  readonly onClick: () => void;
}) {
  const label = useMessages()(props.label);
  return (
    <button
      type="button"
      class="pq-button pq-button-icon"
      title={label}
      aria-label={label}
      aria-expanded={props.expanded}
      onClick={props.onClick}
    >
      <Icon name={props.icon} size={17} />
    </button>
  );
}
