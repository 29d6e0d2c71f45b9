import { useState } from 'preact/hooks';
import type { Done, KeyProblem } from './services';

export interface Trouble {
  readonly problem: KeyProblem | 'failed';
  /** For whoever looks closer. */
  readonly detail: string;
}

/** Work that a press begins, one at a time, and why the last one came to nothing. */
export interface Task {
  readonly isBusy: boolean;
  readonly trouble: Trouble | null;
  /** @param then what to do with what came of it, where something did */
  readonly run: <T>(work: () => Promise<Done<T> | void>, then?: (value: T) => void) => void;
}

export function useTask(): Task {
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [gate] = useState(createGate);
  const run = <T>(work: () => Promise<Done<T> | void>, then?: (value: T) => void): void => {
    if (!gate.enter()) return;
    setBusy(true);
    setTrouble(null);
    const finish = async (): Promise<void> => {
      // Called here and now: some work has to begin in the click itself.
      const done = await work().catch(
        (error: unknown) => ({ ok: false, problem: 'failed', detail: String(error) }) as const,
      );
      gate.leave();
      setBusy(false);
      if (done && !done.ok) setTrouble(done);
      else if (done) then?.(done.value);
    };
    void finish();
  };
  return { isBusy, trouble, run };
}

/** State is a render behind: a second press would come through. */
function createGate() {
  let isOpen = true;
  return {
    /** Whether it was open. */
    enter: (): boolean => {
      const wasOpen = isOpen;
      isOpen = false;
      return wasOpen;
    },
    leave: (): void => {
      isOpen = true;
    },
  };
}
