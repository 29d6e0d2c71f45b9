/**
 * PouchDB that replicates with a CouchDB-like server on this machine, a document for each record, as its guide has it.
 * Both devices have their databases in memory.
 */
import { once } from 'node:events';
import { performance as clock } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import http from 'pouchdb-adapter-http';
import memory from 'pouchdb-adapter-memory';
import PouchDB from 'pouchdb-core';
import replication from 'pouchdb-replication';
import { EDITED_NOTE, type Cost } from './cost';
import type { CountedTraffic, Question, Weighed } from './couch-server';
import { recordsOf } from './records';

/** Documents that are sent at once: ten times what it does unless told, for fewer requests. */
const BATCH = 1_000;

PouchDB.plugin(http).plugin(memory).plugin(replication);

interface Server {
  readonly url: string;
  readonly traffic: () => Promise<CountedTraffic>;
  readonly rest: () => Promise<Weighed>;
  readonly stop: () => Promise<unknown>;
}

async function startServer(): Promise<Server> {
  const worker = new Worker(new URL('couch-server.ts', import.meta.url));
  const heard = async (): Promise<unknown> => (await once(worker, 'message'))[0];
  const { port }: { readonly port?: unknown } = Object(await heard());
  const ask = async <Answer extends object>(question: Question): Promise<Answer> => {
    const answer = heard();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage(question);
    return Object(await answer);
  };
  return {
    url: `http://127.0.0.1:${String(port)}/vault`,
    traffic: () => ask<CountedTraffic>('traffic'),
    rest: () => ask<Weighed>('rest'),
    stop: () => worker.terminate(),
  };
}

/** What this thread works until it is done, without the time in which it waits for the server's. */
async function workOf(work: () => Promise<unknown>): Promise<number> {
  const before = clock.eventLoopUtilization();
  await work();
  return clock.eventLoopUtilization(before).active;
}

function deviceOf(name: string): PouchDB {
  return new PouchDB(name, { adapter: 'memory' });
}

/** @yields a row as soon as it is known */
export async function* pouchCosts(annotations: number): AsyncGenerator<Cost, void> {
  const server = await startServer();
  const [one, two] = [deviceOf('one'), deviceOf('two')];
  const sync = (db: PouchDB) => async (): Promise<void> => {
    const remote = new PouchDB(server.url, { adapter: 'http' });
    await PouchDB.sync(db, remote, { batch_size: BATCH });
  };
  const row = async (name: string, work: () => Promise<unknown>): Promise<Cost> => {
    const before = await server.traffic();
    const ms = await workOf(work);
    const after = await server.traffic();
    const rest = await server.rest();
    return {
      tool: 'pouchdb',
      case: name,
      annotations,
      ms,
      requests: after.requests - before.requests,
      bytes: after.bytes - before.bytes,
      restBytes: rest.bytes / annotations,
      compressedBytes: after.compressed - before.compressed,
      compressedRestBytes: rest.compressed / annotations,
    };
  };
  try {
    const last = await write(one, annotations);
    yield await row('first sync', sync(one));
    yield await row('new device', sync(two));
    // The first time after, each is told of its own changes, or asks about those that it was given; not counted.
    await sync(one)();
    await sync(two)();
    yield await row('idle', sync(one));
    await one.put({ ...(await one.get(last)), note: EDITED_NOTE });
    yield await row('one edit', sync(one));
    yield await row('one edit, received', sync(two));
    if ((await two.get(last))['note'] !== EDITED_NOTE) throw new Error('The edit did not arrive');
    const [mine, theirs] = [await one.info(), await two.info()];
    if (mine.doc_count !== theirs.doc_count) throw new Error('Not all records arrived');
  } finally {
    await Promise.all([one.destroy(), two.destroy()]);
    await server.stop();
  }
}

/** @returns the id of the last annotation */
async function write(db: PouchDB, annotations: number): Promise<string> {
  let last = '';
  let docs: object[] = [];
  for (const { type, id, fields } of recordsOf(annotations)) {
    docs.push({ _id: id, type, ...fields });
    last = id;
    if (docs.length < BATCH) continue;
    await db.bulkDocs(docs);
    docs = [];
  }
  await db.bulkDocs(docs);
  return last;
}
