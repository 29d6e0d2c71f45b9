interface SwitchProps {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

/** Something that is on or off at once. */
export function Switch({ label, on, onChange }: SwitchProps) {
  return (
    <button type="button" class="pq-switch" role="switch" aria-checked={on} onClick={() => onChange(!on)}>
      <span>{label}</span>
      <span class="pq-switch-track" aria-hidden="true" />
    </button>
  );
}
