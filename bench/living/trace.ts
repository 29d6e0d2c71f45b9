/** What a DevTools trace says about the main thread of one page: its long tasks, and whose scripts ran in them. */
import * as v from 'valibot';

/** From this on, a task is long: the page answers nothing for as long as it takes. */
const LONG_MS = 50;

const nodeSchema = v.object({
  id: v.number(),
  parent: v.optional(v.number()),
  callFrame: v.object({ url: v.optional(v.string()) }),
});
const eventSchema = v.object({
  name: v.string(),
  ph: v.string(),
  pid: v.number(),
  tid: v.number(),
  ts: v.number(),
  dur: v.optional(v.number(), 0),
  tdur: v.optional(v.number()),
  id: v.optional(v.union([v.string(), v.number()]), ''),
  args: v.optional(
    v.object({
      name: v.optional(v.union([v.string(), v.number()])),
      data: v.optional(
        v.object({
          url: v.optional(v.string()),
          processId: v.optional(v.number()),
          startTime: v.optional(v.number()),
          cpuProfile: v.optional(
            v.object({
              nodes: v.optional(v.array(nodeSchema), []),
              samples: v.optional(v.array(v.number()), []),
            }),
          ),
          timeDeltas: v.optional(v.array(v.number()), []),
        }),
      ),
    }),
    {},
  ),
});
type TraceEvent = v.InferOutput<typeof eventSchema>;
const NAMES = new Set([
  'RunTask',
  'Profile',
  'ProfileChunk',
  'FrameCommittedInBrowser',
  'TracingStartedInBrowser',
  'thread_name',
]);
const namedSchema = v.object({ name: v.string() });
const traceSchema = v.object({ traceEvents: v.array(v.unknown()) });

/**
 * One task of the main thread: its length and the time in it during which scripts of the extension ran, in ms of
 * processor time, so that what else the machine does is not counted.
 */
export interface Task {
  readonly ms: number;
  readonly oursMs: number;
}

export interface LongTasks {
  /** All, whoever caused them. */
  readonly count: number;
  /** Those in which scripts of ours ran so long, or which would not have been long without them. */
  readonly ours: number;
  /** The longest time that scripts of ours took in one task. */
  readonly longestOursMs: number;
  /** All time of scripts of ours. */
  readonly oursMs: number;
}

/** The tracing categories that `readTasks` needs. */
export const CATEGORIES = [
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-v8.cpu_profiler',
  'toplevel',
];

/**
 * The main thread's tasks while the page at `url` was open. Scripts are told by samples of the stack, so that what
 * the browser does for them, layout for instance, is theirs.
 *
 * @param trace JSON as DevTools gives it
 * @param scripts what the addresses of our scripts begin with
 * @throws {Error} where the trace has no such page
 */
export function readTasks(trace: string, url: string, scripts: string): Task[] {
  const events = v.parse(traceSchema, JSON.parse(trace)).traceEvents.flatMap((event): TraceEvent[] => {
    const named = v.safeParse(namedSchema, event);
    return named.success && NAMES.has(named.output.name) ? [v.parse(eventSchema, event)] : [];
  });
  const process = events.findLast(({ args }) => args.data?.url === url && args.data.processId !== undefined);
  const pid = process?.args.data?.processId;
  const main = events.find(
    (event) => event.pid === pid && event.name === 'thread_name' && event.args.name === 'CrRendererMain',
  );
  if (!main) throw new Error(`The trace has no page ${url}`);
  const own = events.filter((event) => event.pid === main.pid);
  const tasks = own
    .filter(({ name, ph, tid }) => name === 'RunTask' && ph === 'X' && tid === main.tid)
    .toSorted((one, other) => one.ts - other.ts);
  const oursOf = new Float64Array(tasks.length);
  for (const profile of own.filter(({ name, tid }) => name === 'Profile' && tid === main.tid)) {
    const chunks = own.filter(({ name, id }) => name === 'ProfileChunk' && id === profile.id);
    for (const { from, to } of stretchesOf(profile, chunks, scripts)) addTo(oursOf, tasks, from, to);
  }
  return tasks.map(({ dur, tdur = dur }, at) => ({
    ms: tdur / 1_000,
    oursMs: dur === 0 ? 0 : ((oursOf[at] ?? 0) * (tdur / dur)) / 1_000,
  }));
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The times at which scripts of ours were on the stack, in trace time. */
function stretchesOf(profile: TraceEvent, chunks: readonly TraceEvent[], scripts: string): Stretch[] {
  const parts = chunks.flatMap(({ args }) => args.data ?? []);
  const ours = new Set<number>();
  for (const { id, parent, callFrame } of parts.flatMap(({ cpuProfile }) => cpuProfile?.nodes ?? []))
    if (callFrame.url?.startsWith(scripts) === true || (parent !== undefined && ours.has(parent)))
      ours.add(id);
  const deltas = parts.flatMap(({ timeDeltas }) => timeDeltas ?? []);
  const samples = parts.flatMap(({ cpuProfile }) => cpuProfile?.samples ?? []);
  let at = profile.args.data?.startTime ?? profile.ts;
  const times = deltas.map((delta) => {
    at += delta;
    return at;
  });
  // A sample holds until the next.
  return samples.flatMap((sample, place) => {
    const from = times[place] ?? 0;
    return ours.has(sample) ? [{ from, to: times[place + 1] ?? from }] : [];
  });
}

/** Adds the part of a stretch that lies in each task. */
function addTo(sums: Float64Array, tasks: readonly TraceEvent[], from: number, to: number): void {
  let low = 0;
  let high = tasks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const task = tasks[middle];
    if (task && task.ts + task.dur <= from) low = middle + 1;
    else high = middle;
  }
  for (let at = low; at < tasks.length; at++) {
    const task = tasks[at];
    if (!task || task.ts >= to) return;
    sums[at] = (sums[at] ?? 0) + Math.min(to, task.ts + task.dur) - Math.max(from, task.ts);
  }
}

export function longTasksOf(tasks: readonly Task[]): LongTasks {
  const isOurs = ({ ms, oursMs }: Task): boolean =>
    oursMs > LONG_MS || (ms > LONG_MS && oursMs > 0 && ms - oursMs <= LONG_MS);
  return {
    count: tasks.filter(({ ms }) => ms > LONG_MS).length,
    ours: tasks.filter(isOurs).length,
    longestOursMs: Math.max(0, ...tasks.map(({ oursMs }) => oursMs)),
    oursMs: tasks.reduce((sum, { oursMs }) => sum + oursMs, 0),
  };
}
