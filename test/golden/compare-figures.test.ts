import { describe, expect, it } from 'vitest';
import { compareFigures } from './compare-figures.ts';

const figure = (value: unknown) => ({ value });

describe('figures against golden values', () => {
  it('takes numbers within a billionth of their size, and next to nothing absolutely', () => {
    expect(compareFigures({ a: 83.374166666, b: 1e-80, c: 0 }, { a: figure(83.374166667), b: figure(0), c: figure(-0) })).toEqual([]);
    expect(compareFigures({ a: 83.374166 }, { a: figure(83.374167) })).toEqual([{ where: 'a', expected: 83.374166, met: 83.374167 }]);
  });

  it('wants money, texts and nulls exactly', () => {
    expect(compareFigures({ a: '12.30', b: null, c: 'mixed_sign' }, { a: figure('12.30'), b: figure(null), c: figure('mixed_sign') })).toEqual([]);
    const differences = compareFigures({ a: '12.30', b: null, c: '12.30' }, { a: figure('12.3'), b: figure(0), c: figure(12.3) });
    expect(differences.map((difference) => difference.where)).toEqual(['a', 'b', 'c']);
  });

  it('says which cell of a list differs and overlooks columns that nothing was expected of', () => {
    const expected = { list: [{ month: '2025-08', rate_pct: 80 }, { month: '2025-09', rate_pct: 79 }] };
    const met = { list: figure([{ month: '2025-08', rate_pct: 80, flag: '' }, { month: '2025-09', rate_pct: 78, flag: 'fell' }]) };
    expect(compareFigures(expected, met)).toEqual([{ where: 'list[1].rate_pct', expected: 79, met: 78 }]);
  });

  it('notices a list of another length and a figure that is not there', () => {
    expect(compareFigures({ list: [1, 2], gone: 3 }, { list: figure([1]) }).map((difference) => difference.where)).toEqual(['list', 'gone']);
  });

  it('overlooks figures that nothing was expected of', () => {
    expect(compareFigures({}, { more: figure(1) })).toEqual([]);
  });
});
