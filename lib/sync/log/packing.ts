/**
 * The fields of a record in fewer bytes, and back without loss: what can be told from other fields, or from when they were
 * written, is left out. The names of packed fields begin with `=`.
 */
import * as v from 'valibot';
import { CREATION_FIELDS, SETS } from '../merge/fields';
import type { Json } from '../merge/register';

export type Values = Readonly<Record<string, Json>>;

const MARK = '=';
const TAGS = '=tags';
const ALIASES = '=aliases';
const TEXT = '=text';
const PREFIX = '=prefix';
const SUFFIX = '=suffix';
const START = '=start';
const LENGTH = '=length';
const PATH = '=path';
const OFFSET = '=offset';
const END_PATH = '=endPath';
const END_OFFSET = '=endOffset';
const OCCURRENCES = '=occurrences';
const LOOK_ALIKES = '=lookAlikes';

const whole = v.pipe(v.number(), v.safeInteger());
const point = v.strictObject({ path: v.string(), offset: whole });
const span = v.strictObject({ start: whole, end: whole });
/** A target as this version writes it; one that has more, or less, is not packed. */
const targetSchema = v.strictObject({
  exact: v.string(),
  prefix: v.string(),
  suffix: v.string(),
  position: v.nullable(span),
  sentenceBefore: v.string(),
  sentenceAfter: v.string(),
  range: v.exactOptional(v.strictObject({ start: point, end: point })),
  occurrences: v.exactOptional(whole),
  lookAlikes: v.exactOptional(v.array(v.string())),
});
type PlainTarget = v.InferOutput<typeof targetSchema>;

const context = v.union([v.string(), whole]);
const packedTargetSchema = v.object({
  [TEXT]: v.strictTuple([v.string(), v.string(), v.string()]),
  [PREFIX]: context,
  [SUFFIX]: context,
  [START]: v.exactOptional(whole),
  [LENGTH]: v.optional(whole, 0),
  [PATH]: v.exactOptional(v.string()),
  [OFFSET]: v.optional(whole, 0),
  [END_PATH]: v.optional(v.union([v.string(), v.literal(0)]), 0),
  [END_OFFSET]: v.optional(whole, 0),
  [OCCURRENCES]: v.exactOptional(whole),
  [LOOK_ALIKES]: v.exactOptional(v.array(v.string())),
});
const names = v.array(v.string());

/**
 * @param time when all of the fields were written
 * @returns null where a name is like one of packed fields
 */
export function packFields(fields: Values, time: number): Values | null {
  const packed: Record<string, Json> = {};
  const tags: [string, Json][] = [];
  const aliases: string[] = [];
  for (const [name, value] of Object.entries(fields)) {
    if (name.startsWith(MARK)) return null;
    if (name.startsWith(SETS.tag)) tags.push([name, value]);
    else if (name.startsWith(SETS.alias) && value === true) aliases.push(name.slice(SETS.alias.length));
    else if (name === 'target') Object.assign(packed, packTarget(value) ?? { target: value });
    else if (isCreation(name) && isWhole(value) && isWhole(value - time)) packed[MARK + name] = value - time;
    else packed[name] = value;
  }
  if (aliases.length > 0) packed[ALIASES] = aliases;
  if (tags.length > 0) Object.assign(packed, packTags(tags));
  return packed;
}

/** What {@link packFields} was given. @throws {v.ValiError} where it gave nothing like that */
export function unpackFields(packed: Values, time: number): Values {
  const fields: Record<string, Json> = {};
  for (const [name, value] of Object.entries(packed)) if (!name.startsWith(MARK)) fields[name] = value;
  for (const name of CREATION_FIELDS) {
    const since = packed[MARK + name];
    if (since !== undefined) fields[name] = time + v.parse(whole, since);
  }
  for (const alias of v.parse(names, packed[ALIASES] ?? [])) fields[SETS.alias + alias] = true;
  for (const [at, tag] of v.parse(names, packed[TAGS] ?? []).entries()) fields[tagName(tag)] = [at, tag];
  if (TEXT in packed) fields['target'] = unpackTarget(v.parse(packedTargetSchema, packed));
  return fields;
}

