/** Every format that marks can leave in. Menus and the documentation are made from this list. */
import { biblatex, cslJson, ris } from './citation';
import { csv, tsv } from './csv';
import type { Format } from './format';
import { html } from './html';
import { hypothesisCsv, hypothesisJson } from './hypothesis';
import { markdown } from './markdown';
import { pullquoteJson } from './pullquote-json';
import { readwise } from './readwise';
import { schemaOrg } from './schema-org';
import { text } from './text';
import { w3c } from './w3c';

export const FORMATS = {
  markdown,
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
