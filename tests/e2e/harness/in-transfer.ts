/** Functions that run in the page for export and import: each is sent as text, and must stand alone. */

/** Hands a file over as the browser's own dialogue would. Runs in the page. */
export function give(name: string, text: string): void {
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  if (!input) throw new Error('nothing takes files');
  const list = new DataTransfer();
  list.items.add(new File([text], name));
  input.files = list.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Chooses the option with this value in the first list that has it. Runs in the page. */
export function choose(value: string): void {
  const select = [...document.querySelectorAll('select')].find(({ options }) =>
    [...options].some((option) => option.value === value),
  );
  if (!select) throw new Error(`no option ${value}`);
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}

/** The same for the list that is labelled so. Runs in the page. */
export function chooseFor(label: string, value: string): void {
  const select = [...document.querySelectorAll('label')]
    .find((each) => each.querySelector('.pq-label')?.textContent === label)
    ?.querySelector('select');
  if (!select) throw new Error(`no list ${label}`);
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Whether the button with this name cannot be pressed; null where there is none. Runs in the page. */
export function isDisabled(name: string): boolean | null {
  const button = [...document.querySelectorAll('button')].find(({ innerText }) => innerText === name);
  return button ? button.disabled : null;
}

/** Hands over a file of ours with so many marks. Runs in the page. */
export function giveMany(count: number, url: string): void {
  const target = { prefix: '', suffix: '', position: null, sentenceBefore: '', sentenceAfter: '' };
  const articles = Array.from({ length: count / 100 }, (_, nth) => ({
    url: `${url}?report=${nth}`,
    id: `many-${nth}`,
    annotations: Array.from({ length: 100 }, (__, at) => ({
      id: `many-${nth}-${at}`,
      kind: 'highlight',
      target: { ...target, exact: `Gauge ${nth} was read for the ${at}th time.` },
      note: 'As it was read.',
    })),
  }));
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  if (!input) throw new Error('nothing takes files');
  const list = new DataTransfer();
  const text = JSON.stringify({ format: 'pullquote', version: 1, exportedAt: '', articles });
  list.items.add(new File([text], 'many.json'));
  input.files = list.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}
