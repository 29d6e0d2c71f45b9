/** Ours: lib/anchoring alone, as the annotator uses it. */
import * as v from 'valibot';
import { targetSchema } from '../../../lib/annotation/model';
import type { Target } from '../../../lib/annotation/model';
import { describe } from '../../../lib/anchoring/describe';
import { locate } from '../../../lib/anchoring/locate';
import { rangesBySelectors } from '../../../lib/anchoring/range-selector';
import { buildTextIndex } from '../../../lib/anchoring/text-index';
import type { TextIndex } from '../../../lib/anchoring/text-index';
import type { Json, Placed, Tool } from '../types';

function toJson(value: unknown): Json {
  const json: Json = JSON.parse(JSON.stringify(value));
  return json;
}

const targetsOf = (descriptions: readonly Json[]): Target[] => v.parse(v.array(targetSchema), descriptions);

/** As the annotator finds them before it reads the page: null where one of them is not where it was. */
function placesBySelector(targets: readonly Target[]): Placed[] | null {
  const ranges = rangesBySelectors(document, targets);
  const places = ranges.flatMap((range) => (range ? { range, score: 1 } : []));
  return places.length === targets.length ? places : null;
}

function placesIn(index: TextIndex, targets: readonly Target[]): (Placed | null)[] {
  return locate(index, targets).map(({ status, start, end, score }): Placed | null => {
    const range = status === 'gone' ? null : index.rangeAt(start, end);
    return range && { range, score, unsure: status === 'unsure' };
  });
}

export const pullquote: Tool = {
  name: 'pullquote',
  describe(ranges) {
    const index = buildTextIndex(document.body);
    return ranges.map((range) => {
      const described = describe(index, range);
      return described.ok ? toJson(described.target) : null;
    });
  },
  load(descriptions) {
    const targets = targetsOf(descriptions);
    return () => placesBySelector(targets) ?? placesIn(buildTextIndex(document.body), targets);
  },
};

/** The parts of locating marks. The index with its folded text, which every page needs that has marks. */
export interface PullquoteTimes {
  readonly indexMs: number;
  readonly locateMs: number;
}

export function locateTimed(descriptions: readonly (Json | null)[]): PullquoteTimes {
  const targets = targetsOf(descriptions.filter((description) => description !== null));
  const began = performance.now();
  const index = buildTextIndex(document.body);
  const hasText = index.folded.text !== '';
  const indexed = performance.now();
  if (hasText) placesIn(index, targets);
  return { indexMs: indexed - began, locateMs: performance.now() - indexed };
}

/**
 * No less than the annotator does in all to place the marks of a page, in ms: it reads the page also where the ways led to
 * all of them, but looks there only for those that do not stand where they stood.
 */
export function visitTimed(descriptions: readonly (Json | null)[]): number {
  const targets = targetsOf(descriptions.filter((description) => description !== null));
  const began = performance.now();
  placesBySelector(targets);
  placesIn(buildTextIndex(document.body), targets);
  return performance.now() - began;
}
