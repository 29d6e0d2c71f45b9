/** Omnivore's export: a ZIP with `metadata_*.json`, and the highlights of an article in `highlights/SLUG.md`. */
import * as v from 'valibot';
import { check, unreadable, type Found, type Reader } from './reader';
import { jsonItems } from './sources/json';
import { textOf } from './sources/text';
import { archiveOf, type Archive } from './sources/zip';
import { lineOf, maybe, targetOf, timeOf } from './values';

const text = v.optional(v.nullable(v.string()), '');
const itemSchema = v.looseObject({
  slug: v.string(),
  title: text,
  author: text,
  url: v.string(),
  savedAt: text,
  publishedAt: text,
});

export const omnivore: Reader = {
  id: 'omnivore',
  async *read(file) {
    const archive = await archiveOf(file);
    for (const name of archive.names.filter((each) => /(?:^|\/)metadata_[^/]*\.json$/u.test(each))) {
      // oxlint-disable-next-line no-await-in-loop -- one file at a time, so that memory stays bounded
      for await (const { place, value } of jsonItems(await archive.open(name), [''])) {
        yield* await readItem(archive, `${name} ${place}`, value);
      }
    }
  },
};

async function readItem(archive: Archive, place: string, value: unknown): Promise<Found[]> {
  const parsed = v.safeParse(itemSchema, value);
  if (!parsed.success) return [unreadable(place, parsed.issues[0])];
  const { slug, title, author, url, savedAt, publishedAt } = parsed.output;
  const name = archive.names.find(
    (each) => each === `highlights/${slug}.md` || each.endsWith(`/highlights/${slug}.md`),
  );
  const pieces: string[] = [];
  if (name !== undefined) for await (const piece of textOf(await archive.open(name))) pieces.push(piece);
  const time = timeOf(savedAt ?? '');
  return check({
    place: name ?? place,
    article: {
      url,
      title: lineOf(title ?? ''),
      byline: lineOf(author ?? ''),
      ...(publishedAt ? { publishedAt: publishedAt.slice(0, 40) } : {}),
      ...maybe('savedAt', time),
    },
    annotations: highlightsOf(pieces.join(''), { ...maybe('createdAt', time), ...maybe('updatedAt', time) }),
  });
}

/** `> passage`, then `#labels`, then a note; the next passage begins the next highlight. */
function highlightsOf(markdown: string, times: object): object[] {
  const blocks = markdown.split(/\r?\n\s*\r?\n(?=> )/u).filter((block) => block.trim() !== '');
  return blocks.map((block) => Object.assign(highlightOf(block), times));
}

function highlightOf(block: string): object {
  const lines = block.trim().split(/\r?\n/u);
  const passage = lines.filter((line) => line.startsWith('>')).map((line) => line.replace(/^> ?/u, ''));
  const rest = lines.filter((line) => !line.startsWith('>'));
  const labels = rest.filter((line) => /^(?:#[^\s#]\S*\s*)+$/u.test(line.trim()));
  const note = rest.filter((line) => !labels.includes(line)).join('\n');
  return {
    kind: 'highlight',
    target: targetOf(passage.join('\n')) ?? { exact: '' },
    note: note.trim(),
    tags: labels.flatMap((line) => line.trim().split(/\s+/u)).map((tag) => tag.replace(/^#/u, '')),
  };
}
