/** Starting programs for a test, and ending those again, and no others. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Debian has servers where only root looks for programs. */
const ENV = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` };
const READY_WITHIN = 60_000;
const ENDS_WITHIN = 5000;

/** Leads a group of its own, so that what it starts ends with it. */
export interface Running {
  readonly isRunning: () => boolean;
  end(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

const groups = new Set<number>();
process.once('exit', () => {
  for (const group of groups) signalGroup(group, 'SIGKILL');
});

/** Starts a program that stays in the foreground; what it says goes to `log`. */
export async function start(
  program: string,
  args: readonly string[],
  log: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const file = await open(log, 'a');
  const child = spawn(program, args, {
    detached: true,
    stdio: ['ignore', file.fd, file.fd],
    env: { ...ENV, ...env },
  });
  try {
    await once(child, 'spawn');
  } finally {
    await file.close();
  }
  const { pid } = child;
  if (pid === undefined) throw new Error(`${program} has no process`);
  groups.add(pid);
  return {
    isRunning: () => isRunning(child),
    end: async (signal = 'SIGTERM') => {
      // Its number may be somebody else's by now.
      if (!groups.delete(pid)) return;
      const ended = isRunning(child) ? once(child, 'exit') : Promise.resolve();
      signalGroup(pid, signal);
      await Promise.race([ended, sleep(ENDS_WITHIN, null, { ref: false })]);
      signalGroup(pid, 'SIGKILL');
      await ended;
    },
  };
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

function signalGroup(group: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(-group, signal);
  } catch {
    // Nobody of it is left.
  }
}

/** Runs a program to its end; what it says. Fails as it fails. */
export async function command(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { stdout } = await run(name, args, { env: { ...ENV, ...env } });
  return stdout;
}

/** A port that nobody has. Somebody may take it meanwhile: then the server fails to start, and says so. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Waits until something answers at `url`, whatever it says. Fails with the log where the program ended before. */
export async function answering(url: string, running: Running, log: string): Promise<void> {
  const last = Date.now() + READY_WITHIN;
  while (Date.now() < last && running.isRunning()) {
    try {
      const response = await fetch(url);
      await response.body?.cancel();
      return;
    } catch {
      await sleep(50);
    }
  }
  await running.end();
  throw new Error(`nothing answers at ${url}:\n${(await readFile(log, 'utf8')).slice(-2000)}`);
}

export const IS_ROOT = process.getuid?.() === 0;

/** A new folder for one server's files; `remove` deletes it with all that is in it. */
export async function temporaryFolder(kind: string): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), `pullquote-${kind}-`));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) };
}

/** Gives a path to the user as whom servers of Debian write, if we are root; servers give up root themselves. */
export async function giveAway(...paths: readonly string[]): Promise<void> {
  if (!IS_ROOT) return;
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (what) => Number(await command('id', [what, 'www-data']))),
  );
  if (uid === undefined || gid === undefined) return;
  await Promise.all(paths.map((path) => chown(path, uid, gid)));
}
