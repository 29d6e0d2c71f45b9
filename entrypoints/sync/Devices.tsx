import { useState } from 'preact/hooks';
import { useMessages } from '../../components/messages';
import { useKeptFocus } from '../../components/use-kept-focus';
import type { SyncView } from '../../lib/sync/vault/state';
import { nameOr } from './NewVault';
import { Ago, CopyButton, Field, Form, Note, Press, Submit, TroubleNote } from './parts';
import { QrCode } from './QrCode';
import type { SyncServices } from './services';
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
  const { device, status } = view;
  return (
    <section class="sync-part" aria-labelledby="sync-devices">
      <h2 id="sync-devices">{t('sync_devices')}</h2>
      <ul class="sync-list">
        <li>
          <OwnDevice services={services} label={device.label} />
        </li>
        {status.devices
          .filter(({ name }) => name !== device.name)
          .map(({ name, label, lastSeen }) => (
            <li key={name}>
              <bdi class="sync-strong">{label || t('sync_someDevice')}</bdi>
              <span class="sync-soft">
                {t('sync_lastSeen')} <Ago time={lastSeen} now={now} locale={services.locale} />
              </span>
            </li>
          ))}
      </ul>
      {!isLocked && <AddDevice services={services} />}
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
          <span class="sync-badge">{t('sync_thisDevice')}</span>
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
      <Field label={t('sync_deviceLabel')} value={text} onChange={setText} takesFocus />
      <TroubleNote task={task} />
      <Submit label={t('sync_save')}>
        <Press label={t('sync_cancel')} onClick={onDone} />
      </Submit>
    </Form>
  );
}

/** The code that another device joins by: hidden until it is asked for, for it holds everything. */
function AddDevice({ services }: { readonly services: SyncServices }) {
  const t = useMessages();
  const [code, setCode] = useState<string | null>(null);
  const task = useTask();
  const toggle = (): void => {
    if (code !== null) setCode(null);
    else task.run(async () => ({ ok: true, value: await services.joinCode() }) as const, setCode);
  };
  const squares = code === null ? null : services.qrCode(code);
  return (
    <div class="sync-add">
      <h3>{t('sync_addTitle')}</h3>
      <p class="sync-soft">{t('sync_addAbout')}</p>
      <Note>
        <p>{t('sync_addWarning')}</p>
      </Note>
      <div class="sync-buttons">
        <button
          type="button"
          class="pq-button"
          aria-expanded={code !== null}
          aria-disabled={task.isBusy}
          onClick={toggle}
        >
          {t(code === null ? 'sync_addShow' : 'sync_addHide')}
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
