/** What a page says of its article in JSON-LD, in the vocabulary of schema.org. */
import { isoDate } from './iso-date';
import { plainLine, plainLineOfMarkup } from './plain-line';

/** Limits that no honest page reaches. */
const MAX_SCRIPTS = 50;
const MAX_SCRIPT_LENGTH = 500_000;
const MAX_TOTAL_LENGTH = 2_000_000;
const MAX_NODES = 2_000;
const MAX_DEPTH = 8;
const MAX_PEOPLE = 20;

/** `https://schema.org/NewsArticle`, `schema:LiveBlogPosting`, `Report`… */
const ARTICLE_TYPE = /(?:^|[/:#])(?:[A-Z][A-Za-z]*)?(?:Article|Posting|Report)$/;
const PAGE_TYPE = /(?:^|[/:#])(?:Web|Item|Review|FAQ|QA|MedicalWeb)Page$/;
/** Where an article may hide inside something else. */
const CONTAINERS = ['@graph', 'mainEntity', 'mainEntityOfPage', 'item'];

/** One article of a page's JSON-LD; '' and [] where nothing is said. */
export interface LinkedArticle {
  /** False for a mere web page, whose name and dates may be those of the frame around the article. */
  readonly isArticle: boolean;
  readonly url: string;
  readonly headline: string;
  readonly authors: readonly string[];
  readonly site: string;
  readonly section: string;
  readonly language: string;
  readonly publishedAt: string;
  readonly modifiedAt: string;
}

type Node = Readonly<Record<string, unknown>>;

/** The articles that a page describes, then the web pages, each in document order. Never throws. */
export function readLinkedArticles(document: Document): LinkedArticle[] {
  const nodes = collectNodes(parseScripts(document));
  const byId = new Map<string, Node>();
  for (const node of nodes) {
    const id = own(node, '@id');
    // A node that only refers to another has nothing but its id.
    if (typeof id === 'string' && Object.keys(node).length > 1 && !byId.has(id)) byId.set(id, node);
  }
  const resolve = (value: unknown): unknown => {
    const id = isNode(value) ? own(value, '@id') : undefined;
    return (typeof id === 'string' ? byId.get(id) : undefined) ?? value;
  };
  return [ARTICLE_TYPE, PAGE_TYPE].flatMap((type) =>
    nodes
      .filter((node) => hasType(node, type))
      .map((node) => readArticle(node, type === ARTICLE_TYPE, resolve)),
  );
}

function parseScripts(document: Document): unknown[] {
  const scripts = [...document.querySelectorAll('script[type^="application/ld+json" i]')].slice(
    0,
    MAX_SCRIPTS,
  );
  let left = MAX_TOTAL_LENGTH;
  return scripts.map((script) => {
    const text = script.textContent;
    left -= text.length;
    return text.length > MAX_SCRIPT_LENGTH || left < 0 ? null : parseJson(text);
  });
}

/** JSON as sites write it: perhaps inside a comment, with raw line breaks in strings or a comma too many. */
function parseJson(text: string): unknown {
  const repaired = () =>
    text
      .trim()
      .replace(/^(?:<!--|\/\*<!\[CDATA\[\*\/|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)/, '')
      .replace(/(?:-->|\/\*\]\]>\*\/|\/\/\s*\]\]>|\]\]>|;)$/, '')
      // oxlint-disable-next-line no-control-regex -- these are what JSON forbids inside strings
      .replace(/[\u0000-\u001F]+/g, ' ')
      .replace(/,(?= ?[}\]])/g, '');
  for (const read of [() => text, repaired]) {
    try {
      return JSON.parse(read());
    } catch {
      // Try the next reading; a script that has none says nothing.
    }
  }
  return null;
}

function collectNodes(roots: readonly unknown[]): Node[] {
  const nodes: Node[] = [];
  const visit = (value: unknown, depth: number): void => {
    if (depth > MAX_DEPTH || nodes.length >= MAX_NODES) return;
    if (Array.isArray(value)) {
      for (const entry of value.slice(0, MAX_NODES)) visit(entry, depth + 1);
    } else if (isNode(value)) {
      nodes.push(value);
      for (const key of CONTAINERS) visit(own(value, key), depth + 1);
    }
  };
  for (const root of roots) visit(root, 0);
  return nodes;
}

function readArticle(node: Node, isArticle: boolean, resolve: (value: unknown) => unknown): LinkedArticle {
  const get = (key: string) => resolve(own(node, key));
  const pageOf = get('mainEntityOfPage');
  return {
    isArticle,
    url:
      stringOf(get('url')) ||
      stringOf(isNode(pageOf) ? own(pageOf, '@id') : pageOf) ||
      stringOf(own(node, '@id')),
    headline: stringOf(get('headline')) || stringOf(get('name')),
    authors: people(own(node, 'author') ?? own(node, 'creator'), resolve),
    site: people(own(node, 'publisher'), resolve)[0] ?? '',
    section: stringOf(get('articleSection')),
    language: stringOf(get('inLanguage')),
    publishedAt: isoDate(stringOf(get('datePublished'))) || isoDate(stringOf(get('dateCreated'))),
    modifiedAt: isoDate(stringOf(get('dateModified'))),
  };
}

function people(value: unknown, resolve: (value: unknown) => unknown): string[] {
  const entries: unknown[] = Array.isArray(value) ? value.slice(0, MAX_PEOPLE) : [value];
  return entries
    .map(resolve)
    .flatMap((entry) => {
      const name = isNode(entry) ? own(entry, 'name') : entry;
      return Array.isArray(name) ? name.slice(0, MAX_PEOPLE).map(stringOf) : [stringOf(name)];
    })
    .filter((name) => name !== '');
}

/** A text value: plain, as `{"@value": …}`, or the first of several. */
function stringOf(value: unknown): string {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return plainLineOfMarkup(isNode(first) ? own(first, '@value') : first);
}

function hasType(node: Node, type: RegExp): boolean {
  const stated = own(node, '@type');
  const types: unknown[] = Array.isArray(stated) ? stated.slice(0, MAX_PEOPLE) : [stated];
  return types.some((entry) => type.test(plainLine(entry)));
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Only what the page wrote: never what every object inherits. */
function own(node: Node, key: string): unknown {
  return Object.hasOwn(node, key) ? node[key] : undefined;
}
