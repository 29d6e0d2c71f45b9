/** Asking a server, and what its answers mean, whatever it speaks. */
import { patiently, type Patience } from './patience';
import { TransportError, type TransportFailure } from './transport';

/** What a server is reached through. */
export interface Network {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Whether the browser lets us ask this server. Looked at where no answer came: both look the same. */
  readonly isPermitted: () => Promise<boolean>;
  /** Milliseconds that the server may be silent; 25 s where it is not said. */
  readonly patience?: number;
}

export interface Question {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>> | Headers;
  readonly body?: Uint8Array | string;
  /** What a log calls it: no address, as some of those are secrets. */
  readonly label: string;
  readonly signal: AbortSignal | undefined;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The body; rejects with `too-large` as soon as it has more than `limit` bytes. */
  bytes(limit: number): Promise<Uint8Array>;
}

/** Listings of 10,000 files have 3 MB. */
const LISTING_LIMIT = 64 * 1024 * 1024;
const HOUR = 3_600_000;

/**
 * Asks, and hands the answer to `read`. A redirection is `moved`: it may lead to a place that the user did not name. Every
 * failure to get an answer, or the whole of it, is a TransportError, or the reason of the signal.
 */
export async function ask<T>(
  network: Network,
  question: Question,
  read: (answer: Answer) => Promise<T>,
): Promise<T> {
  const { method, url, headers, body, label, signal } = question;
  return patiently(label, signal, network.patience, async (patience) => {
    const init: RequestInit = {
      method,
      headers,
      // Copied: memory that is shared cannot be sent, which the types know.
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
      signal: patience.signal,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
    };
    const response = await orOffline(network, question, patience, () => network.fetch(url, init));
    patience.signOfLife();
    const { status } = response;
    try {
      if (response.type === 'opaqueredirect' || (status >= 300 && status < 400 && status !== 304))
        throw new TransportError('moved', `${label}: ${status || 'redirected'}`);
      return await read({
        status,
        headers: response.headers,
        bytes: (limit) => bodyOf(network, question, patience, response, limit),
      });
    } finally {
      // What was not read would keep the connection.
      if (response.body && !response.body.locked) response.body.cancel().catch(() => undefined);
    }
  });
}

/** An answer's whole body as text, for listings and messages. */
export async function textOf(answer: Answer, limit = LISTING_LIMIT): Promise<string> {
  return new TextDecoder().decode(await answer.bytes(limit));
}

/** Whether this is a page for people, such as a login page: no store sends one with a file or a listing. */
export function isPage(answer: Answer): boolean {
  return /^\s*(?:text\/html|application\/xhtml\+xml)/iu.test(answer.headers.get('content-type') ?? '');
}

/** Whether a file is written or deleted, as the server says: 207 is a list of what did not work. */
export function isDone(answer: Answer): boolean {
  const { status } = answer;
  return status >= 200 && status < 300 && status !== 207 && !(status === 200 && isPage(answer));
}

const REASONS: Readonly<Record<number, TransportFailure>> = {
  401: 'unauthorised',
  403: 'forbidden',
  404: 'not-found',
  405: 'not-a-store',
  408: 'timeout',
  410: 'not-found',
  413: 'too-large',
  // Somebody else holds a lock on it; those time out.
  423: 'busy',
  429: 'busy',
  501: 'not-a-store',
  502: 'offline',
  503: 'busy',
  504: 'timeout',
  507: 'full',
};

/** What an answer that was not hoped for means. */
export function refusal(network: Network, label: string, answer: Answer, more = ''): TransportError {
  const { status } = answer;
  const isGood = status >= 200 && status < 300;
  const reason = isGood ? 'not-a-store' : (REASONS[status] ?? 'failed');
  return new TransportError(reason, `${label}: ${status}${more && ` ${more}`}`, retryAfter(network, answer));
}

/** `Retry-After`, in milliseconds: seconds or a date; null where there is none that makes sense. */
function retryAfter(network: Network, { headers }: Answer): number | null {
  const value = headers.get('retry-after')?.trim() ?? '';
  const wait = /^\d+$/u.test(value) ? Number(value) * 1000 : Date.parse(value) - network.now();
  // A day is as good as for ever: somebody has to look.
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), 24 * HOUR) : null;
}

async function bodyOf(
  network: Network,
  question: Question,
  patience: Patience,
  response: Response,
  limit: number,
): Promise<Uint8Array> {
  const tooLarge = () => new TransportError('too-large', `${question.label}: more than ${limit} bytes`);
  if (Number(response.headers.get('content-length')) > limit) throw tooLarge();
  const reader = response.body?.getReader();
  if (!reader) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- one chunk comes after the other
      const { done, value } = await orOffline(network, question, patience, () => reader.read());
      if (done) return joined(chunks, length);
      patience.signOfLife();
      length += value.length;
      if (length > limit) throw tooLarge();
      chunks.push(value);
    }
  } finally {
    // Nobody waits for it: a server that is silent may not even notice.
    reader.cancel().catch(() => undefined);
  }
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

/** What the network says while there is no answer, or only a part of one, in our words. */
async function orOffline<T>(
  network: Network,
  { label }: Question,
  patience: Patience,
  action: () => Promise<T>,
): Promise<T> {
  try {
    return await patience.wait(action());
  } catch (error) {
    if (patience.signal.aborted) throw error;
    const isPermitted = await network.isPermitted().catch(() => true);
    const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new TransportError(isPermitted ? 'offline' : 'not-permitted', `${label}: ${words}`, null, {
      cause: error,
    });
  }
}
