import { expect, it } from 'vitest';
import { syncView } from '../../tests/unit/support/sync-services';
import { translate } from '../../tests/unit/support/translate';
import { bothNotes, deviceName, valueText } from './conflict-text';

const entry = (value: string) => ({ device: 'a', segment: 1, time: 0, value });

it('names kinds and states as everywhere else, and leaves what was typed as it is', () => {
  expect(valueText(translate, 'kind', 'claim')).toBe('Claim');
  expect(valueText(translate, 'status', 'checked')).toBe('Checked');
  expect(valueText(translate, 'status', 'constructor')).toBe('(nothing)');
  expect(valueText(translate, 'speaker', '')).toBe('(nothing)');
  expect(valueText(translate, 'note', 'claim')).toBe('claim');
});

it('puts notes one below the other, and leaves out those that say nothing', () => {
  expect(bothNotes([entry('One.'), entry(''), entry('Two.')])).toBe('One.\n\nTwo.');
});

it('calls a device as its user does', () => {
  const view = syncView();
  expect(deviceName(translate, view, view.device.name)).toBe('This device');
  expect(deviceName(translate, view, 'bbbb')).toBe('Phone');
  expect(deviceName(translate, view, 'nobody')).toBe('A device without a name');
});
