/** A mark in one paragraph, for formats that have room for notes about an article and nothing else. */
import type { Annotation } from '../annotation/model';
import type { Labels } from './format';
import { oneLine } from './plain-text';

/** “Passage” — who said it. The note. */
export function annote(annotation: Annotation, labels: Labels): string {
  const { kind, target, quote, claim, note } = annotation;
  const name = kind === 'quote' ? quote.speaker : kind === 'claim' ? claim.claimant : '';
  const what = kind === 'claim' ? `${labels.claim} (${labels[claim.status]})` : labels[kind];
  const passage = target ? `“${oneLine(target.exact)}”` : '';
  const said = [passage, oneLine(name)].filter(Boolean).join(' — ');
  return [`${what}:`, said, oneLine(note)].filter(Boolean).join(' ');
}
