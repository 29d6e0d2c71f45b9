/** Histories by chance, that fast-check makes shorter where one fails. */
import * as fc from 'fast-check';
import type { Step } from './world';

export interface Mix {
  readonly faults: boolean;
  readonly crashes: boolean;
  readonly clocks: boolean;
  readonly copies: boolean;
  readonly backups: boolean;
  readonly rollbacks: boolean;
  /** Edits, and other devices' syncs, in the middle of one. */
  readonly meanwhile: boolean;
  /** Devices that are lost for good. */
  readonly leaves: boolean;
  /** Time enough to forget what was taken away. */
  readonly years: boolean;
}

export const EVERYTHING: Mix = {
  faults: true,
  crashes: true,
  clocks: true,
  copies: true,
  backups: true,
  rollbacks: true,
  meanwhile: true,
  leaves: true,
  years: true,
};
export const NOTHING: Mix = {
  faults: false,
  crashes: false,
  clocks: false,
  copies: false,
  backups: false,
  rollbacks: false,
  meanwhile: false,
  leaves: false,
  years: false,
};

export interface History {
  readonly seed: number;
  readonly devices: number;
  readonly steps: readonly Step[];
}

export function histories(mix: Mix, maxLength: number): fc.Arbitrary<History> {
  return fc.record({
    seed: fc.nat(),
    devices: fc.integer({ min: 2, max: 4 }),
    steps: fc.array(stepOf(mix), { maxLength, size: 'max' }),
  });
}

function rare(isThere: boolean, arbitrary: fc.Arbitrary<Step>): fc.WeightedArbitrary<Step>[] {
  return isThere ? [{ weight: 1, arbitrary }] : [];
}

function stepOf(mix: Mix): fc.Arbitrary<Step> {
  const device = fc.nat({ max: 5 });
  const record = fc.nat({ max: 2 });
  const field = fc.nat({ max: 4 });
  return fc.oneof(
    { weight: 14, arbitrary: fc.record({ type: fc.constant('write' as const), device, record, field }) },
    { weight: 3, arbitrary: fc.record({ type: fc.constant('take-away' as const), device, record, field }) },
    { weight: 2, arbitrary: fc.record({ type: fc.constant('delete' as const), device, record }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('restore' as const), device, record }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('purge' as const), device, record }) },
    {
      weight: 14,
      arbitrary: fc.record({
        type: fc.constant('sync' as const),
        device,
        crash: mix.crashes ? fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 60 })) : fc.constant(0),
        faults: mix.faults ? fc.oneof(fc.constant(0), fc.nat()) : fc.constant(0),
        meanwhile: mix.meanwhile ? fc.oneof(fc.constant(0), fc.nat()) : fc.constant(0),
      }),
    },
    ...rare(
      mix.clocks,
      fc.record({ type: fc.constant('clock' as const), device, years: fc.constantFrom(-30, -1, 1, 30) }),
    ),
    ...rare(mix.leaves, fc.record({ type: fc.constant('leave' as const), device })),
    ...rare(
      mix.years,
      fc.record({ type: fc.constant('years-pass' as const), halves: fc.integer({ min: 1, max: 8 }) }),
    ),
    ...rare(
      mix.leaves,
      fc.record({
        type: fc.constant('retire' as const),
        device,
        other: device,
        evenUnread: fc.boolean(),
        meanwhile: fc.oneof(fc.constant(0), fc.nat()),
        crash: mix.crashes ? fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 120 })) : fc.constant(0),
      }),
    ),
    ...rare(mix.copies, fc.record({ type: fc.constant('copy' as const), device })),
    ...rare(mix.backups, fc.record({ type: fc.constant('back-up' as const), device })),
    ...rare(mix.backups, fc.record({ type: fc.constant('put-back' as const), device })),
    ...rare(
      mix.rollbacks,
      fc.record({ type: fc.constant('store-goes-back' as const), changes: fc.integer({ min: 1, max: 40 }) }),
    ),
    ...rare(mix.rollbacks, fc.constant({ type: 'store-is-emptied' as const })),
    { weight: 1, arbitrary: fc.constant({ type: 'join' as const }) },
  );
}
