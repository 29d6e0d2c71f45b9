import type { ComponentChildren } from 'preact';

export type IconName = keyof typeof SHAPES;

/** Drawn on a 20 × 20 grid with a line of 1.6; every shape stands on its own without colour. */
const SHAPES = {
  quote: (
    <path
      d="M8.6 5.2C5.6 6.1 3.6 8.3 3.6 11.3c0 2 1.1 3.3 2.7 3.3a2.4 2.4 0 0 0 .3-4.8c-.4 0-.7 0-1 .2.3-1.5 1.5-2.7 3-3.3zm7.8 0c-3 .9-5 3.1-5 6.1 0 2 1.1 3.3 2.7 3.3a2.4 2.4 0 0 0 .3-4.8c-.4 0-.7 0-1 .2.3-1.5 1.5-2.7 3-3.3z"
      fill="currentColor"
      stroke="none"
    />
  ),
  claim: (
    <>
      <path d="M4.5 17.2V3.2m0 .6h9.8l-2 3.4 2 3.4H4.5" />
    </>
  ),
  highlight: (
    <>
      <path d="m6.2 11.4 6.6-7.6 3.4 3-6.6 7.6-3.8.8z" />
      <path d="M3.5 17.6h13" />
    </>
  ),
  note: (
    <>
      <path d="M4 3.5h12v8.7l-4.3 4.3H4z" />
      <path d="M16 12.2h-4.3v4.3M7 7.2h6M7 10.2h3" />
    </>
  ),
  link: (
    <>
      <path d="m8.3 11.7 3.4-3.4" />
      <path d="m9.3 6.3 1.9-1.9a3.1 3.1 0 0 1 4.4 4.4l-1.9 1.9m-3 3-1.9 1.9a3.1 3.1 0 0 1-4.4-4.4l1.9-1.9" />
    </>
  ),
  cite: (
    <>
      <path d="M4.5 3h11v14h-11z" />
      <path d="M7.3 6.6h5.4M7.3 9.6h5.4M7.3 12.6h2.7" />
    </>
  ),
  trash: <path d="M3.8 5.6h12.4M8 5.5V3.5h4v2m-6.7.1.7 11h8l.7-11M8.5 8.7v4.8m3-4.8v4.8" />,
  edit: <path d="m4 16 .8-3.6 8.5-8.5 2.8 2.8-8.5 8.5zm7.5-10.3 2.8 2.8" />,
  search: (
    <>
      <circle cx="8.7" cy="8.7" r="5" />
      <path d="m12.5 12.5 4 4" />
    </>
  ),
  export: <path d="M10 12.5V3.2m-3.4 3L10 2.9l3.4 3.3M5.5 9.5h-2v7.3h13V9.5h-2" />,
  copy: (
    <>
      <rect x="7" y="7" width="9.5" height="9.5" rx="1.5" />
      <path d="M13 4.5V3.5H3.5V13h1" />
    </>
  ),
  download: <path d="M10 3v9.3m-3.5-3.2L10 12.6l3.5-3.5M3.5 14v2.8h13V14" />,
  chevron: <path d="m5.5 7.8 4.5 4.5 4.5-4.5" />,
  check: <path d="m4 10.5 4 4 8-9" />,
  warning: (
    <>
      <path d="M10 3.2 17.6 16.5H2.4z" />
      <path d="M10 8.2v3.8m0 2.3v.2" />
    </>
  ),
  close: <path d="m5 5 10 10M15 5 5 15" />,
  external: <path d="M11.5 3.5h5v5m0-5-7 7M8.5 4.5h-5v12h12v-5" />,
  restore: <path d="M4 4.5v4.3h4.3M4.2 8.6a6.3 6.3 0 1 1-.4 3.3" />,
  sites: (
    <>
      <circle cx="10" cy="10" r="6.7" />
      <path d="M3.5 10h13M10 3.3c4 4 4 9.4 0 13.4-4-4-4-9.4 0-13.4z" />
    </>
  ),
  read: (
    <>
      <path d="M10 5.2C8.4 4 6.2 3.5 3 3.5v11.7c3.2 0 5.4.5 7 1.7 1.6-1.2 3.8-1.7 7-1.7V3.5c-3.2 0-5.4.5-7 1.7z" />
      <path d="M10 5.2v11.7" />
    </>
  ),
  history: (
    <>
      <path d="M3.6 4.2v3.9h3.9" />
      <path d="M3.8 7.9a6.5 6.5 0 1 1-.3 3.4M10 6.4v3.9l2.6 1.6" />
    </>
  ),
  letters: (
    <path d="m2.6 15.5 4-10.5 4 10.5M4 12h5.2m4.6 3.5a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6zm2.6-5v5" />
  ),
  print: (
    <>
      <path d="M6 7.4V3.3h8v4.1M6 14H3.4V7.4h13.2V14H14" />
      <path d="M6 11.5h8v5.2H6z" />
    </>
  ),
  picture: (
    <>
      <path d="M3 4.2h14v11.6H3z" />
      <path d="m3.2 14 4.2-4.4 3.2 3.1 2.4-2.2 3.8 3.6" />
      <circle cx="13" cy="7.4" r="1.1" />
    </>
  ),
  sync: (
    <>
      <path d="M16.2 8.2A6.6 6.6 0 0 0 4.6 6.4L3.5 8m.3 3.8a6.6 6.6 0 0 0 11.6 1.8l1.1-1.6" />
      <path d="M3.3 3.9V8h4.1m9.3 8.1V12h-4.1" />
    </>
  ),
  settings: (
    <>
      <path d="M3.5 6h7m4 0h2M3.5 14h2m4 0h7" />
      <circle cx="12.5" cy="6" r="1.9" />
      <circle cx="7.5" cy="14" r="1.9" />
    </>
  ),
} satisfies Record<string, ComponentChildren>;

/** An icon beside text, or in a control that has a name of its own: it is hidden from screen readers. */
export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      class="pq-icon"
      viewBox="0 0 20 20"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {SHAPES[name]}
    </svg>
  );
}
