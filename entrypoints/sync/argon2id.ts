/** Argon2id in a worker of its own, which ends with its answer: 64 MB are held for no longer than they are needed. */
import type { Argon2idTask } from '../../lib/sync/crypto/kdf';

export async function argon2idInWorker(task: Argon2idTask): Promise<Uint8Array<ArrayBuffer>> {
  const worker = new Worker(new URL('argon2id.worker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise((resolve, reject) => {
      worker.addEventListener('message', ({ data }: MessageEvent<Uint8Array<ArrayBuffer>>) => resolve(data));
      worker.addEventListener('error', ({ message }) =>
        reject(new Error(`The passphrase could not be stretched. ${message}`)),
      );
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
      worker.postMessage(task);
    });
  } finally {
    worker.terminate();
  }
}
