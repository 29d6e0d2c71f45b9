/**
 * Colours as browsers compute them: parsing, laying one over another, contrast. Pure; sRGB channels from 0 to 255,
 * alpha from 0 to 1. Luminance and contrast are those of WCAG 2.
 */
export interface Colour {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;
}

type Triple = readonly [number, number, number];

export const WHITE: Colour = { red: 255, green: 255, blue: 255, alpha: 1 };
export const BLACK: Colour = { red: 0, green: 0, blue: 0, alpha: 1 };

export function colour(red: number, green: number, blue: number, alpha = 1): Colour {
  return { red, green, blue, alpha };
}

/**
 * A computed CSS colour. Understands what `getComputedStyle` gives: `rgb()`, `rgba()`, `color()` in the sRGB and
 * P3 spaces, `lab()`, `lch()`, `oklab()`, `oklch()`, `transparent`. Null for anything else.
 */
export function parseColour(css: string): Colour | null {
  const call = /^([a-z]+)\((.*)\)$/u.exec(css.trim().toLowerCase());
  if (!call) return css.trim() === 'transparent' ? colour(0, 0, 0, 0) : null;
  const [, name = '', inside = ''] = call;
  const words = inside.split(/[\s,/]+/u).filter(Boolean);
  const space = name === 'color' ? (words.shift() ?? '') : name;
  const [first = 0, second = 0, third = 0, alpha = 1] = words.map(toNumber);
  const rgb = CONVERSIONS[space]?.([first, second, third]);
  if (!rgb || words.length < 3) return null;
  const [red, green, blue] = rgb;
  return { red: clamp(red, 255), green: clamp(green, 255), blue: clamp(blue, 255), alpha: clamp(alpha, 1) };
}

/** What is seen where `top` lies on `below`; blended in sRGB, as browsers do. */
export function over(top: Colour, below: Colour): Colour {
  const alpha = top.alpha + below.alpha * (1 - top.alpha);
  if (alpha === 0) return colour(0, 0, 0, 0);
  const mix = (a: number, b: number): number => (a * top.alpha + b * below.alpha * (1 - top.alpha)) / alpha;
  return {
    red: mix(top.red, below.red),
    green: mix(top.green, below.green),
    blue: mix(top.blue, below.blue),
    alpha,
  };
}

/** Relative luminance, 0 to 1, of an opaque colour. */
function luminance({ red, green, blue }: Colour): number {
  const [r, g, b] = [red, green, blue].map((channel) => toLinear(channel / 255));
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

/** Contrast ratio of two opaque colours, 1 to 21. */
export function contrast(a: Colour, b: Colour): number {
  const [one, two] = [luminance(a), luminance(b)];
  return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
}

/** Half-way between black and white as the eye sees it: both have the same contrast to it. */
const MIDDLE = Math.sqrt(1.05 * 0.05) - 0.05;

export function isLight(opaque: Colour): boolean {
  return luminance(opaque) > MIDDLE;
}

function toNumber(word: string): number {
  if (word === 'none') return 0;
  return word.endsWith('%') ? Number.parseFloat(word) / 100 : Number.parseFloat(word) || 0;
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}

function toLinear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

function toGamma(channel: number): number {
  return channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055;
}

const scaled = ([a, b, c]: Triple): Triple => [a * 255, b * 255, c * 255];
const fromLinear = ([a, b, c]: Triple): Triple => scaled([toGamma(a), toGamma(b), toGamma(c)]);
const polar = ([lightness, chroma, hue]: Triple): Triple => {
  const angle = (hue * Math.PI) / 180;
  return [lightness, chroma * Math.cos(angle), chroma * Math.sin(angle)];
};

/** To sRGB from the spaces that computed colours come in; the matrices are those of CSS Color 4. */
const CONVERSIONS: Readonly<Record<string, (values: Triple) => Triple>> = {
  rgb: (values) => values,
  rgba: (values) => values,
  srgb: scaled,
  'srgb-linear': fromLinear,
  // Within a few percent of sRGB, which is all that contrast needs.
  'display-p3': scaled,
  lab: labToRgb,
  lch: (values) => labToRgb(polar(values)),
  oklab: oklabToRgb,
  oklch: (values) => oklabToRgb(polar(values)),
};

function oklabToRgb([lightness, a, b]: Triple): Triple {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return fromLinear([
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]);
}

const cube = (f: number): number => (f ** 3 > 216 / 24389 ? f ** 3 : (116 * f - 16) / (24389 / 27));

/** CIE Lab with the white of D50. */
function labToRgb([lightness, a, b]: Triple): Triple {
  const fy = (lightness + 16) / 116;
  const x = cube(a / 500 + fy) * 0.9642957;
  const y = lightness > 8 ? fy ** 3 : lightness / (24389 / 27);
  const z = cube(fy - b / 200) * 0.8251046;
  return fromLinear([
    3.1341359 * x - 1.6173924 * y - 0.4906652 * z,
    -0.9787955 * x + 1.9162543 * y + 0.0334427 * z,
    0.071955 * x - 0.2289768 * y + 1.4053861 * z,
  ]);
}
