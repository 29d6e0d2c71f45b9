import { useEffect, useMemo, useState } from 'preact/hooks';
import { EmptyState } from '../../components/EmptyState';
import { useMessages } from '../../components/messages';
import type { Format } from '../../lib/formats/format';
import type { Template } from '../../lib/formats/template/schema';
import { ALL_FIELDS } from '../../lib/formats/selection';
import { isNarrow, type Selection } from '../../lib/store/collection';
import { ArchiveResult } from './ArchiveResult';
import { chosenFormat, FIRST_CHOICE, type Choice } from './choice';
import { Destinations } from './Destinations';
import { FormatForm } from './FormatForm';
import { SelectionForm } from './SelectionForm';
import type { TransferServices } from './services';
import { TemplateEditor } from './TemplateEditor';
import { useTemplates } from './use-templates';
import { useExportSurvey, type SurveyState } from './use-export-survey';

interface ExportViewProps {
  readonly services: TransferServices;
  /** What is chosen to begin with. */
  readonly only: Pick<Selection, 'articleIds' | 'ids'>;
  /** Nothing is counted while the user looks at something else. */
  readonly isShown: boolean;
}

/** Where marks leave: which, in what form, and where to; with the beginning of the file as it will be. */
export function ExportView({ services, only, isShown }: ExportViewProps) {
  const [choice, setChoice] = useState<Choice>(() => ({
    ...FIRST_CHOICE,
    selection: { ...FIRST_CHOICE.selection, ...only },
  }));
  const [tags, setTags] = useState<readonly string[]>([]);
  const { templates, isStored, hasFailed, draft, save, remove } = useTemplates(services);
  // An archive is complete, whatever was left out of another format before.
  const asked = choice.shape.type === 'archive' ? { ...choice, fields: ALL_FIELDS } : choice;
  const survey = useExportSurvey(services, asked, isShown);
  const chosen = useMemo(() => chosenFormat(choice.shape), [choice.shape]);
  useEffect(() => {
    if (isShown) void services.tags().then(setTags, () => undefined);
  }, [services, isShown]);
  const { shape } = choice;
  const isBackup = shape.type === 'archive' && shape.name === 'backup';
  const set = (template: Template): void => setChoice({ ...choice, shape: { type: 'template', template } });
  return (
    <div class="transfer-export">
      <div class="transfer-form">
        <SelectionForm choice={choice} onChange={setChoice} tags={tags} />
        <FormatForm
          choice={choice}
          onChange={setChoice}
          templates={templates}
          format={chosen?.ok === true ? chosen.format : null}
        />
        {shape.type === 'template' && (
          <TemplateEditor
            template={shape.template}
            error={chosen?.ok === false ? chosen.error : null}
            isStored={isStored(shape.template)}
            hasFailed={hasFailed}
            onChange={(template) => {
              draft(template);
              set(template);
            }}
            onSave={(template) => {
              save(template);
              set(template);
            }}
            onDelete={(template) => {
              remove(template);
              setChoice({ ...choice, shape: FIRST_CHOICE.shape });
            }}
          />
        )}
      </div>
      <div class="transfer-result">
        {!isBackup && <Counted state={survey} isPart={isNarrow(choice.selection)} />}
        {shape.type === 'archive' && (
          <ArchiveResult
            services={services}
            name={shape.name}
            request={asked}
            isReady={isBackup || (survey.type === 'ready' && survey.survey.overview.annotations > 0)}
          />
        )}
        {chosen?.ok && (
          <FormatResult services={services} choice={choice} format={chosen.format} state={survey} />
        )}
      </div>
    </div>
  );
}

interface FormatResultProps {
  readonly services: TransferServices;
  readonly choice: Choice;
  readonly format: Format;
  readonly state: SurveyState;
}

/** Where the marks can go, and how the file begins. */
function FormatResult({ services, choice, format, state }: FormatResultProps) {
  if (state.type !== 'ready' || state.survey.overview.annotations === 0) return null;
  const request = { ...choice, format };
  return (
    <>
      <Destinations services={services} request={request} survey={state.survey} />
      <Preview text={services.preview(request, state.survey)} />
    </>
  );
}

interface CountedProps {
  readonly state: SurveyState;
  /** The user has left something out. */
  readonly isPart: boolean;
}

function Counted({ state, isPart }: CountedProps) {
  const t = useMessages();
  if (state.type === 'failed') {
    return <EmptyState icon="warning" tone="problem" title={t(`error_${state.code}`)} />;
  }
  if (state.type === 'counting')
    return <output class="transfer-count">{t('transfer_counting', state.done)}</output>;
  const { overview, unreadable } = state.survey;
  return (
    <>
      {overview.annotations > 0 && (
        <output class="transfer-count">{t('transfer_count', overview.annotations, overview.articles)}</output>
      )}
      {overview.annotations === 0 && (isPart || unreadable === 0) && <NothingToTake isPart={isPart} />}
      {unreadable > 0 && <p class="transfer-problem">{t('transfer_countUnreadable', unreadable)}</p>}
    </>
  );
}

function NothingToTake({ isPart }: { readonly isPart: boolean }) {
  const t = useMessages();
  if (isPart) return <EmptyState icon="search" title={t('transfer_countNone')} />;
  return (
    <EmptyState icon="quote" title={t('transfer_emptyTitle')}>
      <p>{t('transfer_emptyText')}</p>
    </EmptyState>
  );
}

function Preview({ text }: { readonly text: string }) {
  const t = useMessages();
  if (text === '') return null;
  return (
    <section class="transfer-preview" aria-labelledby="transfer-preview-title">
      <h2 id="transfer-preview-title">{t('transfer_preview')}</h2>
      {/* It scrolls, so the keyboard has to reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0} dir="auto">
        {text.slice(0, MAX_PREVIEW)}
      </pre>
    </section>
  );
}

const MAX_PREVIEW = 20_000;
