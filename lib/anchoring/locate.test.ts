/** Whole articles as newsrooms edit them: what became of each sentence is known. */
import { describe, expect, it } from 'vitest';
import {
  fateOf,
  loadArticlePairs,
  paragraphsOf,
  type ArticlePair,
  type Fate,
} from '../../tests/fixtures/article-pairs';
import type { Target } from '../annotation/model';
import { describeSpan } from './describe';
import { locate, type Located } from './locate';
import { searchable } from './searchable';

interface Outcome {
  readonly fate: Fate;
  readonly located: Located;
  /** The place overlaps what became of the sentence. */
  readonly hit: boolean;
}

function textOf(pair: ArticlePair, version: 'before' | 'after'): string {
  return paragraphsOf(pair, version).join('\n');
}

/** Where each sentence stands in its version; equal sentences in the order of the text. */
function spansOf(
  pair: ArticlePair,
  version: 'before' | 'after',
): Map<string, { start: number; end: number }> {
  const text = textOf(pair, version);
  const spans = new Map<string, { start: number; end: number }>();
  let from = 0;
  for (const id of pair[version].flat()) {
    const sentence = pair.sentences[id]?.[version] ?? '';
    const start = text.indexOf(sentence, from);
    spans.set(id, { start, end: start + sentence.length });
    from = start + sentence.length;
  }
  return spans;
}

function targetAt(text: ReturnType<typeof searchable>, span: { start: number; end: number }): Target {
  const described = describeSpan(text, span.start, span.end);
  if (!described.ok) throw new Error(described.reason);
  return described.target;
}

function outcomes(pair: ArticlePair): Outcome[] {
  const before = searchable(textOf(pair, 'before'));
  const after = searchable(textOf(pair, 'after'));
  const marked = [...spansOf(pair, 'before')];
  const now = spansOf(pair, 'after');
  const targets = marked.map(([, span]) => targetAt(before, span));
  return locate(after, targets).flatMap((located, at) => {
    const id = marked[at]?.[0] ?? '';
    const span = now.get(id);
    const hit = span !== undefined && located.start < span.end && located.end > span.start;
    return [{ fate: fateOf(pair, id), located, hit }];
  });
}

const all = loadArticlePairs().flatMap(outcomes);
const share = (fate: Fate, holds: (outcome: Outcome) => boolean): number => {
  const those = all.filter((outcome) => outcome.fate === fate);
  return those.filter(holds).length / those.length;
};

describe('marks on articles that were edited', () => {
  it('stand where their sentence was left as it was', () => {
    expect(share('same', ({ located, hit }) => located.status === 'found' && hit)).toBeGreaterThan(0.98);
  });

  it('are never painted on another sentence than the one that was edited', () => {
    expect(share('edited', ({ located, hit }) => located.status === 'found' && !hit)).toBe(0);
    expect(share('same', ({ located, hit }) => located.status === 'found' && !hit)).toBe(0);
  });

  it('are found or asked for where the sentence was edited and can still be told', () => {
    expect(share('edited', ({ located, hit }) => located.status !== 'gone' && hit)).toBeGreaterThan(0.75);
  });

  it('are gone where the sentence was cut, but for few that have a near twin', () => {
    expect(share('cut', ({ located }) => located.status === 'found')).toBeLessThan(0.05);
    expect(share('cut', ({ located }) => located.status === 'gone')).toBeGreaterThan(0.88);
  });
});
