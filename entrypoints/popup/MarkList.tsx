import { useCallback, useEffect, useState } from 'preact/hooks';
import { AnnotationCard } from '../../components/AnnotationCard';
import type { EditorSuggestions } from '../../components/AnnotationEditor';
import { useMessages } from '../../components/messages';
import type { PassageTarget } from '../../components/Passage';
import type { AnnotationChanges } from '../../lib/annotation/model';
import type { CitationStyle } from '../../lib/formats/cite/cite';
import type { PlaceAnswer } from '../../lib/annotation/page-state';
import type { PageMark } from './page-marks';
import type { PopupServices } from './services';
import type { Actions } from './use-actions';

const FIRST_ROWS = 200;

interface MarkListProps {
  readonly marks: readonly PageMark[];
  readonly services: PopupServices;
  readonly actions: Actions;
  readonly label: string;
  /** The list stands under a heading of its own, which says the same as the label. */
  readonly headed?: boolean;
  readonly targetOf: (mark: PageMark) => PassageTarget;
  /** Given where the page can be told where a mark stands. */
  readonly onPlace?: (id: string, to: PlaceAnswer) => void;
  /** Given where a saved version may have what the page has lost. */
  readonly onReadVersion?: ((mark: PageMark) => void) | undefined;
  /** Marks of many articles: each names its own. */
  readonly withSource?: boolean;
  /** They are deleted: all that can be done is to restore them. */
  readonly deleted?: boolean;
}

/** A list of marks, one of which may be open for editing. */
export function MarkList(props: MarkListProps) {
  const { marks, services, label, deleted = false } = props;
  const t = useMessages();
  const [rows, setRows] = useState(FIRST_ROWS);
  const [editedId, setEdited] = useState<string | null>(null);
  const suggestions = useSuggestions(services, editedId !== null);
  const rest = marks.length - rows;
  return (
    <>
      {!props.headed && <h2 class="pq-hidden">{label}</h2>}
      <ul class="popup-list" aria-label={label}>
        {marks.slice(0, rows).map((mark) => (
          <MarkRow
            key={mark.annotation.id}
            {...props}
            mark={mark}
            deleted={deleted}
            suggestions={suggestions}
            isEdited={mark.annotation.id === editedId}
            onEdit={setEdited}
          />
        ))}
      </ul>
      {rest > 0 && (
        <button type="button" class="pq-button popup-more" onClick={() => setRows(rows + FIRST_ROWS)}>
          {t('popup_more', Math.min(rest, FIRST_ROWS))}
        </button>
      )}
    </>
  );
}

interface MarkRowProps extends MarkListProps {
  readonly mark: PageMark;
  readonly suggestions: EditorSuggestions;
  readonly isEdited: boolean;
  readonly onEdit: (id: string | null) => void;
}

function MarkRow(props: MarkRowProps) {
  const { mark, services, actions, suggestions, isEdited, onEdit, deleted } = props;
  const { annotation, article, placement, current } = mark;
  const { onPlace, onReadVersion } = props;
  const { id } = annotation;
  const save = useCallback((changes: AnnotationChanges) => actions.save(id, changes), [actions, id]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !isEdited) return;
    event.preventDefault();
    event.stopPropagation();
    onEdit(null);
    rowOf(event.currentTarget)?.querySelector<HTMLElement>('button[aria-expanded="true"]')?.focus();
  };
  const remove = (): void => {
    focusNeighbour(id);
    actions.remove(annotation);
  };
  const intents = deleted
    ? { onRestore: () => actions.restore(annotation) }
    : {
        onToggleEdit: () => onEdit(isEdited ? null : id),
        onCopyLink: () => actions.copyLink(annotation, article),
        onCite: (style: CitationStyle) => actions.cite(annotation, article, style),
        onExport: () => void services.openTransfer({ marks: [id] }),
        onDelete: remove,
      };
  return (
    // Only listens to Escape from the editor inside.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li class="popup-row" data-row={id} onKeyDown={onKeyDown}>
      <AnnotationCard
        annotation={annotation}
        language={article.language}
        placement={placement}
        current={current}
        {...(onPlace ? { onPlace: (to: PlaceAnswer) => onPlace(id, to) } : {})}
        {...(onReadVersion ? { onReadVersion: () => onReadVersion(mark) } : {})}
        target={props.targetOf(mark)}
        {...(props.withSource ? { source: article } : {})}
        {...intents}
        editing={isEdited ? { onChange: save, drafts: services.drafts, suggestions } : null}
      />
    </li>
  );
}

function rowOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('.popup-row') : null;
}

/** The row with the focus is about to go: the next one takes it, or the one before. */
function focusNeighbour(id: string): void {
  const row = document.querySelector(`[data-row="${CSS.escape(id)}"]`);
  const neighbour = row?.nextElementSibling ?? row?.previousElementSibling;
  neighbour?.querySelector<HTMLElement>('button, a')?.focus();
}

const NONE: EditorSuggestions = { tags: [], people: [], ratings: [] };

function useSuggestions(services: PopupServices, wanted: boolean): EditorSuggestions {
  const [suggestions, setSuggestions] = useState(NONE);
  useEffect(() => {
    if (!wanted) return;
    services.suggestions().then(setSuggestions, () => undefined);
  }, [services, wanted]);
  return suggestions;
}
