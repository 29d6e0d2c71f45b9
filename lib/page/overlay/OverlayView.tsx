import { Icon, type IconName } from '../../../components/Icon';
import type { MessageKey, Translate } from '../../../components/messages';
import type { MarkKind } from '../../annotation/model';

export type ToolbarAction = 'quote' | 'claim' | 'highlight' | 'note' | 'copy-link' | 'off';

export interface CardView {
  readonly id: string;
  readonly url: string;
  readonly label: string;
  readonly height: number;
}

/** The handle of the mark that the keyboard walk has come to. */
export interface HandleView {
  readonly id: string;
  readonly kind: MarkKind;
  readonly unsure: boolean;
  /** What the mark is, for who does not see it. */
  readonly label: string;
  /** Which keys go on from here; told once. */
  readonly help: string;
  readonly open: () => void;
  /** The focus went elsewhere; not told when it goes into the card. */
  readonly left: () => void;
}

export interface NoticeView {
  readonly text: string;
  readonly tone: 'done' | 'problem';
  readonly action?: { readonly label: string; readonly run: () => void };
}

interface Props {
  readonly t: Translate;
  readonly toolbar: { readonly act: (action: ToolbarAction) => void } | null;
  readonly card: CardView | null;
  readonly handle: HandleView | null;
  readonly notice: NoticeView | null;
  readonly onDismissNotice: () => void;
  /** The pointer or the focus rests on the notice (true), or left it. */
  readonly onHoldNotice: (held: boolean) => void;
}

export function OverlayView({ t, toolbar, card, handle, notice, onDismissNotice, onHoldNotice }: Props) {
  return (
    <>
      {toolbar && <Toolbar t={t} act={toolbar.act} />}
      {handle && <Handle key={handle.id} handle={handle} />}
      {card && (
        // A <dialog> that is not modal gives no more than the role, and brings the browser's own layout.
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        <div class="card" role="dialog" aria-label={card.label} data-card data-annotation-id={card.id}>
          {/* The frame is a page of ours, which needs the extension's origin; it is the page that is kept out. */}
          {/* oxlint-disable-next-line react/iframe-missing-sandbox */}
          <iframe key={card.url} src={card.url} title={card.label} />
        </div>
      )}
      <output class="notices">
        {notice && (
          <div
            class={`notice ${notice.tone}`}
            data-notice
            onPointerEnter={() => onHoldNotice(true)}
            onPointerLeave={() => onHoldNotice(false)}
            onFocusIn={() => onHoldNotice(true)}
            onFocusOut={() => onHoldNotice(false)}
          >
            <Icon name={notice.tone === 'done' ? 'check' : 'warning'} />
            <span class="text">{notice.text}</span>
            {notice.action && (
              <button
                type="button"
                class="act"
                data-action="notice-action"
                onClick={() => {
                  onDismissNotice();
                  notice.action?.run();
                }}
              >
                {notice.action.label}
              </button>
            )}
            <button type="button" class="quiet" aria-label={t('page_dismiss')} onClick={onDismissNotice}>
              <Icon name="close" />
            </button>
          </div>
        )}
      </output>
    </>
  );
}

const BUTTONS: readonly { action: ToolbarAction; icon: IconName; label: MessageKey; text?: MessageKey }[] = [
  { action: 'quote', icon: 'quote', label: 'page_markQuote', text: 'kind_quote' },
  { action: 'claim', icon: 'claim', label: 'page_markClaim', text: 'kind_claim' },
  { action: 'highlight', icon: 'highlight', label: 'page_markHighlight' },
  { action: 'note', icon: 'note', label: 'page_markNote' },
  { action: 'copy-link', icon: 'link', label: 'page_copyLink' },
  { action: 'off', icon: 'close', label: 'page_turnOff' },
];

function Toolbar({ t, act }: { readonly t: Translate; readonly act: (action: ToolbarAction) => void }) {
  return (
    // Its buttons take the focus; the toolbar itself only hears the arrow keys.
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
    <div class="toolbar" role="toolbar" aria-label={t('page_toolbar')} onKeyDown={moveFocus}>
      {BUTTONS.map(({ action, icon, label, text }) => (
        <button
          key={action}
          type="button"
          class={action}
          data-action={action}
          aria-label={t(label)}
          title={t(label)}
          // Without this, pressing the button would take the focus and the selection away from the page.
          onPointerDown={(event) => event.preventDefault()}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => act(action)}
        >
          <Icon name={icon} />
          {text && <span>{t(text)}</span>}
        </button>
      ))}
    </div>
  );
}

function Handle({ handle }: { readonly handle: HandleView }) {
  const { id, kind, unsure, label, help, open, left } = handle;
  const button = (
    <button
      type="button"
      class={`handle ${kind}${unsure ? ' unsure' : ''}`}
      data-handle
      data-annotation-id={id}
      aria-label={label}
      aria-describedby={help ? 'handle-help' : undefined}
      onClick={open}
      onBlur={({ currentTarget }) => {
        const root = currentTarget.getRootNode();
        // Where it went is known afterwards. The card and the next handle are in here as well.
        setTimeout(() => 'activeElement' in root && !root.activeElement && left());
      }}
    >
      <Icon name={kind} size={16} />
    </button>
  );
  return (
    <>
      {button}
      <span id="handle-help" hidden>
        {help}
      </span>
    </>
  );
}

function moveFocus(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const { target } = event;
  if (!step || !(target instanceof Element)) return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const next = buttons[buttons.findIndex((button) => button.contains(target)) + step];
  next?.focus();
  event.preventDefault();
}
