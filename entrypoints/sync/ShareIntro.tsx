import { useState } from 'preact/hooks';
import { useMessages } from '../../components/messages';
import { collectionTag } from './collection-tag';
import { Field, Form, Press, Submit } from './parts';
import { Promises } from './Promises';
import { Step } from './Step';

interface ShareIntroProps {
  /** What was typed before. */
  readonly tag: string;
  readonly takesFocus: boolean;
  readonly onBegin: (tag: string) => void;
  readonly onCode: () => void;
}

const PROMISES = ['sync_shareAbout1', 'sync_shareAbout2', 'sync_shareAbout3'] as const;

/** What sharing is, and what is to be shared: before anybody decides. */
export function ShareIntro({ tag, takesFocus, onBegin, onCode }: ShareIntroProps) {
  const t = useMessages();
  const [typed, setTyped] = useState(tag);
  const [wrong, setWrong] = useState(0);
  const next = collectionTag(typed);
  return (
    <Step title={t('sync_shareTitle')} takesFocus={takesFocus}>
      <Promises texts={PROMISES} />
      <Form
        wrong={wrong}
        onSubmit={() => {
          if (next === null) setWrong(wrong + 1);
          else onBegin(next);
        }}
      >
        <Field
          label={t('sync_shareTag')}
          value={typed}
          onChange={setTyped}
          help={t('sync_shareTagHelp')}
          problem={wrong > 0 && next === null ? t('sync_fieldMissing') : undefined}
        />
        <Submit label={t('sync_shareBegin')}>
          <Press label={t('sync_shareHaveCode')} onClick={onCode} />
        </Submit>
      </Form>
    </Step>
  );
}
