/** The highlight registry of a document. */

const known = new WeakMap<Document, HighlightRegistry>();

/**
 * The registry of the document in `window`.
 *
 * Asked for by its getter, and once: for a content script, Firefox 153 answers a `CSS.highlights` that has run a few
 * times with the registry of whichever document it gave before.
 */
export function registryOf({ document, CSS }: Window & typeof globalThis): HighlightRegistry {
  let registry = known.get(document);
  if (!registry) {
    const answer: unknown = Object.getOwnPropertyDescriptor(CSS, 'highlights')?.get?.call(CSS);
    registry = isRegistry(answer) ? answer : CSS.highlights;
    known.set(document, registry);
  }
  return registry;
}

function isRegistry(answer: unknown): answer is HighlightRegistry {
  return typeof answer === 'object' && answer !== null && 'size' in answer;
}
