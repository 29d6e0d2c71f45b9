/** Work of which there is one at a time: beginning another stops the one before. */
export interface Stoppable {
  readonly begin: () => AbortSignal;
  readonly stop: () => void;
}

export function createStoppable(): Stoppable {
  let controller = new AbortController();
  return {
    begin: () => {
      controller.abort();
      controller = new AbortController();
      return controller.signal;
    },
    stop: () => controller.abort(),
  };
}
