/** The collection of `formats` as what is synced. */
import { annotationFields, articleFields, type Fields } from '../../lib/sync/merge/fields';
import { recordChange } from '../../lib/sync/merge/change';
import type { Operation } from '../../lib/sync/merge/operation';
import { collectionOf } from '../formats/collection';

export interface NewRecord {
  readonly type: 'annotation' | 'article';
  readonly id: string;
  readonly fields: Fields;
}

/** Everything that is synced, with the fields that ours has of it: the same for every tool. The last is an annotation. */
export function* recordsOf(annotations: number): Generator<NewRecord, void> {
  for (const { article, annotations: marks } of collectionOf(annotations)) {
    yield { type: 'article', id: article.id, fields: articleFields(article) };
    for (const mark of marks) yield { type: 'annotation', id: mark.id, fields: annotationFields(mark) };
  }
}

/** What a device has to publish of a record that is new. */
export function creationOf({ type, id, fields }: NewRecord): Operation[] {
  const time = Number(fields['created'] ?? fields['saved'] ?? 0);
  const operation = recordChange({ id, type, published: null, pending: null }, null, fields, time);
  return operation ? [operation] : [];
}
