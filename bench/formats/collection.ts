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
  const count = Math.min(most, 10 + random.int(21));
  let start = 0;
  const annotations = Array.from({ length: count }, (_, at): Annotation => {
    start += random.int(900);
    return markOf(random, writer, article, { at, start });
  });
  return { article, annotations };
}

interface Where {
  readonly at: number;
  readonly start: number;
}

function markOf(random: Random, writer: Writer, { id, savedAt }: Article, { at, start }: Where): Annotation {
  const isNote = random.chance(0.02);
  const kind = isNote ? 'note' : random.pick(KINDS);
  const createdAt = savedAt + at * 60_000 + random.int(60_000);
  return {
    id: idOf(random, createdAt),
    articleId: id,
    kind,
    target: isNote ? null : targetOf(random, writer, start),
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

function targetOf(random: Random, writer: Writer, start: number): NonNullable<Annotation['target']> {
  const exact = writer.text(random, 80, 400);
  return {
    exact,
    prefix: writer.text(random, 30, 34),
    suffix: writer.text(random, 30, 34),
    position: { start, end: start + exact.length },
    sentenceBefore: writer.text(random, 60, 160),
    sentenceAfter: writer.text(random, 60, 160),
    range: {
      start: { path: `/html[1]/body[1]/main[1]/article[1]/p[${start % 40}]/text()[1]`, offset: 0 },
      end: { path: `/html[1]/body[1]/main[1]/article[1]/p[${start % 40}]/text()[1]`, offset: exact.length },
    },
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
