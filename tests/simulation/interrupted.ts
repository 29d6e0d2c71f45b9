/** What a round of syncing waits for, with something that happens before each time. */
import type { Sealer } from '../../lib/sync/crypto/sealer';
import type { Transport } from '../../lib/sync/transports/transport';

type Before = (call: string) => Promise<void>;

/** @param before told of each call, as in `put log` */
export function interruptedTransport(transport: Transport, before: Before): Transport {
  return {
    list: async (folder, options) => {
      await before(`list ${folder}`);
      return transport.list(folder, options);
    },
    get: async (folder, name, limit, options) => {
      await before(`get ${folder}`);
      return transport.get(folder, name, limit, options);
    },
    put: async (folder, name, bytes, options) => {
      await before(`put ${folder}`);
      await transport.put(folder, name, bytes, options);
    },
    remove: async (folder, name, options) => {
      await before(`remove ${folder}`);
      await transport.remove(folder, name, options);
    },
  };
}

/** @param before told of each call, with the first word of the context: `seal log` */
export function interruptedSealer(sealer: Sealer, before: Before): Sealer {
  return {
    seal: async (context, plain) => {
      await before(`seal ${kindOf(context)}`);
      return sealer.seal(context, plain);
    },
    open: async (context, sealed, limit) => {
      await before(`open ${kindOf(context)}`);
      return sealer.open(context, sealed, limit);
    },
  };
}

function kindOf(context: string): string {
  return context.split('/')[0] ?? '';
}
