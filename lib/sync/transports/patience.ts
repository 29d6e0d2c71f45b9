/** How long a store may be silent. */
import { TransportError } from './transport';

/** Milliseconds. Browsers stop a worker that waits 30 s for an answer. */
const PATIENCE = 25_000;

/**
 * Gives up on a store that gives no sign of life for so long, or when the caller does. {@link signal} is for what can be
 * aborted; {@link wait} gives up on what cannot. To be stopped in the end.
 */
export class Patience {
  readonly #controller = new AbortController();
  readonly #outer: AbortSignal | undefined;
  readonly #givenUp: Promise<never>;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param label what is waited for, as a log shall call it */
  constructor(
    private readonly label: string,
    outer: AbortSignal | undefined,
    private readonly milliseconds: number = PATIENCE,
  ) {
    outer?.throwIfAborted();
    this.#outer = outer;
    const { promise, reject } = Promise.withResolvers<never>();
    // Nobody may be waiting just then.
    promise.catch(() => undefined);
    this.#givenUp = promise;
    this.signal.addEventListener('abort', () => reject(this.signal.reason));
    outer?.addEventListener('abort', this.#follow);
    this.signOfLife();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  signOfLife(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const seconds = this.milliseconds / 1000;
      this.#controller.abort(new TransportError('timeout', `${this.label}: nothing for ${seconds} s`));
    }, this.milliseconds);
  }

  /** What `promise` gives, unless it takes too long or is not wanted any more. */
  async wait<T>(promise: Promise<T>): Promise<T> {
    return Promise.race([promise, this.#givenUp]);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#outer?.removeEventListener('abort', this.#follow);
  }

  readonly #follow = (): void => this.#controller.abort(this.#outer?.reason);
}

/** `action` with a patience of its own, for stores that cannot be aborted. */
export async function patiently<T>(
  label: string,
  signal: AbortSignal | undefined,
  milliseconds: number | undefined,
  action: (patience: Patience) => Promise<T>,
): Promise<T> {
  const patience = new Patience(label, signal, milliseconds);
  try {
    return await action(patience);
  } finally {
    patience.stop();
  }
}
