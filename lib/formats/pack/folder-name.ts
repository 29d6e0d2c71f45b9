/** Names in an archive that every program that unpacks it makes the same files of. */
import type { Article } from '../../annotation/model';
import { isoTime } from '../text/plain-text';
import { siteOf } from '../text/site';

/** Windows' paths are short, and the archive's own folder and ours stand around it. */
const LONGEST = 60;

/**
 * The folder of an article: its number, site and title. Only ASCII: see `PackFile.path`; no two are the same, since no two
 * articles have one number.
 *
 * @param nth counts from 1
 */
export function folderName(article: Article, nth: number): string {
  const words = [siteOf(article), article.title].map(plain).filter((part) => part !== '');
  const number = String(nth).padStart(4, '0');
  return [number, ...words]
    .join('-')
    .slice(0, LONGEST)
    .replace(/[-.]+$/u, '');
}

/** Letters without their accents, digits, dots and hyphens. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9.]+/giu, '-')
    .replaceAll(/\.{2,}/gu, '.')
    .replaceAll(/^[-.]+|[-.]+$/gu, '');
}

/** `2026-02-11T090000Z`: without the colons, which Windows does not allow. */
export function fileTime(time: number): string {
  return (
    isoTime(time)
      .replace(/\.\d+Z$/u, 'Z')
      .replaceAll(':', '') || 'no-time'
  );
}
