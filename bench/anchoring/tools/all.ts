/** The tools that are compared, ours first. */
import type { Tool } from '../types';
import { apacheAnnotator } from './apache-annotator';
import { domAnchorTextQuote } from './dom-anchor-text-quote';
import { hypothesis } from './hypothesis';
import { pullquote } from './pullquote';
import { recogito } from './recogito';
import { webHighlighter } from './web-highlighter';

const TOOLS: readonly Tool[] = [
  pullquote,
  hypothesis,
  domAnchorTextQuote,
  apacheAnnotator,
  recogito,
  webHighlighter,
];

/** @throws {RangeError} for a name that no tool has */
export function toolsNamed(names: readonly string[]): Tool[] {
  return names.map((name) => {
    const tool = TOOLS.find((each) => each.name === name);
    if (!tool) throw new RangeError(`No tool ${name}`);
    return tool;
  });
}
