import { useState } from 'preact/hooks';
import { Icon } from '../../components/Icon';
import { useMessages } from '../../components/messages';
import type { Place, PlaceName } from '../../lib/sync/vault/place';
import { CollectionsPart } from './Collections';
import { JoinByCode } from './JoinByCode';
import { JoinVault } from './JoinVault';
import { NewVault } from './NewVault';
import { draftOf, type PlaceDraft } from './place-draft';
import { PlaceSteps } from './PlaceSteps';
import { RecoveryCode } from './RecoveryCode';
import type { SyncServices, Trial } from './services';
import { ShareIntro } from './ShareIntro';
import { Promises } from './Promises';
import { Step } from './Step';
import { useNow } from './use-view';

interface SetUpProps {
  readonly services: SyncServices;
  /** Where this device synced before; null where it did not. */
  readonly lost: PlaceName | null;
  /** Something else was here before. */
  readonly takesFocus: boolean;
  /** It is not over when the vault is there: the recovery code has to be seen. */
  readonly onHold: (isHeld: boolean) => void;
  /** Syncing is set up, or joined; or the user begins anew where it was lost. */
  readonly onDone: () => void;
}

type Phase =
  | { readonly type: 'intro' | 'code' }
  | { readonly type: 'place'; readonly draft: PlaceDraft | null }
  | {
      /** `elsewhere`: the notes that are looked for are not there. */
      readonly type: 'new' | 'join' | 'elsewhere';
      readonly place: Place;
      readonly draft: PlaceDraft;
      /** Somebody was faster, or took it away. */
      readonly isSurprise: boolean;
    }
  | { readonly type: 'recovery'; readonly code: string };

/** From nothing to syncing, step by step. */
export function SetUp({ services, lost, takesFocus, onHold, onDone }: SetUpProps) {
  const t = useMessages();
  const [phase, setPhase] = useState<Phase>({ type: 'intro' });
  const [hasMoved, setMoved] = useState(takesFocus);
  const [tag, setTag] = useState('');
  const go = (next: Phase): void => {
    setMoved(true);
    setPhase(next);
  };
  const found = ({ place, hasVault }: Trial & { readonly isOk: true }, draft: PlaceDraft): void => {
    // Whoever looks for their notes is not led to begin anew by a slip in the address.
    const otherwise = lost ? 'elsewhere' : 'new';
    go({ type: hasVault ? 'join' : otherwise, place, draft, isSurprise: false });
  };
  const toIntro = (): void => go({ type: 'intro' });
  const toCode = (): void => go({ type: 'code' });
  const toPlace = (draft: PlaceDraft | null): void => go({ type: 'place', draft });
  switch (phase.type) {
    case 'intro':
      if (services.scope === 'shared') {
        return (
          <ShareIntro
            tag={tag}
            takesFocus={hasMoved}
            onBegin={(typed) => {
              setTag(typed);
              toPlace(null);
            }}
            onCode={toCode}
          />
        );
      }
      return lost ? (
        <Lost
          place={lost}
          takesFocus={hasMoved}
          onJoin={() => toPlace(draftOf(lost))}
          onCode={toCode}
          onAnew={onDone}
        />
      ) : (
        <Intro services={services} takesFocus={hasMoved} onBegin={() => toPlace(null)} onCode={toCode} />
      );
    case 'code':
      return <JoinByCode services={services} onDone={onDone} onBack={toIntro} />;
    case 'place':
      return (
        <PlaceSteps
          services={services}
          title={t('sync_whichKind')}
          first={phase.draft}
          isNumbered
          onFound={found}
          onBack={toIntro}
        />
      );
    case 'new':
      return (
        <NewVault
          {...phase}
          services={services}
          tag={services.scope === 'shared' ? tag : undefined}
          onHold={onHold}
          onCode={(code) => go({ type: 'recovery', code })}
          onJoin={() => go({ ...phase, type: 'join', isSurprise: true })}
          onBack={() => toPlace(phase.draft)}
        />
      );
    case 'join':
      return (
        <JoinVault
          {...phase}
          services={services}
          onDone={onDone}
          onNew={() => go({ ...phase, type: 'new', isSurprise: true })}
          onBack={() => toPlace(phase.draft)}
        />
      );
    case 'elsewhere':
      return <Elsewhere onBack={() => toPlace(phase.draft)} onNew={() => go({ ...phase, type: 'new' })} />;
    case 'recovery':
      return (
        <Step title={t('sync_recoveryTitle')} number={4}>
          <RecoveryCode
            code={phase.code}
            done={t('sync_finish')}
            onKept={() => {
              onHold(false);
              onDone();
            }}
          />
        </Step>
      );
    default:
      return phase satisfies never;
  }
}

