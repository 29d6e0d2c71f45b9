import { useState } from 'preact/hooks';
import { useMessages, type MessageKey, type Translate } from '../../components/messages';
import { Field, Note, Press } from './parts';
import {
  isExposed,
  withoutSecrets,
  type DraftField,
  type DraftProblem,
  type DraftProblems,
  type PlaceDraft,
} from './place-draft';
import type { SyncServices } from './services';

interface PlaceFieldsProps {
  readonly services: SyncServices;
  readonly draft: PlaceDraft;
  readonly onDraft: (draft: PlaceDraft) => void;
  readonly problems: DraftProblems;
}

/** What has to be known to reach a place of this kind. */
export function PlaceFields(props: PlaceFieldsProps) {
  const t = useMessages();
  switch (props.draft.kind) {
    case 'browser':
      return <p>{t('sync_browserAbout')}</p>;
    case 'folder':
      return <FolderFields {...props} />;
    case 'webdav':
      return <WebDavFields {...props} />;
    case 's3':
      return <S3Fields {...props} />;
    default:
      return props.draft.kind satisfies never;
  }
}

function WebDavFields({ draft, onDraft, problems }: PlaceFieldsProps) {
  const t = useMessages();
  return (
    <>
      <AddressField label={t('sync_webdavAddress')} {...{ draft, onDraft, problems }}>
        {t('sync_webdavAddressHelp')}
      </AddressField>
      <Field
        label={t('sync_user')}
        autocomplete="username"
        isCode
        value={draft.user}
        onChange={(user) => onDraft({ ...draft, user })}
      />
      <Field
        label={t('sync_password')}
        type="password"
        autocomplete="current-password"
        isCode
        value={draft.password}
        onChange={(password) => onDraft({ ...draft, password })}
        help={t('sync_webdavPasswordHelp')}
      />
      <Field
        label={t('sync_path')}
        isCode
        value={draft.path}
        onChange={(path) => onDraft({ ...draft, path })}
        help={t('sync_pathHelp')}
      />
    </>
  );
}

function S3Fields({ draft, onDraft, problems }: PlaceFieldsProps) {
  const t = useMessages();
  const field = (name: 'bucket' | 'region' | 'user' | 'password', label: MessageKey) => ({
    label: t(label),
    isCode: true,
    value: draft[name],
    onChange: (value: string) => onDraft({ ...draft, [name]: value }),
    problem: problemText(t, problems, name),
  });
  return (
    <>
      <AddressField label={t('sync_s3Endpoint')} {...{ draft, onDraft, problems }}>
        {t('sync_s3EndpointHelp')}
      </AddressField>
      <Field {...field('bucket', 'sync_s3Bucket')} help={t('sync_s3BucketHelp')} />
      <Field {...field('region', 'sync_s3Region')} help={t('sync_s3RegionHelp')} />
      <Field {...field('user', 'sync_s3Key')} />
      <Field {...field('password', 'sync_s3Secret')} type="password" help={t('sync_s3SecretHelp')} />
      <details class="sync-more">
        <summary>{t('sync_more')}</summary>
        <div class="sync-form">
          <Field
            label={t('sync_path')}
            isCode
            value={draft.path}
            onChange={(path) => onDraft({ ...draft, path })}
            help={t('sync_s3PathHelp')}
          />
          <label class="pq-field">
            <span class="pq-label">{t('sync_s3Style')}</span>
            <select
              class="pq-input"
              value={draft.style}
              onChange={({ currentTarget: { value } }) =>
                onDraft({ ...draft, style: value === 'host' ? 'host' : 'path' })
              }
            >
              <option value="path">{t('sync_s3Style_path')}</option>
              <option value="host">{t('sync_s3Style_host')}</option>
            </select>
          </label>
        </div>
      </details>
    </>
  );
}

interface AddressFieldProps extends Omit<PlaceFieldsProps, 'services'> {
  readonly label: string;
  readonly children: string;
}

/** An address; a user and a password that were pasted with it go where they belong, and are not left to be seen. */
function AddressField({ label, draft, onDraft, problems, children }: AddressFieldProps) {
  const t = useMessages();
  const [isMoved, setMoved] = useState(false);
  return (
    <>
      <Field
        label={label}
        autocomplete="url"
        isCode
        value={draft.url}
        onChange={(url) => onDraft({ ...draft, url })}
        onBlur={() => {
          const next = withoutSecrets(draft);
          if (next.url === draft.url) return;
          setMoved(true);
          onDraft(next);
        }}
        help={children}
        problem={problemText(t, problems, 'url')}
      />
      <output class="sync-soft">{isMoved ? t('sync_addressMoved') : ''}</output>
      {isExposed(draft) && (
        <Note>
          <p>{t('sync_addressExposed')}</p>
        </Note>
      )}
    </>
  );
}

function FolderFields({ services, draft, onDraft, problems }: PlaceFieldsProps) {
  const t = useMessages();
  const [hasFailed, setFailed] = useState(false);
  const pick = (): void => {
    setFailed(false);
    services.pickFolder().then(
      (folder) => folder && onDraft({ ...draft, folder }),
      () => setFailed(true),
    );
  };
  const problem = hasFailed ? t('sync_folderFailed') : problemText(t, problems, 'folder');
  return (
    <>
      <p>{t('sync_folderAbout')}</p>
      <div class="sync-buttons">
        <Press label={t(draft.folder ? 'sync_folderOther' : 'sync_folderPick')} onClick={pick} />
        <output>{draft.folder && <bdi class="sync-strong">{draft.folder.name}</bdi>}</output>
      </div>
      {problem && !draft.folder && (
        <p class="sync-problem" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}

const PROBLEM: Readonly<Record<DraftProblem, MessageKey>> = {
  unreadable: 'sync_addressUnreadable',
  'other-protocol': 'sync_addressProtocol',
  missing: 'sync_fieldMissing',
};

function problemText(t: Translate, problems: DraftProblems, field: DraftField): string | undefined {
  const problem = problems[field];
  if (!problem) return undefined;
  return t(field === 'folder' ? 'sync_folderMissing' : PROBLEM[problem]);
}
