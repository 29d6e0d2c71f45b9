/** Seals without hiding anything: the context and a sum stand before the content. For simulations, which are many. */
import { SealError, type Sealer } from '../../lib/sync/crypto/sealer';

/** Like the real one, it never seals two files to the same bytes: no file is ever written over. */
export function createPlainSealer(): Sealer {
  let nonce = 0;
  return {
    seal: (context, plain) => {
      const head = new TextEncoder().encode(`${++nonce} ${context} ${sumOf(plain)}\n`);
      const sealed = new Uint8Array(head.length + plain.length);
      sealed.set(head);
      sealed.set(plain, head.length);
      return Promise.resolve(sealed);
    },
    open: (context, sealed, limit) => {
      const end = sealed.indexOf(10);
      const plain = sealed.slice(end + 1);
      const head = new TextDecoder().decode(sealed.subarray(0, Math.max(0, end)));
      if (head.replace(/^\d+ /, '') !== `${context} ${sumOf(plain)}`)
        return Promise.reject(new SealError('damaged'));
      if (plain.length > limit) return Promise.reject(new SealError('too-large'));
      return Promise.resolve(plain);
    },
  };
}

function sumOf(bytes: Uint8Array): number {
  let sum = 2_166_136_261;
  for (const byte of bytes) sum = Math.imul(sum ^ byte, 16_777_619) >>> 0;
  return sum;
}
