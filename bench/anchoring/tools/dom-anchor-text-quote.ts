/** npm `dom-anchor-text-quote` with a hint, as the Hypothesis client used it before it had a search of its own. */
import { fromRange, toRange } from 'dom-anchor-text-quote';
import * as v from 'valibot';
import type { Tool } from '../types';
import { describeEach, oneByOne } from './one-by-one';
import { positionOf } from './text-positions';

const descriptionSchema = v.object({
  quote: v.object({ exact: v.string(), prefix: v.string(), suffix: v.string() }),
  hint: v.number(),
});

export const domAnchorTextQuote: Tool = {
  name: 'dom-anchor-text-quote',
  describe: (ranges) =>
    describeEach(ranges, (range) => ({
      quote: { ...fromRange(document.body, range) },
      hint: positionOf(document.body, range.startContainer, range.startOffset),
    })),
  load: (descriptions) =>
    oneByOne(v.parse(v.array(descriptionSchema), descriptions), ({ quote, hint }) => {
      const range = toRange(document.body, quote, { hint });
      return range && { range };
    }),
};
