/** npm `@apache-annotator/dom`: a quote with as much context as makes it the only one; exact search, first match. */
import { createTextQuoteSelectorMatcher, describeTextQuote } from '@apache-annotator/dom';
import * as v from 'valibot';
import type { Json, Placed, Tool } from '../types';

const selectorSchema = v.object({
  type: v.literal('TextQuoteSelector'),
  exact: v.string(),
  prefix: v.exactOptional(v.string()),
  suffix: v.exactOptional(v.string()),
});

async function describeOne(range: Range): Promise<Json | null> {
  try {
    const { exact, prefix, suffix } = await describeTextQuote(range, document.body);
    return {
      type: 'TextQuoteSelector',
      exact,
      ...(prefix === undefined ? {} : { prefix }),
      ...(suffix === undefined ? {} : { suffix }),
    };
  } catch {
    return null;
  }
}

async function firstMatch(selector: v.InferOutput<typeof selectorSchema>): Promise<Placed | null> {
  for await (const range of createTextQuoteSelectorMatcher(selector)(document.body)) return { range };
  return null;
}

export const apacheAnnotator: Tool = {
  name: 'apache-annotator',
  describe: (ranges) => Promise.all(ranges.map(describeOne)),
  load(descriptions) {
    const selectors = v.parse(v.array(selectorSchema), descriptions);
    return async (timeLeft) => {
      const placed: (Placed | null)[] = [];
      for (const selector of selectors) {
        if (!timeLeft()) break;
        placed.push(await firstMatch(selector));
      }
      return placed;
    };
  },
};
