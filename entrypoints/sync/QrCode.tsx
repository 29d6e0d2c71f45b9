interface QrCodeProps {
  readonly squares: readonly (readonly boolean[])[];
  readonly label: string;
}

/** What has to be empty around it, in squares. */
const QUIET = 4;

/** A QR code, dark on light in every theme: many cameras read no other. */
export function QrCode({ squares, label }: QrCodeProps) {
  const size = squares.length + 2 * QUIET;
  const path = squares.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : [])),
  );
  return (
    <svg class="sync-qr" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path.join('')} fill="#000" shape-rendering="crispEdges" />
    </svg>
  );
}
