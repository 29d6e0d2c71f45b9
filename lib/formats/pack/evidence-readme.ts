/**
 * What stands in an evidence pack, and how to check it, in plain words. In English whatever the user's language is: it is
 * for those whom the pack is handed to.
 */
import type { Article } from '../../annotation/model';
import { isoTime, oneLine } from '../text/plain-text';
import { CHECK_BY_HAND } from './check-by-hand';

/** An article of the pack. */
export interface PackedSummary {
  readonly folder: string;
  readonly article: Article;
  readonly versions: number;
  /** Versions that could not be read any more, or whose text no longer has the sum that it was saved with. */
  readonly damaged: number;
  /** Versions of which not even the time could be read: nothing of them is in the pack. */
  readonly unreadable: number;
}

interface Made {
  readonly now: number;
  readonly program: string;
}

/** The text of `README.txt`. */
export function evidenceReadme(packed: readonly PackedSummary[], { now, program }: Made): string {
  return [
    'EVIDENCE PACK',
    `Made by ${program} on ${isoTime(now)} (the clock of the computer that it was made on, in UTC).`,
    'What was marked in articles on the web, and the text of those articles as it was when they were\nseen. Everything in it can be read and checked without Pullquote.',
    `ARTICLES\n\n${packed.map(articleLines).join('\n')}`,
    FILES,
    CHECK_BY_HAND,
    PROVES,
  ]
    .join('\n\n')
    .concat('\n');
}

function articleLines({ folder, article, versions, damaged, unreadable }: PackedSummary): string {
  const lines = [
    `${folder}/`,
    `    ${oneLine(article.title) || '(no title)'}`,
    `    ${oneLine(article.url)}`,
    `    Saved versions: ${versions}`,
  ];
  if (damaged > 0)
    lines.push(
      `    DAMAGED: ${damaged} of them could not be read, or no longer have the text that they were saved with.`,
      '    versions.json says which ("isAsCaptured": false).',
    );
  if (unreadable > 0) lines.push(`    MISSING: ${unreadable} more could not be read at all.`);
  return lines.join('\n');
}

const FILES = `WHAT THE FILES ARE

marks.html        What was marked, to read: each passage with the sentence before and after it, the
                  note, who said it, a link to the place, and when it was marked.
marks.json        The same as data, complete. Pullquote can read it.
versions/N-TIME.txt
                  The text of the article as it was at that time (UTC), N from the oldest to the newest:
                  paragraphs, parted by blank lines, without headline, captions and pictures. Nothing is
                  added and nothing is taken away: its SHA-256 is the one that was stored on that day.
versions/N-TIME.html
                  The same to read, with headline, address and links. It runs nothing and loads nothing,
                  so pictures are only named. Marks stand out where their place in it is certain.
versions.json     The versions: when each was seen ("capturedAt", UTC), the SHA-256 of its text, its
                  headline, and the addresses of the article.
SHA256SUMS        The SHA-256 of every other file.`;

const PROVES = `WHAT A SUM PROVES, AND WHAT IT DOES NOT

A file that has its sum has not been changed since SHA256SUMS was written, not by one letter. Whoever
changes a file can write a new SHA256SUMS, too. So keep the sum of the whole archive, or of SHA256SUMS,
somewhere that others vouch for: in an e-mail to somebody else, with a notary, with a time-stamping service
(RFC 3161, OpenTimestamps). From then on nobody can change anything unseen.

The times are those of the device's own clock. Nobody else has confirmed them.

The text is what the page showed in this browser: it may differ from what others were shown (another
country, a subscription, a test of headlines), and extensions or malware could have changed it. Only the
publisher, or an independent archive of the page from that time, can confirm that it was published.

What was marked, the notes, and who is said to have said something are the words of the person who made the
marks.`;
