/**
 * A CouchDB as far as replication speaks to one, in a thread of its own: PouchDB in memory behind the addresses that a
 * replication asks for, with what goes over the wire counted. The ready-made servers stand still (express-pouchdb 4.2.0
 * is for PouchDB 7 and Express 4, and brings views, users and a session that nobody asks for here).
 */
import { createServer, type IncomingMessage } from 'node:http';
import { parentPort } from 'node:worker_threads';
import { deflateRawSync } from 'node:zlib';
import PouchDB from 'pouchdb-core';
import memory from 'pouchdb-adapter-memory';

/** What the bench may ask. */
export type Question = 'traffic' | 'rest';

export interface Weighed {
  readonly bytes: number;
  /** Each body, or each document, by itself. */
  readonly compressed: number;
}

export interface CountedTraffic extends Weighed {
  readonly requests: number;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Documents that are read at once. */
const CHUNK = 5_000;
/** A request has the path alone. */
const BASE = 'http://localhost';

PouchDB.plugin(memory);
const db = new PouchDB('server', { adapter: 'memory' });
let requests = 0;
const bodies = { bytes: 0, compressed: 0 };

function weigh(body: Uint8Array, sum: { bytes: number; compressed: number }): void {
  sum.bytes += body.length;
  sum.compressed += body.length > 0 ? Math.min(body.length, deflateRawSync(body).length) : 0;
}

function ok(body: unknown): Answer {
  return { status: 200, body };
}

async function answer(method: string, url: URL, body: string): Promise<Answer> {
  const asked: Readonly<Record<string, unknown>> = Object(body ? JSON.parse(body) : {});
  const [, name = '', ...below] = url.pathname.split('/');
  if (name === '') return ok({ couchdb: 'Welcome', version: '3.4.0', uuid: 'bench' });
  const path = below.join('/');
  const route = `${method} ${path.startsWith('_local/') ? '_local' : path}`;
  switch (route) {
    case 'GET ':
      return ok(await db.info());
    case 'GET _local':
      return ok(await db.get(decodeURIComponent(path)));
    case 'PUT _local':
      return { status: 201, body: await db.put({ ...asked, _id: decodeURIComponent(path) }) };
    case 'GET _changes':
      return ok(
        await db.changes({
          since: Number(url.searchParams.get('since') ?? 0),
          limit: Number(url.searchParams.get('limit') ?? 1e9),
          style: 'all_docs',
        }),
      );
    case 'POST _revs_diff':
      return ok(await db.revsDiff(asked));
    case 'POST _bulk_get':
      return ok(await db.bulkGet({ docs: listIn(asked), revs: true }));
    case 'POST _bulk_docs':
      return { status: 201, body: await db.bulkDocs({ docs: listIn(asked) }, { new_edits: false }) };
    default:
      throw new Error(`Nobody asked for this so far: ${route}`);
  }
}

function listIn(asked: Readonly<Record<string, unknown>>): readonly object[] {
  const { docs } = asked;
  return Array.isArray(docs) ? docs.map(Object) : [];
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** PouchDB's errors have the status and the words that CouchDB answers with. */
function failed(error: unknown): Answer {
  const { status, name, reason }: { status?: unknown; name?: unknown; reason?: unknown } = Object(error);
  if (status !== 404 && status !== 409) console.error(error);
  return { status: Number(status ?? 500), body: { error: name, reason } };
}

/** The documents as they are now, as JSON: what a database adds to them, or takes, is its own affair. */
async function rest(): Promise<Weighed> {
  const sum = { bytes: 0, compressed: 0 };
  let after: string | undefined;
  for (;;) {
    const { rows } = await db.allDocs({
      include_docs: true,
      limit: CHUNK,
      ...(after === undefined ? {} : { startkey: after, skip: 1 }),
    });
    for (const { doc } of rows) weigh(Buffer.from(JSON.stringify(doc)), sum);
    if (rows.length < CHUNK) return sum;
    after = rows.at(-1)?.id;
  }
}

const server = createServer((request, response) => {
  void (async () => {
    const asked = await readAll(request);
    const url = new URL(request.url ?? '/', BASE);
    const { status, body } = await answer(request.method ?? '', url, asked.toString()).catch(failed);
    const answered = Buffer.from(JSON.stringify(body));
    requests++;
    weigh(asked, bodies);
    weigh(answered, bodies);
    response.writeHead(status, { 'content-type': 'application/json' }).end(answered);
  })();
});

function tell(message: unknown): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(message);
}

server.listen(0, '127.0.0.1', () => tell(server.address()));
parentPort?.on('message', (question: Question) => {
  const traffic: CountedTraffic = { requests, ...bodies };
  if (question === 'traffic') tell(traffic);
  else void rest().then(tell);
});
