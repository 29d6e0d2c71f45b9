import { useState } from 'preact/hooks';
import { useMessages } from '../../components/messages';
import type { PlaceKind } from '../../lib/sync/vault/place';
import { Form, Submit } from './parts';
import { PlaceFields } from './PlaceFields';
import { emptyDraft, readDraft, withoutSecrets, type DraftProblems, type PlaceDraft } from './place-draft';
import { KIND_NAME } from './reasons';
import type { SyncServices, Trial } from './services';
import { Step } from './Step';
import { TrialButtons, TrialView } from './TrialView';
import { useTrial } from './use-trial';

/** The one that asks for nothing comes first. */
const KINDS: readonly PlaceKind[] = ['browser', 'webdav', 's3', 'folder'];

interface KindStepProps {
  readonly kinds: readonly PlaceKind[];
  readonly first: PlaceKind;
  readonly title: string;
  readonly number?: number;
  readonly onChosen: (kind: PlaceKind) => void;
  readonly onBack: () => void;
}

/** What kind of place it is. */
export function KindStep({ kinds, first, title, number, onChosen, onBack }: KindStepProps) {
  const t = useMessages();
  const [kind, setKind] = useState(first);
  return (
    <Step title={title} {...(number === undefined ? {} : { number })} onBack={onBack}>
      <Form onSubmit={() => onChosen(kind)}>
        <fieldset class="sync-kinds">
          <legend class="pq-hidden">{title}</legend>
          {KINDS.filter((each) => kinds.includes(each)).map((each) => (
            <label key={each} class="sync-kind">
              <input
                type="radio"
                name="kind"
                value={each}
                checked={kind === each}
                onChange={() => setKind(each)}
              />
              <strong>{t(KIND_NAME[each])}</strong>
              <span class="sync-soft">{t(`sync_kindHelp_${each}`)}</span>
            </label>
          ))}
        </fieldset>
        <Submit label={t('sync_next')} />
      </Form>
    </Step>
  );
}

interface ReachStepProps {
  readonly services: SyncServices;
  readonly draft: PlaceDraft;
  readonly onDraft: (draft: PlaceDraft) => void;
  readonly number?: number;
  readonly onFound: (trial: Trial & { readonly isOk: true }) => void;
  readonly onBack: () => void;
}

/** How a place is reached, and whether it can be. */
export function ReachStep({ services, draft, onDraft, number, onFound, onBack }: ReachStepProps) {
  const t = useMessages();
  const [problems, setProblems] = useState<DraftProblems>({});
  const [wrong, setWrong] = useState(0);
  const trying = useTrial(services, onFound);
  const begin = (): void => {
    const reading = readDraft(draft);
    onDraft(withoutSecrets(draft));
    setProblems(reading.ok ? {} : reading.problems);
    if (reading.ok) trying.begin(reading.place);
    else setWrong(wrong + 1);
  };
  return (
    <Step title={t(`sync_reach_${draft.kind}`)} {...(number === undefined ? {} : { number })} onBack={onBack}>
      <Form wrong={wrong} onSubmit={begin}>
        <PlaceFields services={services} draft={draft} onDraft={onDraft} problems={problems} />
        {draft.kind !== 'browser' && <p class="sync-soft">{t('sync_tryAbout')}</p>}
        <TrialView trying={trying} />
        <TrialButtons trying={trying} label={t('sync_try')} />
      </Form>
    </Step>
  );
}

interface PlaceStepsProps {
  readonly services: SyncServices;
  readonly title: string;
  /** What is known already. */
  readonly first?: PlaceDraft | null;
  /** As the first two steps of more. */
  readonly isNumbered?: boolean;
  /** @param draft to come back to */
  readonly onFound: (trial: Trial & { readonly isOk: true }, draft: PlaceDraft) => void;
  readonly onBack: () => void;
}

/** A place, from its kind to one that works. What was typed stays when the user goes back to the kind. */
export function PlaceSteps({ services, title, first = null, isNumbered, onFound, onBack }: PlaceStepsProps) {
  const [draft, setDraft] = useState<PlaceDraft>(first ?? emptyDraft(services.kinds[0] ?? 'webdav'));
  const [isKindChosen, setKindChosen] = useState(first !== null);
  if (!isKindChosen) {
    return (
      <KindStep
        kinds={services.kinds}
        first={draft.kind}
        title={title}
        {...(isNumbered ? { number: 1 } : {})}
        onBack={onBack}
        onChosen={(kind) => {
          setDraft(kind === draft.kind ? draft : emptyDraft(kind));
          setKindChosen(true);
        }}
      />
    );
  }
  return (
    <ReachStep
      services={services}
      draft={draft}
      onDraft={setDraft}
      {...(isNumbered ? { number: 2 } : {})}
      onFound={(trial) => onFound(trial, draft)}
      onBack={() => setKindChosen(false)}
    />
  );
}
