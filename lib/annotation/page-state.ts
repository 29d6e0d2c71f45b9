/** What a page that is being annotated says of itself: its address, which article it is, where its marks stand. */
import * as v from 'valibot';
import { commandSchema } from './commands';
import { articleDetailsSchema } from './model';

/** Longest `current` of a placement, in UTF-16 units; longer ones are cut. */
export const MAX_CURRENT = 2_000;

/** What a page says of its own address. The background believes it only within the sender's origin. */
export const pageAddressSchema = v.object({
  url: v.pipe(v.string(), v.maxLength(8_000)),
  /** `rel=canonical` and `og:url`, where the page has them and they can be trusted to be of this article. */
  canonical: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(8_000))), v.maxLength(4)), () => []),
});
export type PageAddress = v.InferOutput<typeof pageAddressSchema>;

/**
 * `pending`: text may still be arriving; `found`: painted; `hidden`: found in text that the page does not show now;
 * `unsure`: a likely place, the user should look; `gone`: settled, and no place that fits.
 */
const placementStatusSchema = v.picklist(['pending', 'found', 'hidden', 'unsure', 'gone']);
export type PlacementStatus = v.InferOutput<typeof placementStatusSchema>;

/**
 * Where one annotation stands. `order`: place in the page's reading order, -1 where it has none. `current`: what the
 * page says at that place, '' where it says what was marked.
 */
const placementSchema = v.object({
  id: v.string(),
  status: placementStatusSchema,
  order: v.number(),
  current: v.optional(v.pipe(v.string(), v.maxLength(MAX_CURRENT)), ''),
});
export type Placement = v.InferOutput<typeof placementSchema>;

export const pageStateSchema = v.object({
  /** The page's address as its own document has it. */
  url: v.string(),
  /** The page's identities: see `lib/article/identity`. */
  identity: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(20)),
  details: articleDetailsSchema,
  placements: v.array(placementSchema),
});
export type PageState = v.InferOutput<typeof pageStateSchema>;

/**
 * The user's answer to where an uncertain mark stands: at the `place` that is shown, at what is selected, or at none
 * of the places that the page has.
 */
export const placeAnswerSchema = v.picklist(['place', 'selection', 'nowhere']);
export type PlaceAnswer = v.InferOutput<typeof placeAnswerSchema>;

/**
 * What the card that edits an annotation says to the page around it: its content's height in CSS pixels, that
 * it is done, that the annotation was deleted, or where it stands.
 */
export const cardEventSchema = v.variant('type', [
  v.object({ type: v.literal('resize'), height: v.pipe(v.number(), v.minValue(0), v.maxValue(2_000)) }),
  v.object({ type: v.literal('close') }),
  v.object({ type: v.literal('deleted'), undo: commandSchema }),
  v.object({ type: v.literal('answer'), to: placeAnswerSchema }),
]);
export type CardEvent = v.InferOutput<typeof cardEventSchema>;
