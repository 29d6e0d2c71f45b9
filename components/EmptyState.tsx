import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './Icon';

interface EmptyStateProps {
  readonly icon: IconName;
  readonly title: string;
  /** What to do about it. */
  readonly children?: ComponentChildren;
  /** `problem`: announced at once. */
  readonly tone?: 'calm' | 'problem';
}

/** In place of a list that is empty or cannot be shown: what is so, and what to do. */
export function EmptyState({ icon, title, children, tone = 'calm' }: EmptyStateProps) {
  return (
    <section class="pq-empty" data-tone={tone} role={tone === 'problem' ? 'alert' : undefined}>
      <Icon name={icon} size={28} />
      <h2>{title}</h2>
      {children}
    </section>
  );
}
