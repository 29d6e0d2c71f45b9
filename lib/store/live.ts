/** Queries that answer again whenever what they read has changed, in whatever context it was written. */
import { liveQuery } from 'dexie';
import { toStoreError, type StoreError } from './errors';

export interface Live<T> {
  /** Calls `next` with the first answer and with every later one; gives back what ends it. */
  subscribe(next: (value: T) => void, error: (error: StoreError) => void): () => void;
}

/** `query` may await only functions of `queries.ts`; after a failure it is tried again with the next change. */
export function live<T>(query: () => Promise<T>): Live<T> {
  const answers = liveQuery(async () => {
    try {
      return await query();
    } catch (error) {
      // As a StoreError, because Dexie keeps its own 'closed' errors from the subscriber.
      throw toStoreError(error);
    }
  });
  return {
    subscribe(next, error) {
      const subscription = answers.subscribe(next, (thrown: unknown) => error(toStoreError(thrown)));
      return () => subscription.unsubscribe();
    },
  };
}
