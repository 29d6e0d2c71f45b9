import type { ArticleVersion } from '../../lib/annotation/version';

/** A moment in the reader's language, to the minute. */
export function formatTime(time: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(time);
}

/** What each version is called, by its id: when it was seen, to the second where others were seen in that minute. */
export function versionNames(
  versions: readonly ArticleVersion[],
  locale: string,
): ReadonlyMap<string, string> {
  const precise = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  const byName = Map.groupBy(versions, ({ capturedAt }) => formatTime(capturedAt, locale));
  const names = [...byName].flatMap(([name, same]) =>
    same.map(({ id, capturedAt }) => [id, same.length === 1 ? name : precise.format(capturedAt)] as const),
  );
  return new Map(names);
}
