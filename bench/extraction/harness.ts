/** Runs in a page: the extractors, each on a document of its own that no other one has touched. */
import { Readability } from '@mozilla/readability';
import Defuddle from 'defuddle';
import { readBlocks } from '../../lib/article/extraction/blocks';
import { extractArticle } from '../../lib/article/extract';

export interface Extracted {
  readonly text: string;
  readonly title: string;
  readonly author: string;
  readonly date: string;
  readonly ms: number;
}

export type Extractor = (document: Document, url: string) => Omit<Extracted, 'ms'>;

const NOTHING = { text: '', title: '', author: '', date: '' };

/** The text of what an extractor gave, read as ours is. */
function textOf(content: Element): string {
  return readBlocks(content, { most: Infinity })
    .map(({ text }) => text)
    .join('\n\n');
}

const EXTRACTORS: Readonly<Record<string, Extractor>> = {
  pullquote(document, url) {
    const article = extractArticle(document, url);
    if (!article) return NOTHING;
    const { title, byline, publishedAt } = article.details;
    return { text: article.text, title, author: byline, date: publishedAt };
  },
  // Both change what they are given, so that each gets a copy, as they ask for.
  readability(document) {
    const copy = document.cloneNode(true);
    const found =
      copy instanceof Document ? new Readability<Node>(copy, { serializer: (node) => node }).parse() : null;
    return {
      text: found?.content instanceof Element ? textOf(found.content) : '',
      title: found?.title ?? '',
      author: found?.byline ?? '',
      date: found?.publishedTime ?? '',
    };
  },
  defuddle(document, url) {
    const copy = document.cloneNode(true);
    if (!(copy instanceof Document)) return NOTHING;
    const found = new Defuddle(copy, { url }).parse();
    return {
      text: textOf(new DOMParser().parseFromString(found.content, 'text/html').body),
      title: found.title,
      author: found.author,
      date: found.published,
    };
  },
};

declare global {
  var extractionBench: { extract(tool: string, html: string, url: string): Extracted } | undefined;
}

globalThis.extractionBench = {
  extract(tool, html, url) {
    const document = new DOMParser().parseFromString(html, 'text/html');
    const extract = EXTRACTORS[tool];
    if (!extract) throw new RangeError(`No extractor ${tool}`);
    const began = performance.now();
    try {
      const found = extract(document, url);
      return { ...found, ms: performance.now() - began };
    } catch {
      return { ...NOTHING, ms: performance.now() - began };
    }
  },
};
