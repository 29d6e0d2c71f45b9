import { Icon } from './Icon';
import { useMessages } from './messages';

/** Whose page it is, above its title. */
export function Brand({ size = 22 }: { readonly size?: number }) {
  const t = useMessages();
  return (
    <p class="pq-brand">
      <Icon name="quote" size={size} />
      {t('extension_name')}
    </p>
  );
}
