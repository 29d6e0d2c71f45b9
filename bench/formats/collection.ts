/** A collection as somebody may have it after years, made by seeded chance: some 20 marks an article. */
import { articleIdentity } from '../../lib/article/address/identity';
import type { Annotation, Article, Kind } from '../../lib/annotation/model';
import type { Entry } from '../../lib/formats/format';
import { seeded, type Random } from '../anchoring/random';
import { writerFor, type Writer } from './words';

const KINDS: readonly Kind[] = ['quote', 'quote', 'claim', 'highlight', 'highlight'];
const STATUSES = ['unchecked', 'checking', 'checked'] as const;
const START = Date.UTC(2019, 0, 1);
const DAY = 86_400_000;
/** Different tags, speakers and sites. */
const [TAGS, SPEAKERS, SITES] = [80, 2_000, 300];

/** The articles one after the other, until there are so many annotations. The same for every call. */
export function* collectionOf(annotations: number): Generator<Entry, void> {
  for (let nth = 0, left = annotations; left > 0; nth++) {
    const entry = entryOf(nth, left);
    left -= entry.annotations.length;
    yield entry;
  }
}

function entryOf(nth: number, most: number): Entry {
  const random = seeded(1, 'article', nth);
  const writer = writerFor(random);
  const savedAt = START + nth * (DAY / 4) + random.int(DAY);
  const url = `https://news-${random.int(SITES)}.example/${new Date(savedAt).getUTCFullYear()}/story-${nth}`;
  const article: Article = {
    id: idOf(random, savedAt),
    url,
    aliases: [...(articleIdentity({ url, canonical: [] }) ?? [url])],
    savedAt,
    title: writer.words(random, 8),
    byline: personOf(random),
    site: `News ${random.int(SITES)}`,
    language: writer.language,
    publishedAt: new Date(savedAt - random.int(DAY)).toISOString(),
    modifiedAt: '',
  };
  const text = textOf(random, writer);
  // In the order in which they are read.
  const places = Array.from({ length: Math.min(most, 10 + random.int(21)) }, () =>
    random.int(text.sentences.length),
  ).toSorted((a, b) => a - b);
  const annotations = places.map((first, at) => markOf(random, writer, article, { at, first, text }));
  return { article, annotations };
}

/** What marks are cut from: they share its words with what stands around the others. */
interface Text {
  readonly whole: string;
  readonly sentences: readonly { readonly start: number; readonly end: number }[];
}

function textOf(random: Random, writer: Writer): Text {
  const sentences: { start: number; end: number }[] = [];
  let whole = '';
  for (let left = 30 + random.int(60); left > 0; left--) {
    const start = whole.length;
    whole += writer.sentence(random, 6 + random.int(20));
    sentences.push({ start, end: whole.trimEnd().length });
  }
  return { whole, sentences };
}

interface Where {
  readonly at: number;
  /** The sentence that it begins with. */
  readonly first: number;
  readonly text: Text;
}

function markOf(
  random: Random,
  writer: Writer,
  { id, savedAt }: Article,
  { at, first, text }: Where,
): Annotation {
  const isNote = random.chance(0.02);
  const kind = isNote ? 'note' : random.pick(KINDS);
  const createdAt = savedAt + at * 60_000 + random.int(60_000);
  return {
    id: idOf(random, createdAt),
    articleId: id,
    kind,
    target: isNote ? null : targetOf(random, text, first),
    note:
      isNote || random.chance(0.3) ? `${writer.text(random, 20, 200)}\n\n*${writer.words(random, 3)}*` : '',
    tags: Array.from({ length: random.int(4) }, () => `tag ${random.int(TAGS)}`).filter(
      (tag, nth, all) => all.indexOf(tag) === nth,
    ),
    quote: {
      speaker: kind === 'quote' ? personOf(random) : '',
      speakerRole: kind === 'quote' && random.chance(0.5) ? writer.words(random, 2) : '',
    },
    claim: {
      claimant: kind === 'claim' ? personOf(random) : '',
      status: kind === 'claim' ? random.pick(STATUSES) : 'unchecked',
      rating: '',
    },
    reanchored: null,
    rejected: '',
    createdAt,
    updatedAt: createdAt + (random.chance(0.2) ? random.int(DAY) : 0),
    deletedAt: null,
  };
}

/** Letters of context, as marks have them. */
const CONTEXT = 32;
/** Sentences of a paragraph. */
const PARAGRAPH = 3;

function targetOf(
  random: Random,
  { whole, sentences }: Text,
  first: number,
): NonNullable<Annotation['target']> {
  const last = Math.min(sentences.length - 1, first + random.int(3));
  const cut = (from: number, to: number): string => whole.slice(Math.max(0, from), to).toWellFormed();
  const sentence = (at: number): string => {
    const { start, end } = sentences[at] ?? { start: 0, end: 0 };
    return cut(start, end);
  };
  const [start, end] = [sentences[first]?.start ?? 0, sentences[last]?.end ?? 0];
  const boundary = (at: number, offset: number) => {
    const paragraph = Math.floor(at / PARAGRAPH);
    const path = `/html[1]/body[1]/main[1]/article[1]/p[${paragraph + 1}]/text()[1]`;
    return { path, offset: offset - (sentences[paragraph * PARAGRAPH]?.start ?? 0) };
  };
  return {
    exact: cut(start, end),
    prefix: cut(start - CONTEXT, start),
    suffix: cut(end, end + CONTEXT),
    position: { start, end },
    sentenceBefore: sentence(first - 1),
    sentenceAfter: sentence(last + 1),
    range: { start: boundary(first, start), end: boundary(last, end) },
  };
}

function personOf(random: Random): string {
  const nth = random.int(SPEAKERS);
  return `${writerFor(seeded(1, 'person', nth)).words(seeded(2, 'person', nth), 2)} ${nth}`;
}

/** A UUID of version 7, as ours are: what is made later comes later in the tables. */
function idOf(random: Random, time: number): string {
  const hex = Array.from({ length: 18 }, () => random.int(16).toString(16)).join('');
  return `${time.toString(16).padStart(12, '0')}${hex}`.replace(
    /^(.{8})(.{4})(.{3})(.{3})(.{12})$/u,
    '$1-$2-7$3-8$4-$5',
  );
}
