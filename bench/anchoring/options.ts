/** What the command line of `bench:anchoring` asks for. */
import { parseArgs } from 'node:util';
import { chosenOf, wholeNumber } from '../runner/options.ts';
import { CASES } from './cases.ts';

const TOOLS = [
  'pullquote',
  'hypothesis',
  'dom-anchor-text-quote',
  'apache-annotator',
  'recogito',
  'web-highlighter',
];

export interface Options {
  /** At least one of the two is there. */
  readonly pages: string | null;
  readonly pairs: string | null;
  readonly speed: boolean;
  readonly seed: number;
  readonly marks: number;
  readonly cases: readonly string[];
  readonly tools: readonly string[];
  readonly limit: number;
  /** Time that a tool has for the marks of a page, in ms. */
  readonly limitMs: number;
  readonly warm: boolean;
  readonly repeats: boolean;
  readonly calibration: boolean;
  readonly listBad: boolean;
  readonly json: string | null;
}

/** @throws {Error} that says what is wrong with the arguments */
export function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      pages: { type: 'string' },
      pairs: { type: 'string' },
      speed: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      marks: { type: 'string', default: '50' },
      cases: { type: 'string' },
      tools: { type: 'string' },
      'limit-pages': { type: 'string' },
      'limit-ms': { type: 'string' },
      warm: { type: 'boolean', default: false },
      repeats: { type: 'boolean', default: false },
      calibration: { type: 'boolean', default: false },
      'list-bad': { type: 'boolean', default: false },
      json: { type: 'string' },
    },
  });
  const { pages = null, pairs = null, speed } = values;
  if (pages === null && pairs === null) throw new Error('--pages DIR or --pairs FILE is needed');
  if (speed && pages === null) throw new Error('--speed needs --pages DIR');
  return {
    pages,
    pairs,
    speed,
    seed: wholeNumber('--seed', values.seed),
    marks: wholeNumber('--marks', values.marks),
    cases: chosenOf(
      '--cases',
      values.cases,
      CASES.map(([name]) => name),
    ),
    tools: chosenOf('--tools', values.tools, TOOLS),
    limit:
      values['limit-pages'] === undefined ? Infinity : wholeNumber('--limit-pages', values['limit-pages']),
    limitMs: wholeNumber('--limit-ms', values['limit-ms'] ?? (speed ? '60000' : '20000')),
    warm: values.warm,
    repeats: values.repeats,
    calibration: values.calibration,
    listBad: values['list-bad'],
    json: values.json ?? null,
  };
}
