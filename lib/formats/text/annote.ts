/** A mark in one paragraph, for formats that have room for notes about an article and nothing else. */
import { attributionOf } from '../../annotation/attribution';
import type { Annotation } from '../../annotation/model';
import type { Labels } from '../format';
import { oneLine } from './plain-text';
import { verdictOf } from './verdict';

/** “Passage” — who said it. The note. */
export function annote(annotation: Annotation, labels: Labels): string {
  const { kind, target, claim, note } = annotation;
  const what = kind === 'claim' ? `${labels.claim} (${verdictOf(claim, labels)})` : labels[kind];
  const passage = target ? `“${oneLine(target.exact)}”` : '';
  const said = [passage, oneLine(attributionOf(annotation).name)].filter(Boolean).join(' — ');
  return [`${what}:`, said, oneLine(note)].filter(Boolean).join(' ');
}
