import { useState } from 'preact/hooks';
import { useMessages, type MessageKey } from '../../components/messages';
import { useKeptFocus } from '../../components/use-kept-focus';
import type { SyncView } from '../../lib/sync/vault/state';
import { nameOr } from './NameField';
import { Ago, CopyButton, Field, Form, Note, Press, Submit, TroubleNote } from './parts';
import { QrCode } from './QrCode';
import { RetireDevice } from './RetireDevice';
import type { Access, SyncServices } from './services';
import { useTask } from './use-task';

interface DevicesProps {
  readonly services: SyncServices;
  readonly view: SyncView;
  readonly now: number;
  /** This device does not have the keys that another one would need. */
  readonly isLocked: boolean;
}

/** Who takes part, and how another one comes to. */
export function DevicesPart({ services, view, now, isLocked }: DevicesProps) {
  const t = useMessages();
  const { device, status, sharing } = view;
  // One that is removed takes the button along from which it was.
  const list = useKeptFocus<HTMLUListElement>();
  return (
    <section class="sync-part" aria-labelledby="sync-devices">
      <h2 id="sync-devices">{t(sharing ? 'sync_people' : 'sync_devices')}</h2>
      <ul class="sync-list" ref={list} tabIndex={-1}>
        <li>
          {sharing?.isReadOnly ? (
            <p>{t('sync_youRead')}</p>
          ) : (
            <OwnDevice services={services} label={device.label} />
          )}
        </li>
        {status.devices
          .filter(({ name }) => name !== device.name)
          .map(({ name, label, lastSeen }) => (
            <li key={name}>
              <bdi class="sync-strong">{label || t(sharing ? 'sync_somebody' : 'sync_someDevice')}</bdi>
              <span class="sync-soft">
                {t('sync_lastSeen')} <Ago time={lastSeen} now={now} locale={services.locale} />
              </span>
              {!isLocked && !sharing && (
                <RetireDevice services={services} device={name} label={label || t('sync_someDevice')} />
              )}
            </li>
          ))}
      </ul>
      {!isLocked && !sharing && <AddDevice services={services} texts={DEVICE_TEXTS} />}
      {!isLocked && sharing && !sharing.isReadOnly && (
        <>
          <AddDevice services={services} texts={WRITER_TEXTS} />
          <AddDevice services={services} texts={READER_TEXTS} />
        </>
      )}
    </section>
  );
}

function OwnDevice({ services, label }: { readonly services: SyncServices; readonly label: string }) {
  const t = useMessages();
  const [isRenaming, setRenaming] = useState(false);
  const around = useKeptFocus<HTMLDivElement>();
  return (
    <div ref={around} tabIndex={-1} class="sync-own sync-here">
      {isRenaming ? (
        <Rename services={services} label={label} onDone={() => setRenaming(false)} />
      ) : (
        <>
          <bdi class="sync-strong">{label || t('sync_someDevice')}</bdi>
          <span class="sync-badge">{t(services.scope === 'own' ? 'sync_thisDevice' : 'sync_you')}</span>
          <button type="button" class="pq-link" onClick={() => setRenaming(true)}>
            {t('sync_rename')}
          </button>
        </>
      )}
    </div>
  );
}

interface RenameProps {
  readonly services: SyncServices;
  readonly label: string;
  readonly onDone: () => void;
}

function Rename({ services, label, onDone }: RenameProps) {
  const t = useMessages();
  const [text, setText] = useState(label);
  const task = useTask();
  const save = async () => {
    const next = text.trim();
    if (next !== '' && next !== label) await services.rename(nameOr(next, label));
    return { ok: true, value: null } as const;
  };
  return (
    <Form onSubmit={() => task.run(save, onDone)}>
      <Field
        label={t(services.scope === 'own' ? 'sync_deviceLabel' : 'sync_personName')}
        value={text}
        onChange={setText}
        takesFocus
      />
      <TroubleNote task={task} />
      <Submit label={t('sync_save')}>
        <Press label={t('sync_cancel')} onClick={onDone} />
      </Submit>
    </Form>
  );
}

interface AddTexts {
  readonly access: Access;
  readonly title: MessageKey;
  readonly about: MessageKey;
  readonly warning: MessageKey;
  readonly show: MessageKey;
}

const DEVICE_TEXTS: AddTexts = {
  access: 'write',
  title: 'sync_addTitle',
  about: 'sync_addAbout',
  warning: 'sync_addWarning',
  show: 'sync_addShow',
};
const WRITER_TEXTS: AddTexts = {
  access: 'write',
  title: 'sync_inviteWriter',
  about: 'sync_inviteWriterAbout',
  warning: 'sync_inviteWarning',
  show: 'sync_inviteShow',
};
const READER_TEXTS: AddTexts = {
  access: 'read',
  title: 'sync_inviteReader',
  about: 'sync_inviteReaderAbout',
  warning: 'sync_inviteReaderWarning',
  show: 'sync_inviteReaderShow',
};

/** The code that another device joins by: hidden until it is asked for, for it holds everything. */
function AddDevice({ services, texts }: { readonly services: SyncServices; readonly texts: AddTexts }) {
  const t = useMessages();
  const [code, setCode] = useState<string | null>(null);
  const task = useTask();
  const toggle = (): void => {
    if (code !== null) setCode(null);
    else task.run(async () => ({ ok: true, value: await services.joinCode(texts.access) }) as const, setCode);
  };
  const squares = code === null ? null : services.qrCode(code);
  return (
    <div class="sync-add">
      <h3>{t(texts.title)}</h3>
      <p class="sync-soft">{t(texts.about)}</p>
      <Note>
        <p>{t(texts.warning)}</p>
      </Note>
      <div class="sync-buttons">
        <button
          type="button"
          class="pq-button"
          aria-expanded={code !== null}
          aria-disabled={task.isBusy}
          onClick={toggle}
        >
          {t(code === null ? texts.show : 'sync_addHide')}
        </button>
      </div>
      <TroubleNote task={task} />
      {code !== null && (
        <div class="sync-code">
          {squares ? (
            <QrCode squares={squares} label={t('sync_addQr')} />
          ) : (
            <p class="sync-soft">{t('sync_addNoQr')}</p>
          )}
          <div class="sync-form">
            <label class="pq-field">
              <span class="pq-label">{t('sync_addText')}</span>
              <textarea class="pq-input sync-code-input" dir="ltr" rows={4} readOnly value={code} />
            </label>
            <div class="sync-buttons">
              <CopyButton text={code} label={t('sync_copy')} />
            </div>
          </div>
        </div>
      )}
    </div>
  );
}