/** The place works, and has no notes. */
function Elsewhere({ onBack, onNew }: { readonly onBack: () => void; readonly onNew: () => void }) {
  const t = useMessages();
  return (
    <Step title={t('sync_joinTitle')} number={3} onBack={onBack}>
      <div class="sync-alert" role="alert">
        <Icon name="warning" size={18} />
        <p>{t('sync_key_noVault')}</p>
      </div>
      <div class="sync-buttons">
        <button type="button" class="pq-button pq-button-main" onClick={onBack}>
          {t('sync_back')}
        </button>
        <button type="button" class="pq-button" onClick={onNew}>
          {t('sync_joinNew')}
        </button>
      </div>
    </Step>
  );
}

interface IntroProps {
  readonly services: SyncServices;
  readonly takesFocus: boolean;
  readonly onBegin: () => void;
  readonly onCode: () => void;
}

const PROMISES = ['sync_about1', 'sync_about2', 'sync_about3'] as const;

/** What syncing is, before anybody decides. */
function Intro({ services, takesFocus, onBegin, onCode }: IntroProps) {
  const t = useMessages();
  const now = useNow();
  return (
    <div class="sync-overview">
      <Step title={t('sync_introTitle')} takesFocus={takesFocus}>
        <Promises texts={PROMISES} />
        <div class="sync-buttons">
          <button type="button" class="pq-button pq-button-main" onClick={onBegin}>
            {t('sync_begin')}
          </button>
          <button type="button" class="pq-button" onClick={onCode}>
            {t('sync_haveCode')}
          </button>
        </div>
      </Step>
      <CollectionsPart services={services} now={now} />
    </div>
  );
}

interface LostProps {
  readonly place: PlaceName;
  readonly takesFocus: boolean;
  readonly onJoin: () => void;
  readonly onCode: () => void;
  readonly onAnew: () => void;
}

/** The database is empty although this device synced: nothing is lost that was at the place. */
function Lost({ place, takesFocus, onJoin, onCode, onAnew }: LostProps) {
  const t = useMessages();
  return (
    <Step title={t('sync_lostTitle')} takesFocus={takesFocus}>
      <div class="sync-alert">
        <Icon name="warning" size={18} />
        <div>
          <p>{t('sync_lostAbout')}</p>
          <p>
            {t(place.kind === 'browser' ? 'sync_lostAtBrowser' : 'sync_lostAt')}{' '}
            {place.name && (
              <bdi class="sync-address" dir="ltr">
                {place.name}
              </bdi>
            )}
          </p>
        </div>
      </div>
      <div class="sync-buttons">
        <button type="button" class="pq-button pq-button-main" onClick={onJoin}>
          {t('sync_lostJoin')}
        </button>
        <button type="button" class="pq-button" onClick={onCode}>
          {t('sync_haveCode')}
        </button>
      </div>
      <p class="sync-soft">{t('sync_lostAnewAbout')}</p>
      <div class="sync-buttons">
        <button type="button" class="pq-link" onClick={onAnew}>
          {t('sync_lostAnew')}
        </button>
      </div>
    </Step>
  );
}
