/** Where the picture of an `<img>` is, also where the page loads it only when it comes into view. */

const LAZY = ['data-src', 'data-lazy-src', 'data-original', 'data-lazy', 'data-url'];
const SETS = ['srcset', 'data-srcset', 'data-lazy-srcset'];
/** Longer lists are cut. */
const MAX_SET = 20_000;

/**
 * The best address that an `<img>` or `<picture>` states for its picture, absolute: the largest of its own set, of the
 * sources around it, what a script would load, what its `<noscript>` twin has, or else its `src`, which may be a
 * placeholder. '' where there is none by http or https.
 */
export function imageAddress(element: Element, base: string): string {
  const image = element.localName === 'img' ? element : element.querySelector('img');
  const picture = element.closest('picture');
  for (const stated of statedAddresses(image, picture)) {
    const address = stated === '' ? null : URL.parse(stated, base);
    if (address && /^https?:$/.test(address.protocol)) return address.href;
  }
  return '';
}

/** Best first. */
function statedAddresses(image: Element | null, picture: Element | null): string[] {
  const sources = picture ? [...picture.querySelectorAll('source')] : [];
  const twin = noScriptTwin(picture ?? image);
  return [
    ...largestFirst(image ? [image] : []),
    ...largestFirst(sources),
    ...LAZY.map((name) => image?.getAttribute(name) ?? ''),
    ...largestFirst(twin ? [twin] : []),
    twin?.getAttribute('src') ?? '',
    image?.getAttribute('src') ?? '',
  ];
}

/** The image for browsers without scripts, right behind the one that a script will fill, or before it. */
function noScriptTwin(element: Element | null): Element | null {
  const holder = [element?.nextElementSibling, element?.previousElementSibling].find(
    (sibling) => sibling?.localName === 'noscript',
  );
  if (!holder) return null;
  // Where scripts run, what it holds is text.
  const parsed = new DOMParser().parseFromString(holder.innerHTML, 'text/html').querySelector('img');
  return parsed ?? new DOMParser().parseFromString(holder.textContent, 'text/html').querySelector('img');
}

interface Candidate {
  readonly address: string;
  /** Of its width or density: sets have one or the other. */
  readonly size: number;
}

function largestFirst(elements: readonly Element[]): string[] {
  return elements
    .flatMap((element) => SETS.flatMap((name) => candidatesOf(element.getAttribute(name) ?? '')))
    .toSorted((one, other) => other.size - one.size)
    .map(({ address }) => address);
}

/** `a.jpg 320w, b.jpg 640w`. Addresses may have commas in them, so that blanks tell where one ends. */
function candidatesOf(set: string): Candidate[] {
  const candidates: Candidate[] = [];
  const words = set.slice(0, MAX_SET).trim().split(/\s+/);
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const address = word.replace(/^,+/, '');
    if (address.endsWith(',')) candidates.push({ address: address.replace(/,+$/, ''), size: 1 });
    else if (address !== '') {
      const [size = '', ...rest] = (words.shift() ?? '').split(',');
      candidates.push({ address, size: Number.parseFloat(size) || 1 });
      const next = rest.join(',');
      if (next !== '') words.unshift(next);
    }
  }
  return candidates;
}
