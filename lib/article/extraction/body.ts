/** Where the article's paragraphs stand: what its own elements are told by. */
import { isTold } from './candidate';
import type { Candidate } from './candidate';
import { namesOf } from './surroundings';
import type { Article } from './surroundings';

/** Share of the article's paragraphs from which on an element is the article's, whatever it is called. */
const MAIN = 0.3;
/** … and from which on a name that they stand under says nothing. */
const COMMON = 0.2;
/** Paragraphs that make a place one of the article's. */
const SEVERAL = 2;

function add<K>(sums: Map<K, number>, key: K, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}

/** How an element is made: paragraphs of an article are made alike. */
function makeOf(element: Element): string {
  const parent = element.parentElement;
  return [element, parent]
    .map((each) => `${each?.localName ?? ''}.${each?.getAttribute('class') ?? ''}`)
    .join('<');
}

export class Body implements Article {
  /** Characters of all paragraphs, by the elements around them, by the parents alone, and by the names around them. */
  readonly #held = new Map<Element, number>();
  readonly #own = new Map<Element, number>();
  readonly #named = new Map<string, number>();
  /** Paragraphs that Readability kept, by parent and by make. */
  readonly #homes = new Map<Element, number>();
  readonly #makes = new Map<string, number>();
  readonly #names = new Map<Element, readonly string[]>();
  readonly #parts = new Map<Element, boolean>();
  #total = 0;

  constructor(paragraphs: readonly Candidate[]) {
    for (const paragraph of paragraphs) this.#add(paragraph);
  }

  #add({ raw: { element, text }, kept }: Candidate): void {
    const { length } = text;
    this.#total += length;
    const around = new Set<string>();
    for (let at: Element | null = element; at; at = at.parentElement) {
      add(this.#held, at, length);
      const names = this.#names.get(at) ?? namesOf(at);
      this.#names.set(at, names);
      for (const name of names) around.add(name);
    }
    for (const name of around) add(this.#named, name, length);
    const parent = element.parentElement;
    if (!parent) return;
    add(this.#own, parent, length);
    if (!kept) return;
    add(this.#homes, parent, 1);
    add(this.#makes, makeOf(element), 1);
  }

  isMain(element: Element): boolean {
    return this.#total > 0 && (this.#held.get(element) ?? 0) >= MAIN * this.#total;
  }

  isCommon(name: string): boolean {
    return (this.#named.get(name) ?? 0) > COMMON * this.#total;
  }

  /** Whether an element stands in what holds the article, and has nothing but paragraphs of whole sentences itself. */
  isPart(element: Element): boolean {
    const known = this.#parts.get(element);
    if (known !== undefined) return known;
    const { localName, parentElement, children } = element;
    const mayBe = (localName === 'div' || localName === 'section') && children.length >= SEVERAL;
    const isPart =
      mayBe &&
      parentElement !== null &&
      this.isMain(parentElement) &&
      [...children].every((child) => isTold(child, child.textContent.trim()));
    this.#parts.set(element, isPart);
    return isPart;
  }

  /** Whether paragraphs of the article stand right beside an element, or are made as it is. */
  isHome(element: Element): boolean {
    const parent = element.parentElement;
    if (!parent) return false;
    return (
      (this.#homes.get(parent) ?? 0) >= SEVERAL ||
      (this.#makes.get(makeOf(element)) ?? 0) >= SEVERAL ||
      (this.#own.get(parent) ?? 0) >= MAIN * this.#total ||
      this.isPart(parent)
    );
  }
}
