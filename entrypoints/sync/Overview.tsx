import { useState } from 'preact/hooks';
import { useKeptFocus } from '../../components/use-kept-focus';
import type { PlaceName } from '../../lib/sync/vault/place';
import type { SyncView } from '../../lib/sync/vault/state';
import { CollectionsPart } from './Collections';
import { ConflictsPart, MergedPart } from './Conflicts';
import { DevicesPart } from './Devices';
import { HistoryPart } from './HistoryPart';
import { KeysPart } from './Keys';
import { MovePlace } from './MovePlace';
import { PlacePart } from './PlacePart';
import type { SyncServices } from './services';
import { standingOf } from './standing';
import { StatusPart } from './StatusPart';
import { StopPart } from './StopPart';
import { Unlock } from './Unlock';
import { useNow } from './use-view';

interface OverviewProps {
  readonly services: SyncServices;
  readonly view: SyncView;
  /** Something else was here before. */
  readonly takesFocus: boolean;
}

/** Syncing that is set up: how it stands, what waits for the user, and what can be changed. */
export function Overview({ services, view, takesFocus }: OverviewProps) {
  const now = useNow();
  const [moving, setMoving] = useState<'move' | 'reconnect' | PlaceName | null>(null);
  const [hasMoved, setHasMoved] = useState(takesFocus);
  const around = useKeptFocus<HTMLDivElement>();
  const go = (next: typeof moving): void => {
    setHasMoved(true);
    setMoving(next);
  };
  if (moving) {
    const first = moving === 'move' ? null : moving === 'reconnect' ? view.place : moving;
    return (
      <MovePlace services={services} first={first} isMove={moving !== 'reconnect'} onDone={() => go(null)} />
    );
  }
  const isLocked = standingOf(view).type === 'locked';
  return (
    <div class="sync-overview" ref={around} tabIndex={-1}>
      <StatusPart
        services={services}
        view={view}
        now={now}
        takesFocus={hasMoved}
        onReconnect={() => go('reconnect')}
        onMove={() => go('move')}
        onFollow={go}
      />
      {isLocked && <Unlock services={services} sharing={view.sharing} />}
      <ConflictsPart services={services} view={view} now={now} />
      <MergedPart services={services} view={view} now={now} />
      <HistoryPart view={view} now={now} locale={services.locale} />
      <DevicesPart services={services} view={view} now={now} isLocked={isLocked} />
      {!view.sharing && <CollectionsPart services={services} now={now} />}
      <PlacePart view={view} onMove={() => go('move')} onReconnect={() => go('reconnect')} />
      {!isLocked && view.sharing?.isReadOnly !== true && (
        <KeysPart services={services} kind={view.place.kind} />
      )}
      <StopPart services={services} />
    </div>
  );
}
