import { useState } from 'preact/hooks';
import { Brand } from '../../components/Brand';
import { Icon } from '../../components/Icon';
import { MessagesContext, useMessages } from '../../components/messages';
import type { Selection } from '../../lib/store/collection';
import { ExportView } from './ExportView';
import { ImportView } from './ImportView';
import type { TransferServices } from './services';

export type TransferTab = 'out' | 'in';

interface TransferProps {
  readonly services: TransferServices;
  readonly first: TransferTab;
  /** What is exported to begin with. */
  readonly only: Pick<Selection, 'articleIds' | 'ids'>;
}

/** Everything that takes marks out, or brings them in. */
export function Transfer({ services, first, only }: TransferProps) {
  return (
    <MessagesContext.Provider value={services.t}>
      <Page services={services} first={first} only={only} />
    </MessagesContext.Provider>
  );
}

function Page({ services, first, only }: TransferProps) {
  const t = useMessages();
  const [tab, setTab] = useState<TransferTab>(first);
  return (
    <div class="transfer">
      <header class="transfer-head">
        <Brand />
        <h1 class="pq-title">{t('transfer_title')}</h1>
        <nav class="transfer-tabs" aria-label={t('transfer_title')}>
          {(['out', 'in'] as const).map((each) => (
            <button
              key={each}
              type="button"
              class="transfer-tab"
              aria-current={tab === each ? 'page' : undefined}
              onClick={() => setTab(each)}
            >
              <Icon name={each === 'out' ? 'export' : 'download'} size={16} />
              {t(`transfer_tab_${each}`)}
            </button>
          ))}
        </nav>
      </header>
      {/* Both stay: what is chosen or running in one is not lost by a look at the other. */}
      <main hidden={tab !== 'out'}>
        <ExportView services={services} only={only} isShown={tab === 'out'} />
      </main>
      <main hidden={tab !== 'in'}>
        <ImportView services={services} />
      </main>
    </div>
  );
}
