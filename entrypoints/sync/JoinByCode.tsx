import { useState } from 'preact/hooks';
import { useMessages } from '../../components/messages';
import { nameOfPlace, type Place } from '../../lib/sync/vault/place';
import { NameField, useName } from './NameField';
import { Field, Form, Note, Press, Problem, Submit, TroubleNote } from './parts';
import { KEY_PROBLEM_TEXT, PLACE_NAME } from './reasons';
import type { Joining, SyncServices, Trial } from './services';
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
  const [joining, setJoining] = useState<Joining | null>(null);
  if (!joining) {
    return <PasteCode services={services} code={code} onCode={setCode} onRead={setJoining} onBack={onBack} />;
  }
  return (
    <Connect
      services={services}
      code={code}
      joining={joining}
      onDone={onDone}
      onBack={() => setJoining(null)}
    />
  );
}

interface PasteCodeProps {
  readonly services: SyncServices;
  readonly code: string;
  readonly onCode: (code: string) => void;
  readonly onRead: (joining: Joining) => void;
  readonly onBack: () => void;
}

function PasteCode({ services, code, onCode, onRead, onBack }: PasteCodeProps) {
  const t = useMessages();
  const [problem, setProblem] = useState<string>();
  const [wrong, setWrong] = useState(0);
  const read = (): void => {
    const done = services.readJoinCode(code);
    if (done.ok) return onRead(done.value);
    setProblem(t(KEY_PROBLEM_TEXT[done.problem]));
    setWrong(wrong + 1);
  };
  return (
    <Step title={t('sync_codeTitle')} number={1} onBack={onBack}>
      <p>{t(services.scope === 'own' ? 'sync_codeAbout' : 'sync_shareCodeAbout')}</p>
      <Form wrong={wrong} onSubmit={read}>
        <Field
          label={t(services.scope === 'own' ? 'sync_code' : 'sync_shareCode')}
          rows={4}
          isCode
          value={code}
          onChange={onCode}
          help={t(services.scope === 'own' ? 'sync_codeHelp' : 'sync_shareCodeHelp')}
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
  readonly joining: Joining;
  readonly onDone: () => void;
  readonly onBack: () => void;
}

/** Where the code leads to is shown before anything is asked there. */
function Connect({ services, code, joining, onDone, onBack }: ConnectProps) {
  const { place: named, tag, isReadOnly } = joining;
  const t = useMessages();
  const name = useName(services);
  // A folder has another handle on each device.
  const [picked, setPicked] = useState<Place | null>(named.kind === 'folder' ? null : named);
  const [isEmpty, setEmpty] = useState(false);
  const task = useTask();
  const join = ({ place, hasVault }: Trial & { readonly isOk: true }): void => {
    setEmpty(!hasVault);
    if (hasVault) task.run(() => services.joinByCode(place, code, { label: name.name }), onDone);
  };
  const trying = useTrial(services, join, isReadOnly ? 'read' : 'write');
  const { kind, name: address } = nameOfPlace(picked ?? named);
  const pick = (): void => {
    void services.pickFolder().then((folder) => folder && setPicked(folder));
  };
  return (
    <Step title={t('sync_connectTitle')} number={2} onBack={onBack}>
      <p>
        {t('sync_connectAbout')} <strong>{t(PLACE_NAME[kind])}</strong>{' '}
        {address && (
          <bdi class="sync-address" dir="ltr">
            {address}
          </bdi>
        )}
      </p>
      {tag !== null && (
        <p>
          {t('sync_shareWhat')} <bdi class="sync-strong">{tag}</bdi>
        </p>
      )}
      {isReadOnly && (
        <Note>
          <p>{t('sync_shareReadOnly')}</p>
        </Note>
      )}
      <Form
        wrong={name.missed}
        onSubmit={() => {
          // Who only reads is known to nobody.
          if (!isReadOnly && !name.check()) return;
          if (picked) trying.begin(picked);
          else pick();
        }}
      >
        {!isReadOnly && <NameField services={services} of={name} />}
        <TrialView trying={trying} />
        {isEmpty && (
          <Problem>
            <p>{t('sync_connectEmpty')}</p>
          </Problem>
        )}
        <TroubleNote task={task} />
        <TrialButtons
          trying={trying}
          label={t(picked ? (tag === null ? 'sync_connect' : 'sync_joinSubmit') : 'sync_folderPick')}
          isBusy={task.isBusy}
        >
          {picked?.kind === 'folder' && <Press label={t('sync_folderOther')} onClick={pick} />}
        </TrialButtons>
      </Form>
    </Step>
  );
}
