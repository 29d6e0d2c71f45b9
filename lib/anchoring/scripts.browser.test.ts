/** Every character of every script: from the page to its folded text and back, nothing is lost or shifted. */
import { afterEach, expect, it } from 'vitest';
import { fold, foldedOffset, sourceSpan } from './text/fold';
import { buildTextIndex } from './text-index';

afterEach(() => document.body.replaceChildren());

const ASSIGNED = /^[^\p{Cn}\p{Cs}\p{Co}]$/u;
function* assigned(): Generator<string> {
  for (let codePoint = 1; codePoint <= 0xe_01ef; codePoint++) {
    if (codePoint >= 0xd800 && codePoint < 0xe000) continue;
    const character = String.fromCodePoint(codePoint);
    if (ASSIGNED.test(character)) yield character;
  }
}

function chunks(size: number): string[][] {
  const all: string[][] = [[]];
  for (const character of assigned()) {
    if (all.at(-1)?.length === size) all.push([]);
    all.at(-1)?.push(character);
  }
  return all;
}

/** Paragraphs of characters with letters between them, and of characters side by side, some in elements. */
function show(characters: readonly string[]): void {
  const apart = document.createElement('p');
  const together = document.createElement('p');
  for (const [at, character] of characters.entries()) {
    apart.append(`a${character}`);
    const part = document.createElement('b');
    if (at % 5 === 0) part.append(character);
    together.append(at % 5 === 0 ? part : character);
  }
  document.body.replaceChildren(apart, together);
}

it('finds each folded unit back in the page, and each place of the page in the folded text', () => {
  let tried = 0;
  const wrong: string[] = [];
  for (const chunk of chunks(1_500)) {
    show(chunk);
    const index = buildTextIndex(document.body);
    const { folded, text } = index;
    if (folded.text !== fold(text).text.trim()) wrong.push('folded otherwise');
    for (let unit = 0; unit < folded.text.length; unit++) {
      if (folded.text[unit] === ' ') continue;
      tried++;
      const span = sourceSpan(folded, unit, unit + 1);
      const range = index.rangeAt(span.start, span.end);
      const isBack =
        range !== null &&
        fold(range.toString()).text.includes(folded.text[unit] ?? '') &&
        index.offsetOf(range.startContainer, range.startOffset, 'start') === span.start &&
        index.offsetOf(range.endContainer, range.endOffset, 'end') === span.end &&
        foldedOffset(folded, span.start) <= unit &&
        foldedOffset(folded, span.end) > unit;
      if (!isBack) wrong.push(`${text.codePointAt(span.start)?.toString(16)} at ${span.start}`);
    }
  }
  expect(wrong.slice(0, 10)).toEqual([]);
  expect(tried).toBeGreaterThan(100_000);
}, 60_000);
