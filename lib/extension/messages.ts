/**
 * The messaging contract: every message that crosses between page, background and extension pages, with its
 * schema. Whoever receives one parses it first. Answers are parsed where they come from a page.
 *
 * Nothing in a message says who sent it: that comes from the browser (`sender.ts`).
 */
import * as v from 'valibot';
import { commandSchema, creationSchema } from '../annotation/commands';
import { annotationSchema, articleDetailsSchema, articleSchema, MARK_KINDS } from '../annotation/model';
import { capturedSchema, keepSchema, savedCopySchema } from '../annotation/version';
import {
  cardEventSchema,
  pageAddressSchema,
  pageStateSchema,
  placeAnswerSchema,
} from '../annotation/page-state';

const address = pageAddressSchema;
const undo = commandSchema;
const nothing = v.null();

/** What a page, or the sentinel in it, may ask of the background. */
export const pageRequests = {
  /** The sentinel's one question. The background injects the annotator itself where the page has marks. */
  'page.open': {
    request: v.object({ address }),
    response: v.object({ toolbar: v.boolean(), siteKnown: v.boolean() }),
  },
  /** The user began to select: bring the annotator. */
  'page.wake': { request: v.object({}), response: nothing },
  /** Everything that the annotator needs to know of its page. */
  'page.load': {
    request: v.object({ address }),
    response: v.object({
      identity: v.pipe(v.array(v.string()), v.minLength(1)),
      annotations: v.array(annotationSchema),
      toolbar: v.boolean(),
    }),
  },
  /** Where the marks stand now; the badge and an open popup live on it. */
  'page.state': { request: v.object({ state: pageStateSchema }), response: nothing },
  'page.create': {
    request: v.object({ address, creation: creationSchema }),
    response: v.object({ annotation: annotationSchema, isNew: v.boolean(), undo }),
  },
  /** Change annotations of this page's article. */
  'page.command': { request: v.object({ address, command: commandSchema }), response: v.object({ undo }) },
  /** The article as the page has it now. */
  'page.capture': {
    request: v.object({
      address,
      details: articleDetailsSchema,
      copy: v.nullable(savedCopySchema),
      keep: keepSchema,
    }),
    response: capturedSchema,
  },
  /** Marks are about to be painted in frames of this page: bring them the style. */
  'page.style': { request: v.object({}), response: nothing },
  /** Switch the selection toolbar off (or on) for this page's site. */
  'page.toolbar': { request: v.object({ on: v.boolean() }), response: nothing },
} as const;

/** What popup, panel, card and welcome page may ask of the background. */
export const viewRequests = {
  'view.command': { request: v.object({ command: commandSchema }), response: v.object({ undo }) },
  /** Bring the annotator into a tab that the user is looking at. */
  'view.annotate': { request: v.object({ tabId: v.number() }), response: nothing },
  /** One annotation, for the card that edits it, and what was used in its article before. */
  'view.annotation': {
    request: v.object({ id: v.string() }),
    response: v.object({
      annotation: v.nullable(annotationSchema),
      suggestions: v.object({
        tags: v.array(v.string()),
        people: v.array(v.string()),
        ratings: v.array(v.string()),
      }),
    }),
  },
  /** Show the article in this tab in the reader. `opened` is false where there is none. */
  'view.read': { request: v.object({ tabId: v.number() }), response: v.object({ opened: v.boolean() }) },
  /** Where the marks of an article in the reader stand, as `page.state`. */
  'view.state': { request: v.object({ state: pageStateSchema }), response: nothing },
  /** Look whether the article at its address is still what was saved: opens it, out of sight, and reads it. */
  'view.check': {
    request: v.object({ articleId: v.string(), keep: v.picklist(['known', 'less']) }),
    response: v.object({ outcome: v.picklist(['changed', 'same', 'less', 'unreadable']) }),
  },
  /** A view has written to the database itself, as an import does: tell every page and view. */
  'view.changed': { request: v.object({}), response: nothing },
  /** Sync now, whatever it waits for. Answered when it is over. */
  'view.sync': { request: v.object({}), response: nothing },
  /** Stop the run that is on; what was done until then is kept. */
  'view.stopSync': { request: v.object({}), response: nothing },
  /** The card in a page speaks to the annotator around it. */
  'view.card': { request: v.object({ event: cardEventSchema }), response: nothing },
  /** Annotate without a passage: a note about the whole article. */
  'view.create': {
    request: v.object({
      identity: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(20)),
      url: v.string(),
      creation: creationSchema,
    }),
    response: v.object({ annotation: annotationSchema, article: articleSchema, isNew: v.boolean(), undo }),
  },
} as const;

/** What background and views may ask of the annotator in a tab. */
export const tabRequests = {
  'tab.state': { request: v.object({}), response: pageStateSchema },
  /** Mark what is selected; `edit` opens its card. `marked` is false where nothing is selected. */
  'tab.mark': {
    request: v.object({ kind: v.picklist(MARK_KINDS), edit: v.boolean() }),
    response: v.object({ marked: v.boolean() }),
  },
  /** Hand in a copy of the article. */
  'tab.capture': {
    request: v.object({ keep: keepSchema }),
    response: capturedSchema,
  },
  'tab.copyLink': { request: v.object({}), response: v.object({ copied: v.boolean() }) },
  /** Scroll to a mark. `found` is false where it has no place. */
  'tab.jump': { request: v.object({ id: v.string() }), response: v.object({ found: v.boolean() }) },
  /** The user says where an uncertain mark stands. `done` is false where there is nothing to take for it. */
  'tab.reanchor': {
    request: v.object({ id: v.string(), to: placeAnswerSchema }),
    response: v.object({ done: v.boolean() }),
  },
  'tab.card': { request: v.object({ event: cardEventSchema }), response: nothing },
  /** Annotations or settings changed somewhere: look again. Sent to every tab. */
  'tab.changed': { request: v.object({}), response: nothing },
} as const;

/** What the background tells every open view; views with live queries need not listen. */
export interface ViewNotices {
  /** Annotations changed. */
  readonly 'notice.changed': Record<string, never>;
}

export type Requests = Record<string, { request: v.GenericSchema; response: v.GenericSchema }>;
export type PageRequests = typeof pageRequests;
export type ViewRequests = typeof viewRequests;
export type TabRequests = typeof tabRequests;

/** What a sender passes for message `K`: the schema's input, so that defaults may be left out. */
export type RequestOf<R extends Requests, K extends keyof R> = v.InferInput<R[K]['request']>;
/** What a receiver gets for message `K`, parsed. */
export type ParsedRequestOf<R extends Requests, K extends keyof R> = v.InferOutput<R[K]['request']>;
export type ResponseOf<R extends Requests, K extends keyof R> = v.InferOutput<R[K]['response']>;
