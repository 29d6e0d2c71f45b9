import { argon2idKey, type Argon2idTask } from '../../lib/sync/crypto/kdf';

addEventListener('message', ({ data }: MessageEvent<Argon2idTask>) => postMessage(argon2idKey(data)));
