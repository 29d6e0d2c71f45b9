import { useState } from 'preact/hooks';
import { useMessages } from '../../components/messages';
import { nameOfPlace, type Place } from '../../lib/sync/vault/place';
import { nameOr } from './NewVault';
import { Field, Form, Press, Problem, Submit, TroubleNote } from './parts';
import { KEY_PROBLEM_TEXT, PLACE_NAME } from './reasons';
import type { SyncServices } from './services';
import { Step } from './Step';
import { TrialButtons, TrialView } from './TrialView';
import { useTask } from './use-task';
import { useTrial } from './use-trial';

interface JoinByCodeProps {
  readonly services: SyncServices;
  readonly onDone: () => void;
  readonly onBack: () => void;
}

/** A code from another device: it says where, and has the keys. */
export function JoinByCode({ services, onDone, onBack }: JoinByCodeProps) {
  const [code, setCode] = useState('');
  const [place, setPlace] = useState<Place | null>(null);
  if (!place) {
    return <PasteCode services={services} code={code} onCode={setCode} onPlace={setPlace} onBack={onBack} />;
  }
  return (
    <Connect services={services} code={code} named={place} onDone={onDone} onBack={() => setPlace(null)} />
  );
}

interface PasteCodeProps {
  readonly services: SyncServices;
  readonly code: string;
  readonly onCode: (code: string) => void;
  readonly onPlace: (place: Place) => void;
  readonly onBack: () => void;
}

function PasteCode({ services, code, onCode, onPlace, onBack }: PasteCodeProps) {
  const t = useMessages();
  const [problem, setProblem] = useState<string>();
  const [wrong, setWrong] = useState(0);
  const read = (): void => {
    const done = services.readJoinCode(code);
    if (done.ok) return onPlace(done.value);
    setProblem(t(KEY_PROBLEM_TEXT[done.problem]));
    setWrong(wrong + 1);
  };
  return (
    <Step title={t('sync_codeTitle')} number={1} onBack={onBack}>
      <p>{t('sync_codeAbout')}</p>
      <Form wrong={wrong} onSubmit={read}>
        <Field
          label={t('sync_code')}
          rows={4}
          isCode
          value={code}
          onChange={onCode}
          help={t('sync_codeHelp')}
          problem={problem}
        />
        <Submit label={t('sync_next')} />
      </Form>
    </Step>
  );
}

interface ConnectProps {
  readonly services: SyncServices;
  readonly code: string;
  /** As the code has it. */
  readonly named: Place;
  readonly onDone: () => void;
  readonly onBack: () => void;
}

/** Where the code leads to is shown before anything is asked there. */
function Connect({ services, code, named, onDone, onBack }: ConnectProps) {
  const t = useMessages();
  const [label, setLabel] = useState(services.suggestedLabel);
  // A folder has another handle on each device.
  const [picked, setPicked] = useState<Place | null>(named.kind === 'folder' ? null : named);
  const [isEmpty, setEmpty] = useState(false);
  const task = useTask();
  const trying = useTrial(services, ({ place, hasVault }) => {
    setEmpty(!hasVault);
    if (!hasVault) return;
    task.run(() => services.joinByCode(place, code, nameOr(label, services.suggestedLabel)), onDone);
  });
  const { kind, name } = nameOfPlace(picked ?? named);
  const pick = (): void => {
    void services.pickFolder().then((folder) => folder && setPicked(folder));
  };
  return (
    <Step title={t('sync_connectTitle')} number={2} onBack={onBack}>
      <p>
        {t('sync_connectAbout')} <strong>{t(PLACE_NAME[kind])}</strong>{' '}
        {name && (
          <bdi class="sync-address" dir="ltr">
            {name}
          </bdi>
        )}
      </p>
      <Form
        onSubmit={() => {
          if (picked) trying.begin(picked);
          else pick();
        }}
      >
        <Field
          label={t('sync_deviceLabel')}
          value={label}
          onChange={setLabel}
          help={t('sync_deviceLabelHelp')}
        />
        <TrialView trying={trying} />
        {isEmpty && (
          <Problem>
            <p>{t('sync_connectEmpty')}</p>
          </Problem>
        )}
        <TroubleNote task={task} />
        <TrialButtons
          trying={trying}
          label={t(picked ? 'sync_connect' : 'sync_folderPick')}
          isBusy={task.isBusy}
        >
          {picked?.kind === 'folder' && <Press label={t('sync_folderOther')} onClick={pick} />}
        </TrialButtons>
      </Form>
    </Step>
  );
}
