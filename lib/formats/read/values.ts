/** What cells and members of other tools' files say, as the model says it. */
import { MAX_LINE } from '../../annotation/limits';
import type { Target } from '../../annotation/model';

/** One line, no longer than the model keeps. */
export function lineOf(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim().slice(0, MAX_LINE);
}

/** A passage without the context that the format has no place for; null where there is no text. */
export function targetOf(exact: string, context: Partial<Target> = {}): Target | null {
  const text = exact.trim();
  const none = { prefix: '', suffix: '', position: null, sentenceBefore: '', sentenceAfter: '' };
  return text === '' ? null : { ...none, ...context, exact: text };
}

const SECONDS = /^\d{9,10}(?:\.\d+)?$/u;
const MILLISECONDS = /^\d{12,14}$/u;
/** JavaScript finds a date in “Chapter 7” as well: these are its words, and a year has four digits. */
const WORDS =
  /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|am$|pm$|t$|z$|utc$|gmt$|[ecmp][sd]t$)/iu;
const YEAR = /(?<!\d)[12]\d{3}(?!\d)/u;
/** 3/4/2021 is a day in March in one country, and in April in the next. */
const DAY_OR_MONTH = /^0?(\d{1,2})[/.-]0?(\d{1,2})[/.-]\d{4}/u;

function isDate(text: string): boolean {
  const [, one, other] = DAY_OR_MONTH.exec(text) ?? [];
  if (one !== other && Number(one) <= 12 && Number(other) <= 12) return false;
  return (
    YEAR.test(text) &&
    /\d\D+\d/u.test(text) &&
    (text.match(/[a-z]+/giu) ?? []).every((word) => WORDS.test(word))
  );
}

/**
 * A time as tools write it, in milliseconds since the epoch: ISO 8601, a date that JavaScript knows, or a count of
 * seconds or milliseconds. Undefined where it is none, or may be two: a wrong time is worse than none.
 */
export function timeOf(text: string): number | undefined {
  const stated = text.trim();
  if (stated === '') return undefined;
  const time = SECONDS.test(stated)
    ? Number(stated) * 1_000
    : MILLISECONDS.test(stated)
      ? Number(stated)
      : isDate(stated)
        ? Date.parse(stated)
        : NaN;
  return Number.isFinite(time) && time >= 0 ? Math.round(time) : undefined;
}

/** `{ [key]: value }`, or nothing where there is no value: for members that may be absent. */
export function maybe<K extends string, T>(key: K, value: T | undefined): { readonly [name in K]?: T } {
  const member: { [name in K]?: T } = {};
  if (value !== undefined) member[key] = value;
  return member;
}

/** Tags that stand in one cell, parted by a sign. */
export function tagsOf(text: string, separator: string | RegExp): string[] {
  return text
    .split(separator)
    .map(lineOf)
    .filter((tag) => tag !== '');
}

/** An address as the model takes it; null where it is none. */
export function urlOf(text: string): string | null {
  const address = text.trim();
  return /^(?:https?|file):/iu.test(address) && URL.canParse(address) ? address : null;
}
