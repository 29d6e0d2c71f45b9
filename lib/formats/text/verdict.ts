import type { Annotation } from '../../annotation/model';
import type { Labels } from '../format';
import { oneLine } from './plain-text';

/** How far the checking of a claim is, and what came of it: `checked: mostly false`. */
export function verdictOf({ status, rating }: Annotation['claim'], labels: Labels): string {
  return [labels[status], oneLine(rating)].filter((part) => part !== '').join(': ');
}
