import { useMessages } from './messages';

/** Who brought an annotation to a shared collection; nothing where nobody did. */
export function Creator({ name }: { readonly name: string | undefined }) {
  const t = useMessages();
  if (!name) return null;
  return (
    <p class="pq-creator">
      {t('card_creator')} <bdi>{name}</bdi>
    </p>
  );
}
