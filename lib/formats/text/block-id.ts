import type { Annotation } from '../../annotation/model';

/**
 * The id under which notes of Obsidian link to a mark. It is the end of the mark’s own, the random part: the beginning is
 * the time, alike for marks made together.
 */
export function blockId({ id }: Annotation): string {
  return `pq-${id.replace(/[^a-z0-9]/giu, '').slice(-12)}`;
}
