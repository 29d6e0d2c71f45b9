/** A store that speaks S3, however it was started. */
import { AwsClient, AwsV4Signer } from 'aws4fetch';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { S3 } from '../../lib/sync/transports/s3';
import { answering, freePort, start, temporaryFolder } from './processes';
import { network, type Server, type ServerKind } from './server';

const BUCKET = 'vault';
const REGION = 'us-east-1';

interface Keys {
  readonly user: string;
  readonly password: string;
}

export function s3Server(
  kind: ServerKind,
  url: string,
  { user, password }: Keys,
  stop: () => Promise<void>,
): Server {
  return {
    kind,
    url,
    user,
    password,
    transport: (access = {}) =>
      new S3(
        {
          endpoint: url,
          bucket: access.home ?? BUCKET,
          region: REGION,
          accessKeyId: access.user ?? user,
          secretAccessKey: access.password ?? password,
          path: access.path ?? 'pullquote',
          style: 'path',
        },
        network(access.network),
      ),
    authorise: async (method, file) => {
      const signer = new AwsV4Signer({
        method,
        url: file,
        accessKeyId: user,
        secretAccessKey: password,
        region: REGION,
        service: 's3',
      });
      return Object.fromEntries((await signer.sign()).headers);
    },
    urlOf: (path) => `${url}${BUCKET}/pullquote/${path}`,
    stop,
  };
}

export async function makeBucket(url: string, { user, password }: Keys): Promise<void> {
  const client = new AwsClient({
    accessKeyId: user,
    secretAccessKey: password,
    region: REGION,
    service: 's3',
  });
  const response = await client.fetch(`${url}${BUCKET}`, { method: 'PUT' });
  if (!response.ok) throw new Error(`no bucket: ${response.status} ${await response.text()}`);
}

export async function startS3rver(): Promise<Server> {
  const folder = await temporaryFolder('s3rver');
  const port = await freePort();
  const log = join(folder.path, 'log');
  const program = join(
    dirname(createRequire(import.meta.url).resolve('s3rver/package.json')),
    'bin',
    's3rver.js',
  );
  const args = [
    // It signs where a list goes on with a cipher that is not known any more.
    '--openssl-legacy-provider',
    program,
    '-d',
    join(folder.path, 'data'),
    '-a',
    '127.0.0.1',
    '-p',
    String(port),
    '--configure-bucket',
    BUCKET,
  ];
  const running = await start(process.execPath, args, log);
  const url = `http://127.0.0.1:${port}/`;
  await answering(url, running, log);
  // The only ones that it knows.
  return s3Server('s3rver', url, { user: 'S3RVER', password: 'S3RVER' }, async () => {
    await running.end();
    await folder.remove();
  });
}
