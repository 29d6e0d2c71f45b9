/** What a page that is being annotated says of itself: its address, which article it is, where its marks stand. */
import * as v from 'valibot';
import { commandSchema } from './commands';
import { articleDetailsSchema } from './model';

/** What a page says of its own address. The background believes it only within the sender's origin. */
export const pageAddressSchema = v.object({
  url: v.pipe(v.string(), v.maxLength(8_000)),
  /** `rel=canonical` and `og:url`, where the page has them and they can be trusted to be of this article. */
  canonical: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(8_000))), v.maxLength(4)), () => []),
});
export type PageAddress = v.InferOutput<typeof pageAddressSchema>;

/**
 * `pending`: text may still be arriving; `found`: painted; `unsure`: a likely place, the user should look;
 * `gone`: settled, and no place that fits.
 */
const placementStatusSchema = v.picklist(['pending', 'found', 'unsure', 'gone']);
export type PlacementStatus = v.InferOutput<typeof placementStatusSchema>;

/** Where one annotation stands. `order`: place in the page's reading order, -1 where it has none. */
const placementSchema = v.object({ id: v.string(), status: placementStatusSchema, order: v.number() });
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
 * What the card that edits an annotation says to the page around it: its content's height in CSS pixels, that
 * it is done, or that the annotation was deleted.
 */
export const cardEventSchema = v.variant('type', [
  v.object({ type: v.literal('resize'), height: v.pipe(v.number(), v.minValue(0), v.maxValue(2_000)) }),
  v.object({ type: v.literal('close') }),
  v.object({ type: v.literal('deleted'), undo: commandSchema }),
]);
export type CardEvent = v.InferOutput<typeof cardEventSchema>;
