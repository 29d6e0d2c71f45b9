/** Every format that marks can leave in. Menus and the documentation are made from this list. */
import { biblatex, cslJson, ris } from './write/citation';
import { csv, tsv } from './write/csv';
import type { Format } from './format';
import { html } from './write/html';
import { hypothesisCsv, hypothesisJson } from './write/hypothesis';
import { logseq } from './write/logseq';
import { markdown } from './write/markdown';
import { pullquoteJson } from './write/pullquote-json';
import { readwise } from './write/readwise';
import { schemaOrg } from './write/schema-org';
import { text } from './write/text';
import { w3c } from './write/w3c';

export const FORMATS = {
  markdown,
  logseq,
  html,
  text,
  pullquote: pullquoteJson,
  csv,
  tsv,
  ris,
  biblatex,
  csl: cslJson,
  w3c,
  schemaOrg,
  hypothesis: hypothesisJson,
  hypothesisCsv,
  readwise,
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof FORMATS;
