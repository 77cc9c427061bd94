import { expect, it } from 'vitest';
import { BANDS, bandOf } from '../../../core/domain/bands.ts';
import { BANDS_UPWARDS, bandLabels } from '../../../report/workbook/score-bands.ts';

it('the limits shown in the workbook are those of the rules: a lower limit belongs to its band', () => {
  expect(BANDS_UPWARDS.map(({ band }) => band)).toEqual(BANDS.toReversed());
  for (const { band, from } of BANDS_UPWARDS) expect(bandOf(from)).toBe(band);
  for (const { from } of BANDS_UPWARDS.slice(1)) expect(bandOf(from - 1e-9)).not.toBe(bandOf(from));
});

it('no label can be taken for an operator by COUNTIF', () => {
  for (const label of Object.values(bandLabels())) expect(label).not.toMatch(/^[<>=]|[*?~]/);
});
