import { Icon } from '../../components/Icon';
import { useMessages, type MessageKey } from '../../components/messages';

/** What can be relied on, before anybody decides. */
export function Promises({ texts }: { readonly texts: readonly MessageKey[] }) {
  const t = useMessages();
  return (
    <ul class="sync-promises">
      {texts.map((key) => (
        <li key={key}>
          <Icon name="check" size={17} />
          {t(key)}
        </li>
      ))}
    </ul>
  );
}
