/**
 * WebDAV: Nextcloud, ownCloud, a NAS, Apache, nginx, lighttpd, rclone. No two of them agree on conditions and locks, so
 * nothing is asked for but the plainest (docs/sync-protocol.md).
 */
import { toBase64 } from './base64';
import { ask, isDone, isPage, refusal, textOf, type Answer, type Network } from './http';
import { filesIn, LISTING_QUESTION, responsesOf } from './multistatus';
import { pathOf } from './names';
import { TransportError, type CallOptions, type Folder, type Listed, type Transport } from './transport';

export interface WebDavPlace {
  /** A folder that exists, as the user named it; ends in a slash, has no user, query or fragment. */
  readonly url: string;
  /** Ours below it, such as `pullquote` or `apps/pullquote`; made where it is missing. */
  readonly path: string;
  readonly user: string;
  readonly password: string;
}

interface Asked {
  readonly body?: Uint8Array | string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal | undefined;
}

export class WebDav implements Transport {
  readonly #home: string;
  /** Names of the folders from the home to the files. */
  readonly #path: readonly string[];
  readonly #authorization: string;
  readonly #network: Network;
  /** Folders that are being made: who needs the same one waits for it. */
  readonly #making = new Map<Folder, Promise<TransportError | null>>();

  constructor({ url, path, user, password }: WebDavPlace, network: Network) {
    this.#home = url.endsWith('/') ? url : `${url}/`;
    this.#path = path.split('/').filter((part) => part !== '');
    this.#authorization = `Basic ${toBase64(new TextEncoder().encode(`${user}:${password}`))}`;
    this.#network = network;
  }

  async list(folder: Folder, { signal }: CallOptions = {}): Promise<readonly Listed[]> {
    const files = await this.#propfind(
      `${this.#url(folder)}/`,
      '1',
      `PROPFIND ${folder}/`,
      signal,
      (body, label) => filesIn(body, folder, label),
    );
    if (files) return files;
    // Not there: empty only if what the user named is.
    const label = 'PROPFIND /';
    const home = await this.#propfind(this.#home, '0', label, signal, responsesOf);
    if (home) return [];
    throw new TransportError('not-found', `${label}: 404`);
  }

  async get(
    folder: Folder,
    name: string,
    limit: number,
    { signal }: CallOptions = {},
  ): Promise<Uint8Array | null> {
    const path = pathOf(folder, name);
    return this.#ask('GET', this.#url(path), `GET ${path}`, { signal }, async (answer, label) => {
      if (isMissing(answer)) return null;
      if (answer.status !== 200 || isPage(answer)) throw refusal(this.#network, label, answer);
      return answer.bytes(limit);
    });
  }

  async put(folder: Folder, name: string, bytes: Uint8Array, { signal }: CallOptions = {}): Promise<void> {
    const path = pathOf(folder, name);
    if (await this.#write(path, bytes, signal, true)) return;
    const obstacle = await this.#make(folder);
    signal?.throwIfAborted();
    try {
      await this.#write(path, bytes, signal, false);
    } catch (error) {
      throw obstacle ?? error;
    }
  }

  async remove(folder: Folder, name: string, { signal }: CallOptions = {}): Promise<void> {
    const path = pathOf(folder, name);
    await this.#ask('DELETE', this.#url(path), `DELETE ${path}`, { signal }, async (answer, label) => {
      if (!isMissing(answer) && !isDone(answer)) throw refusal(this.#network, label, answer);
    });
  }

  /** What `read` makes of the list; null where the server says that there is no such folder. */
  async #propfind<T>(
    url: string,
    depth: '0' | '1',
    label: string,
    signal: AbortSignal | undefined,
    read: (body: string, label: string) => T,
  ): Promise<T | null> {
    // lighttpd reads no question without its type.
    const headers = { Depth: depth, 'Content-Type': 'application/xml; charset=utf-8' };
    return this.#ask('PROPFIND', url, label, { signal, headers, body: LISTING_QUESTION }, async (answer) => {
      if (isMissing(answer)) return null;
      if (answer.status !== 207) throw refusal(this.#network, label, answer);
      return read(await textOf(answer), label);
    });
  }

  /** Whether it is written. If `mayMiss`, it tells so where the folder is missing, as the server says. */
  async #write(
    path: string,
    body: Uint8Array,
    signal: AbortSignal | undefined,
    mayMiss: boolean,
  ): Promise<boolean> {
    const headers = { 'Content-Type': 'application/octet-stream' };
    return this.#ask(
      'PUT',
      this.#url(path),
      `PUT ${path}`,
      { signal, headers, body },
      async (answer, label) => {
        if (isDone(answer)) return true;
        // nginx does not know why it failed.
        if (mayMiss && (answer.status === 409 || answer.status === 500 || isMissing(answer))) return false;
        throw refusal(this.#network, label, answer);
      },
    );
  }

  /** Makes a folder and those above it; what was in the way, if anything was. Others may do the same meanwhile. */
  async #make(folder: Folder): Promise<TransportError | null> {
    const making =
      this.#making.get(folder) ?? this.#makeAll(folder).finally(() => this.#making.delete(folder));
    this.#making.set(folder, making);
    return making;
  }

  async #makeAll(folder: Folder): Promise<TransportError | null> {
    const names = [...this.#path, folder];
    let obstacle: TransportError | null = null;
    for (const depth of names.keys()) {
      const path = names.slice(0, depth + 1);
      // oxlint-disable-next-line no-await-in-loop -- each lies in the one before
      obstacle = await this.#makeOne(path);
    }
    return obstacle;
  }

  async #makeOne(names: readonly string[]): Promise<TransportError | null> {
    // nginx makes no folder whose address does not end in a slash.
    const url = `${this.#home}${names.map(encodeURIComponent).join('/')}/`;
    // It is for all who wait: nobody's signal ends it.
    return this.#ask('MKCOL', url, `MKCOL ${names.at(-1)}/`, { signal: undefined }, async (answer, label) => {
      // 405: it is there already.
      if (isDone(answer) || answer.status === 405) return null;
      if (answer.status === 409) return new TransportError('not-found', `${label}: 409`);
      const failure = refusal(this.#network, label, answer);
      // Whoever may write into a folder may still not make the one above it.
      if (failure.reason === 'forbidden' || failure.reason === 'failed' || failure.reason === 'busy')
        return failure;
      throw failure;
    });
  }

  #url(path: string): string {
    return this.#home + [...this.#path.map(encodeURIComponent), path].join('/');
  }

  async #ask<T>(
    method: string,
    url: string,
    label: string,
    { body, headers, signal }: Asked,
    read: (answer: Answer, label: string) => Promise<T>,
  ): Promise<T> {
    const question = {
      method,
      url,
      label,
      signal,
      headers: { Authorization: this.#authorization, ...headers },
      ...(body === undefined ? {} : { body }),
    };
    return ask(this.#network, question, async (answer) => read(answer, label));
  }
}

function isMissing({ status }: Answer): boolean {
  return status === 404 || status === 410;
}
