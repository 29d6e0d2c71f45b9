import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useMessages, type MessageKey } from './messages';

export interface PassageProps {
  readonly text: string;
  /** BCP 47 tag of the article; '' where it does not say. */
  readonly language: string;
  /** Where the passage leads: a place in this page, an address, or nowhere. */
  readonly target: PassageTarget;
}

export type PassageTarget =
  | { readonly type: 'jump'; readonly onJump: () => void }
  | { readonly type: 'link'; readonly href: string }
  | { readonly type: 'none' };

const HINT: Readonly<Record<'jump' | 'link', MessageKey>> = { jump: 'card_jump', link: 'card_open' };

/** A marked passage, in its own language, cut after a few lines until it is opened. */
export function Passage({ text, language, target }: PassageProps) {
  const t = useMessages();
  const body = useRef<HTMLQuoteElement>(null);
  const [isCut, setCut] = useState(false);
  const [open, setOpen] = useState(false);
  useLayoutEffect(() => {
    const element = body.current;
    if (!element || open) return undefined;
    // Cards out of sight have no size yet: the observer tells when they get one.
    let frame = 0;
    const measure = (): void => setCut(element.scrollHeight > element.clientHeight + 1);
    const observer = new ResizeObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(measure);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
    };
  }, [open, text]);
  const quote = (
    <q
      ref={body}
      class="pq-passage-text"
      dir="auto"
      lang={language || undefined}
      data-open={open || undefined}
    >
      {text}
    </q>
  );
  return (
    <>
      {target.type === 'jump' && (
        <button type="button" class="pq-passage" title={t(HINT.jump)} onClick={target.onJump}>
          {quote}
        </button>
      )}
      {target.type === 'link' && (
        <a class="pq-passage" title={t(HINT.link)} href={target.href} target="_blank" rel="noreferrer">
          {quote}
        </a>
      )}
      {target.type === 'none' && <div class="pq-passage">{quote}</div>}
      {(isCut || open) && (
        <button type="button" class="pq-link pq-more" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'card_less' : 'card_more')}
        </button>
      )}
    </>
  );
}