function isCreation(name: string): boolean {
  return CREATION_FIELDS.some((field) => field === name);
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function tagName(tag: string): string {
  return SETS.tag + tag.toLowerCase();
}

/** As a list, where they are numbered from 0 on and named after themselves. */
function packTags(tags: readonly [string, Json][]): Values {
  const list: string[] = [];
  for (const [name, value] of tags) {
    const [at, tag] = Array.isArray(value) && value.length === 2 ? value : [];
    const isListed = isWhole(at) && typeof tag === 'string' && tagName(tag) === name;
    if (!isListed || at < 0 || at >= tags.length || list[at] !== undefined) return Object.fromEntries(tags);
    list[at] = tag;
  }
  return { [TAGS]: list };
}

function packTarget(value: Json): Values | null {
  const parsed = v.safeParse(targetSchema, value);
  if (!parsed.success) return null;
  const { exact, prefix, suffix, position, sentenceBefore, sentenceAfter, range, occurrences, lookAlikes } =
    parsed.output;
  return {
    [TEXT]: [sentenceBefore, exact, sentenceAfter],
    [PREFIX]: packContext(prefix, sentenceBefore, tailOf),
    [SUFFIX]: packContext(suffix, sentenceAfter, headOf),
    ...(position && packSpan(position, exact)),
    ...(range && packRange(range, exact)),
    ...(occurrences !== undefined && { [OCCURRENCES]: occurrences }),
    ...(lookAlikes !== undefined && { [LOOK_ALIKES]: lookAlikes }),
  };
}

function packSpan({ start, end }: v.InferOutput<typeof span>, { length }: string): Values {
  return { [START]: start, ...unlessZero(LENGTH, end - start - length) };
}

function packRange({ start, end }: NonNullable<PlainTarget['range']>, { length }: string): Values {
  const isOneNode = start.path === end.path;
  return {
    [PATH]: start.path,
    [OFFSET]: start.offset,
    ...(isOneNode ? {} : { [END_PATH]: end.path }),
    ...unlessZero(END_OFFSET, end.offset - (isOneNode ? start.offset + length : 0)),
  };
}

function unlessZero(name: string, value: number): Values {
  return value === 0 ? {} : { [name]: value };
}

function unpackTarget(packed: v.InferOutput<typeof packedTargetSchema>): Json {
  const [sentenceBefore, exact, sentenceAfter] = packed[TEXT];
  const { [START]: from, [PATH]: path, [OFFSET]: offset, [END_PATH]: endPath, [END_OFFSET]: more } = packed;
  const { [OCCURRENCES]: occurrences, [LOOK_ALIKES]: lookAlikes } = packed;
  const endOffset = more + (endPath === 0 ? offset + exact.length : 0);
  return {
    exact,
    prefix: unpackContext(packed[PREFIX], sentenceBefore, tailOf),
    suffix: unpackContext(packed[SUFFIX], sentenceAfter, headOf),
    position: from === undefined ? null : { start: from, end: from + exact.length + packed[LENGTH] },
    sentenceBefore,
    sentenceAfter,
    ...(path !== undefined && {
      range: { start: { path, offset }, end: { path: endPath === 0 ? path : endPath, offset: endOffset } },
    }),
    ...(occurrences !== undefined && { occurrences }),
    ...(lookAlikes !== undefined && { lookAlikes }),
  };
}

/** The units of a sentence that are nearest to the passage, with what is between the two. */
type Edge = (sentence: string, between: string, units: number) => string;

const tailOf: Edge = (sentence, between, units) => (sentence + between).slice(-units);
const headOf: Edge = (sentence, between, units) => (between + sentence).slice(0, units);

/** A context that is the edge of the sentence beside it, as its length: negative where a line break is between them. */
function packContext(text: string, sentence: string, edge: Edge): string | number {
  if (text === '') return text;
  if (edge(sentence, ' ', text.length) === text) return text.length;
  return edge(sentence, '\n', text.length) === text ? -text.length : text;
}

function unpackContext(packed: string | number, sentence: string, edge: Edge): string {
  if (typeof packed === 'string') return packed;
  return edge(sentence, packed > 0 ? ' ' : '\n', Math.abs(packed));
}
