import { useEffect, useMemo, useState } from 'preact/hooks';
import { EmptyState } from '../../components/EmptyState';
import { useMessages, type MessageKey, type Translate } from '../../components/messages';
import type { TemplateError, TemplateErrorCode } from '../../lib/formats/template/compile';
import type { Template } from '../../lib/formats/template/schema';
import type { Selection } from '../../lib/store/collection';
import { chosenFormat, FIRST_CHOICE, type Choice } from './choice';
import { Destinations } from './Destinations';
import { FormatForm } from './FormatForm';
import { SelectionForm } from './SelectionForm';
import type { TransferServices } from './services';
import { TemplateEditor } from './TemplateEditor';
import { useExportSurvey, type SurveyState } from './use-export-survey';

interface ExportViewProps {
  readonly services: TransferServices;
  /** What is chosen to begin with. */
  readonly only: Pick<Selection, 'articleIds' | 'ids'>;
}

/** Where marks leave: which, in what form, and where to; with the beginning of the file as it will be. */
export function ExportView({ services, only }: ExportViewProps) {
  const t = useMessages();
  const [choice, setChoice] = useState<Choice>(() => ({
    ...FIRST_CHOICE,
    selection: { ...FIRST_CHOICE.selection, ...only },
  }));
  const [tags, setTags] = useState<readonly string[]>([]);
  const { templates, save, remove } = useTemplates(services);
  const survey = useExportSurvey(services, choice);
  const chosen = useMemo(() => chosenFormat(choice.shape), [choice.shape]);
  useEffect(() => {
    void services.tags().then(setTags, () => undefined);
  }, [services]);
  const { shape } = choice;
  const set = (template: Template): void => setChoice({ ...choice, shape: { type: 'template', template } });
  return (
    <div class="transfer-export">
      <div class="transfer-form">
        <SelectionForm choice={choice} onChange={setChoice} tags={tags} />
        <FormatForm
          choice={choice}
          onChange={setChoice}
          templates={templates}
          format={chosen.ok ? chosen.format : null}
        />
        {shape.type === 'template' && (
          <TemplateEditor
            template={shape.template}
            error={chosen.ok ? null : chosen.error}
            onChange={set}
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
        <Counted state={survey} />
        {chosen.ok && survey.type === 'ready' && survey.survey.overview.annotations > 0 && (
          <Destinations
            services={services}
            request={{ ...choice, format: chosen.format }}
            survey={survey.survey}
          />
        )}
        {!chosen.ok && (
          <p class="transfer-problem" role="alert">
            {templateProblem(t, chosen.error)}
          </p>
        )}
        {chosen.ok && survey.type === 'ready' && (
          <Preview text={services.preview({ ...choice, format: chosen.format }, survey.survey)} />
        )}
      </div>
    </div>
  );
}

/** The templates that the user wrote, as they are stored. */
function useTemplates(services: TransferServices): {
  readonly templates: readonly Template[];
  readonly save: (template: Template) => void;
  readonly remove: (template: Template) => void;
} {
  const [templates, setTemplates] = useState<readonly Template[]>([]);
  useEffect(() => {
    void services.templates().then(setTemplates, () => undefined);
  }, [services]);
  const set = (next: readonly Template[]): void => {
    setTemplates(next);
    void services.saveTemplates(next);
  };
  const without = ({ id }: Template): readonly Template[] => templates.filter((each) => each.id !== id);
  return {
    templates,
    save: (template) => set([template, ...without(template)]),
    remove: (template) => set(without(template)),
  };
}

function Counted({ state }: { readonly state: SurveyState }) {
  const t = useMessages();
  if (state.type === 'failed') {
    return <EmptyState icon="warning" tone="problem" title={t(`error_${state.code}`)} />;
  }
  if (state.type === 'counting')
    return <output class="transfer-count">{t('transfer_counting', state.done)}</output>;
  const { overview, unreadable } = state.survey;
  if (overview.annotations === 0) return <EmptyState icon="search" title={t('transfer_countNone')} />;
  return (
    <>
      <output class="transfer-count">{t('transfer_count', overview.annotations, overview.articles)}</output>
      {unreadable > 0 && <p class="transfer-problem">{t('transfer_countUnreadable', unreadable)}</p>}
    </>
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

const PROBLEMS: Readonly<Record<TemplateErrorCode, MessageKey>> = {
  'unclosed-tag': 'template_unclosedTag',
  'unopened-section': 'template_unopenedSection',
  'unclosed-section': 'template_unclosedSection',
  'bad-delimiters': 'template_badDelimiters',
  partial: 'template_partial',
  'unknown-name': 'template_unknownName',
  'misplaced-name': 'template_misplacedName',
  'not-printable': 'template_notPrintable',
  'unknown-filter': 'template_unknownFilter',
  'misplaced-filter': 'template_misplacedFilter',
};

function templateProblem(t: Translate, { code, part, line, subject }: TemplateError): string {
  return t('transfer_templateProblem', t(PROBLEMS[code], subject), t(`transfer_template_${part}`), line);
}
