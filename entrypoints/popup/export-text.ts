import { formatLabels } from '../../components/format-labels';
import type { Translate } from '../../components/messages';
import { fileName } from '../../lib/formats/file-name';
import { render, type Collection } from '../../lib/formats/format';
import { FORMATS, type FormatName } from '../../lib/formats/registry';
import type { Database } from '../../lib/store/database';
import { EVERYTHING, selectEntries } from '../../lib/store/collection';
import type { ExportedText, ExportScope } from './services';

/** The scope as one file; null where it is empty. */
export async function exportText(
  db: Database,
  scope: ExportScope,
  name: FormatName,
  t: Translate,
  locale: string,
): Promise<ExportedText | null> {
  const collection = scope.type === 'all' ? await everything(db) : collectPage(scope);
  if (collection.length === 0) return null;
  const now = Date.now();
  const format = FORMATS[name];
  return {
    name: fileName(collection, format, now),
    mime: format.mime,
    text: render(format, collection, { now, locale, labels: formatLabels(t) }),
  };
}

async function everything(db: Database): Promise<Collection> {
  const chunks: Collection[] = [];
  for await (const { entries } of selectEntries(db, EVERYTHING, { by: 'saved', reversed: false }))
    chunks.push(entries);
  return chunks.flat();
}

/** The marks in the order in which they are given, under their articles. */
export function collectPage({ articles, annotations }: Extract<ExportScope, { type: 'page' }>): Collection {
  const byArticle = Map.groupBy(annotations, ({ articleId }) => articleId);
  return articles.flatMap((article) => {
    const own = byArticle.get(article.id);
    return own ? [{ article, annotations: own }] : [];
  });
}
