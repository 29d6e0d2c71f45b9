/** Where a vault lies, with what opens the way there. It holds secrets: it is stored under the device's lock alone. */
import * as v from 'valibot';

const text = v.pipe(v.string(), v.maxLength(2_000));
const address = v.pipe(text, v.regex(/^https?:\/\//u));

export const placeSchema = v.variant('kind', [
  v.object({
    kind: v.literal('webdav'),
    /** Of a folder that exists; ends in a slash. */
    url: address,
    /** The folder below it that is ours; '' for none. */
    path: text,
    user: text,
    password: text,
  }),
  v.object({
    kind: v.literal('s3'),
    endpoint: address,
    bucket: text,
    region: text,
    accessKeyId: text,
    secretAccessKey: text,
    path: text,
    /** Whether the bucket stands in the path or in the host's name. */
    style: v.picklist(['path', 'host']),
  }),
  /** A folder that the user picked; its handle lies in the database. */
  v.object({ kind: v.literal('folder'), name: text }),
  /** The storage that the browser itself carries to the user's other browsers. */
  v.object({ kind: v.literal('browser') }),
]);
export type Place = v.InferOutput<typeof placeSchema>;
export type PlaceKind = Place['kind'];

/** A place as it can be shown and kept anywhere: no secrets. */
export const placeNameSchema = v.object({
  kind: v.picklist(['webdav', 's3', 'folder', 'browser']),
  /** An address without user and password, or the name of a folder; '' where there is nothing to say. */
  name: text,
  /** What was typed to reach it, but for what is secret: so that it need not be typed again. */
  fields: v.optional(v.record(v.string(), text), () => ({})),
});
export type PlaceName = v.InferOutput<typeof placeNameSchema>;

/** Whether both are called the same, whoever uses them. */
export function isSamePlace(one: PlaceName, other: PlaceName): boolean {
  return one.kind === other.kind && one.name === other.name;
}

export function nameOfPlace(place: Place): PlaceName {
  if (place.kind === 'webdav') {
    const { kind, password: _, ...fields } = place;
    return { kind, name: `${place.url}${place.path}`, fields };
  }
  if (place.kind === 's3') {
    const { kind, secretAccessKey: _, ...fields } = place;
    return { kind, name: `${place.endpoint} ${place.bucket} ${place.path}`.trim(), fields };
  }
  return { kind: place.kind, name: place.kind === 'folder' ? place.name : '', fields: {} };
}
