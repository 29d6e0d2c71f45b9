/** A bucket at a store that speaks S3: Ceph, Garage, SeaweedFS, AWS, R2 and others. */
import { AwsV4Signer } from 'aws4fetch';
import { bucketPage, reasonOf, refusalIn, type Refusal } from './bucket-listing';
import { ask, isDone, isPage, refusal, textOf, type Answer, type Network } from './http';
import { pathOf } from './names';
import { TransportError, type CallOptions, type Folder, type Listed, type Transport } from './transport';

export interface S3Place {
  /** Without the bucket: `https://s3.example.org/`. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** What our files' names begin with, such as `pullquote`; the whole bucket where it is empty. */
  readonly path: string;
  /** Whether the bucket stands in the path of an address, which most own servers want, or in its host. */
  readonly style: 'path' | 'host';
}

/** A listing of more pages than this is no honest one. */
const MOST_PAGES = 10_000;
const REFUSAL_LIMIT = 64 * 1024;

export class S3 implements Transport {
  readonly #place: S3Place;
  readonly #network: Network;
  /** The bucket's address, without a slash in the end. */
  readonly #bucket: string;
  /** Keys that are made of the secret for a day, by what they are made for. */
  readonly #keys = new Map<string, ArrayBuffer>();

  constructor(place: S3Place, network: Network) {
    this.#place = place;
    this.#network = network;
    const url = new URL(place.endpoint);
    const path = url.pathname.replace(/\/+$/u, '');
    this.#bucket =
      place.style === 'host'
        ? `${url.protocol}//${place.bucket}.${url.host}${path}`
        : `${url.origin}${path}/${encodeURIComponent(place.bucket)}`;
  }

  async list(folder: Folder, { signal }: CallOptions = {}): Promise<readonly Listed[]> {
    const prefix = this.#key(`${folder}/`);
    const label = `LIST ${folder}/`;
    const files: Listed[] = [];
    let token: string | null = null;
    for (let pages = 0; pages < MOST_PAGES; pages++) {
      const query = new URLSearchParams({ 'list-type': '2', prefix, delimiter: '/' });
      if (token !== null) query.set('continuation-token', token);
      // What a URL writes as `+`, and what a server reads as one, differs.
      const url = `${this.#bucket}/?${query.toString().replaceAll('+', '%20')}`;
      // oxlint-disable-next-line no-await-in-loop -- each page says where the next one is
      const page = await this.#ask('GET', url, label, undefined, signal, async (answer) => {
        if (answer.status !== 200) throw await this.#refusal(label, answer);
        return bucketPage(await textOf(answer), prefix, label);
      });
      files.push(...page.files);
      if (page.next === null) return files;
      if (page.next === token) break;
      token = page.next;
    }
    throw new TransportError('not-a-store', `${label}: the list has no end`);
  }

  async get(
    folder: Folder,
    name: string,
    limit: number,
    { signal }: CallOptions = {},
  ): Promise<Uint8Array | null> {
    const path = pathOf(folder, name);
    const label = `GET ${path}`;
    return this.#ask('GET', this.#url(path), label, undefined, signal, async (answer) => {
      if (answer.status === 200 && !isPage(answer)) return answer.bytes(limit);
      const said = await this.#said(answer);
      if (said.code === 'NoSuchKey') return null;
      throw this.#error(label, answer, said);
    });
  }

  async put(folder: Folder, name: string, bytes: Uint8Array, { signal }: CallOptions = {}): Promise<void> {
    const path = pathOf(folder, name);
    await this.#ask('PUT', this.#url(path), `PUT ${path}`, bytes, signal, async (answer) => {
      if (!isDone(answer)) throw await this.#refusal(`PUT ${path}`, answer);
    });
  }

  async remove(folder: Folder, name: string, { signal }: CallOptions = {}): Promise<void> {
    const path = pathOf(folder, name);
    await this.#ask('DELETE', this.#url(path), `DELETE ${path}`, undefined, signal, async (answer) => {
      if (isDone(answer)) return;
      const said = await this.#said(answer);
      if (said.code !== 'NoSuchKey') throw this.#error(`DELETE ${path}`, answer, said);
    });
  }

  #key(path: string): string {
    return [...this.#place.path.split('/').filter((part) => part !== ''), path].join('/');
  }

  #url(path: string): string {
    return `${this.#bucket}/${this.#key(path).split('/').map(encodeURIComponent).join('/')}`;
  }

  async #ask<T>(
    method: string,
    url: string,
    label: string,
    body: Uint8Array | undefined,
    signal: AbortSignal | undefined,
    read: (answer: Answer) => Promise<T>,
  ): Promise<T> {
    const { accessKeyId, secretAccessKey, region } = this.#place;
    const signer = new AwsV4Signer({
      method,
      url,
      accessKeyId,
      secretAccessKey,
      region,
      service: 's3',
      cache: this.#keys,
      datetime: new Date(this.#network.now()).toISOString().replaceAll(/[:-]|\.\d{3}/gu, ''),
      // Signed with what is sent, so that the store refuses what did not arrive whole.
      headers: { 'X-Amz-Content-Sha256': await sha256(body ?? new Uint8Array()) },
    });
    const signed = await signer.sign();
    const question = { method, url, label, signal, headers: signed.headers, ...(body ? { body } : {}) };
    return ask(this.#network, question, read);
  }

  async #refusal(label: string, answer: Answer): Promise<TransportError> {
    return this.#error(label, answer, await this.#said(answer));
  }

  async #said(answer: Answer): Promise<Refusal> {
    return refusalIn(await textOf(answer, REFUSAL_LIMIT));
  }

  #error(label: string, answer: Answer, { code, message }: Refusal): TransportError {
    const byStatus = refusal(this.#network, label, answer, [code, message].filter(Boolean).join(': '));
    // A store that knows S3 says what is missing in its words.
    const reason = reasonOf(code) ?? (answer.status === 404 ? 'not-a-store' : byStatus.reason);
    const clock = reason === 'wrong-clock' ? ' (the clock of this device is wrong)' : '';
    return new TransportError(reason, byStatus.detail + clock, byStatus.retryAfter);
  }
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
