/** The page for export and import, to be looked at in whatever state. */
import { page } from 'vitest/browser';
import { Transfer, type TransferTab } from '../../../entrypoints/transfer/Transfer';
import '../../../entrypoints/transfer/transfer.css';
import { find, mount, violations } from './mount';
import { transferServices, transferWorld, type TransferWorld } from './transfer-services';

export function openTransferPage(
  parts: Partial<TransferWorld> = {},
  first: TransferTab = 'out',
  articleIds: readonly string[] | null = null,
) {
  const world = transferWorld(parts);
  const services = transferServices(world);
  const { root } = mount(<Transfer services={services} first={first} only={{ articleIds, ids: null }} />);
  return { root, world, services };
}

/** What is out of reach, hard to read or wider than the window: in the light, in the dark, and on a phone. */
export async function faults(root: HTMLElement): Promise<unknown[]> {
  const { style } = document.documentElement;
  const still = document.createElement('style');
  still.textContent = '* { transition: none !important }';
  document.head.append(still);
  const found: unknown[] = [];
  for (const scheme of ['light', 'dark']) {
    style.colorScheme = scheme;
    for (const violation of await violations(root)) found.push([scheme, violation]);
  }
  style.colorScheme = '';
  still.remove();
  await page.viewport(320, 640);
  const { scrollWidth } = document.documentElement;
  if (scrollWidth > 320) found.push(`${scrollWidth} pixels wide`);
  await page.viewport(1000, 700);
  return found;
}

/** Hands files over as the browser's own dialogue would. */
export function handIn(root: HTMLElement, ...files: readonly File[]): void {
  const input = find(root, 'input[type="file"]');
  if (!(input instanceof HTMLInputElement)) throw new Error('nothing takes files');
  const list = new DataTransfer();
  for (const file of files) list.items.add(file);
  input.files = list.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

/** What the keyboard can reach in this order, each by its name. */
export function reachable(root: HTMLElement): HTMLElement[] {
  const all = root.querySelectorAll<HTMLElement>('button, input, select, textarea, summary, [tabindex="0"]');
  return [...all].filter((element) => element.checkVisibility() && !element.matches(':disabled'));
}

/** What a control is called. */
export function nameOf(element: HTMLElement): string {
  const label = element.closest('label');
  const stated = label?.querySelector('.pq-label, span.pq-hidden') ?? label ?? element;
  return (element.getAttribute('aria-label') ?? stated.textContent).trim();
}
