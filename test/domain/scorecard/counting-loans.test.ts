import { describe, expect, it } from 'vitest';
import { cardScore } from '../../../core/domain/scorecard/apply-scorecard.ts';
import { BLOCK_ROWS, codedDesign, rawDesign } from '../../../core/domain/scorecard/design.ts';
import { FoldedCounts } from '../../../core/domain/scorecard/feature-counts.ts';
import type { FineColumn } from '../../../core/domain/scorecard/fine-bins.ts';
import { fineColumns, protectedColumns } from '../../../core/domain/scorecard/fine-columns.ts';
import { stratifiedFolds } from '../../../core/domain/scorecard/folds.ts';
import { categoricalColumn } from '../../../core/domain/scorecard/loan-table.ts';
import { roundEdge } from '../../../core/domain/scorecard/round-edge.ts';
import { loanSettings } from '../../../core/domain/scorecard/settings.ts';
import { informationValue, weightOfEvidence } from '../../../core/domain/scorecard/woe.ts';

describe('the weight of evidence', () => {
  it('is the logarithm of the shares, also where a bin has as many overdue loans as others', () => {
    expect(weightOfEvidence(10, 10, 100, 50)).toBeCloseTo(Math.log(0.5), 12);
    expect(informationValue(10, 10, 100, 50)).toBeCloseTo(-0.1 * Math.log(0.5), 12);
  });

  it('adds half a loan to both cells where either is empty', () => {
    expect(weightOfEvidence(0, 5, 100, 50)).toBeCloseTo(Math.log(0.5 / 100 / (5.5 / 50)), 12);
    expect(weightOfEvidence(5, 0, 100, 50)).toBeCloseTo(Math.log(5.5 / 100 / (0.5 / 50)), 12);
  });

  it.each([
    [0, 5, 0, 50],
    [5, 0, 50, 0],
    [0, 0, 50, 50],
  ])('is nothing for %i goods and %i overdue of %i and %i', (goods, bads, allGoods, allBads) => {
    expect(weightOfEvidence(goods, bads, allGoods, allBads)).toBe(0);
    expect(informationValue(goods, bads, allGoods, allBads)).toBe(0);
  });
});

describe('a round edge', () => {
  it.each([
    [0.1, 0.3, 0.3],
    [0.5, 0.7, 0.7],
    [0.21, 0.26, 0.25],
    [0, 3.4e-12, 3e-12],
    [0, 3.4e15, 3e15],
    [-0.3, -0.21, -0.25],
    [-5, 999_999_999_999_999.9, 0],
  ])('after %d and up to %d is %d', (after, upTo, edge) => {
    expect(roundEdge(after, upTo)).toBe(edge);
  });
});

describe('folds', () => {
  /** FNV-1a and the mixing after it, in whole numbers of any length. */
  function hashed(text: string, seed: number): bigint {
    const word = 2n ** 32n;
    let hash = 0x811c9dc5n ^ ((BigInt(seed + 1) * 0x9e3779b1n) % word);
    for (let i = 0; i < text.length; i += 1) hash = ((hash ^ BigInt(text.charCodeAt(i))) * 0x01000193n) % word;
    hash = ((hash ^ (hash >> 16n)) * 0x85ebca6bn) % word;
    hash = ((hash ^ (hash >> 13n)) * 0xc2b2ae35n) % word;
    return hash ^ (hash >> 16n);
  }

  it.each([0, 1, 7])('deal out loans in the order of the hash of their ids, seed %i', (seed) => {
    const ids = Array.from({ length: 30 }, (_, i) => `loan ${i}`);
    const hashes = ids.map((id) => hashed(id, seed));
    const overdue = Uint8Array.from(ids, (_, i) => (i % 3 === 0 ? 1 : 0));
    const wanted = ids.map(
      (_, row) =>
        hashes.filter((hash, other) => overdue[other] === overdue[row] && hash < (hashes[row] ?? 0n)).length % 4,
    );
    expect([...stratifiedFolds(ids, overdue, 4, seed)]).toEqual(wanted);
  });

  it.each([
    ['L34612-4278/21485', 'L50623-5917/7255'],
    ['L25242-1288/65127', 'L82840-4288/5529'],
  ])('deal out %s before %s, which have the same hash', (first, second) => {
    expect(hashed(first, 1)).toBe(hashed(second, 1));
    expect([...stratifiedFolds([second, first], new Uint8Array(2), 2, 1)]).toEqual([1, 0]);
    expect([...stratifiedFolds([first, second], new Uint8Array(2), 2, 1)]).toEqual([0, 1]);
  });
});

describe('a column of texts', () => {
  it('has its texts in order once, and no blank among them', () => {
    const { levels, codes } = categoricalColumn(['m', 'b', null, 'z', '', 'a', 'b']);
    expect(levels).toEqual(['a', 'b', 'm', 'z']);
    expect([...codes]).toEqual([2, 1, -1, 3, -1, 0, 1]);
  });
});

describe('columns in fine bins', () => {
  const numbers = Float64Array.from([1, -999, 3]);
  const table = {
    ids: ['1', '2', '3'],
    overdue: new Uint8Array(3),
    excluded: 0,
    targetDefinition: '',
    numeric: new Map([
      ['m', numbers],
      ['z', numbers],
      ['b', numbers],
      ['age', numbers],
    ]),
    categorical: new Map([
      ['k', categoricalColumn(['x', 'y', 'x'])],
      ['a', categoricalColumn(['x', 'y', 'x'])],
      ['gender', categoricalColumn(['x', 'y', 'x'])],
    ]),
    protectedAttributes: new Map<string, ReturnType<typeof categoricalColumn> | Float64Array>([
      ['gender', categoricalColumn(['x', 'y', 'x'])],
      ['age', numbers],
    ]),
  };
  const settings = () => loanSettings.parse({ binning: { special_codes: { m: [-999] } } });

  it('are in order of their names, without the protected ones', () => {
    expect(fineColumns(table, settings()).map(({ name, kind }) => [name, kind])).toEqual([
      ['a', 'categorical'],
      ['b', 'numeric'],
      ['k', 'categorical'],
      ['m', 'numeric'],
      ['z', 'numeric'],
    ]);
    expect(protectedColumns(table, settings()).map(({ name }) => name)).toEqual(['gender', 'age']);
  });

  it('have the codes of their own name set apart', () => {
    const special = fineColumns(table, settings()).map((column) => (column.kind === 'numeric' ? column.special : []));
    expect(special).toEqual([[], [null, null, null], [], [-999, null, null], [null, null, null]]);
  });
});

describe('counts by fold', () => {
  const column = (codes: number[]): FineColumn => ({
    name: 'x',
    kind: 'categorical',
    codes: Uint8Array.from(codes),
    levels: ['a'],
  });
  // Loans:                          0  1  2  3  4
  const columns = [column([0, 1, 1, 2, 1]), column([1, 1, 0, 0, 1])];
  const counted = () =>
    new FoldedCounts(columns, Uint8Array.from([0, 1, 0, 0, 1]), Uint8Array.from([0, 0, 1, 1, 1]), 2);
  const plain = (counts: FoldedCounts['all']) => counts.map(({ goods, bads }) => [[...goods], [...bads]]);

  it('hold every loan once, by what it was', () => {
    expect(plain(counted().all)).toEqual([
      [
        [1, 1, 1],
        [0, 2, 0],
      ],
      [
        [2, 1, 0],
        [0, 2, 0],
      ],
    ]);
  });

  it('leave a fold out', () => {
    expect(plain(counted().without(0))).toEqual([
      [
        [0, 1, 1],
        [0, 1, 0],
      ],
      [
        [2, 0, 0],
        [0, 1, 0],
      ],
    ]);
    expect(plain(counted().without(1))).toEqual([
      [
        [1, 0, 0],
        [0, 1, 0],
      ],
      [
        [0, 1, 0],
        [0, 1, 0],
      ],
    ]);
  });

  it('refuse a fold that there is not', () => {
    expect(() => counted().without(2)).toThrow(RangeError);
  });
});

describe('a block of rows', () => {
  it('has plain columns one after the other', () => {
    const block = new Float64Array(2 * BLOCK_ROWS);
    const design = rawDesign([Float64Array.from([1, 2, 3, 4]), Float64Array.from([5, 6, 7, 8])]);
    design.fill(1, 3, block);
    expect([design.rows, design.width]).toEqual([4, 2]);
    expect([...block.subarray(0, 3)]).toEqual([2, 3, 0]);
    expect([...block.subarray(BLOCK_ROWS, BLOCK_ROWS + 3)]).toEqual([6, 7, 0]);
    expect(rawDesign([])).toMatchObject({ rows: 0, width: 0 });
  });

  it('has what the codes of the listed loans stand for', () => {
    const block = new Float64Array(2 * BLOCK_ROWS);
    const coded = (standsFor: number[]) => ({
      codes: Uint8Array.from([0, 1, 2, 1, 0]),
      standsFor: Float64Array.from(standsFor),
    });
    const design = codedDesign([coded([10, 20, 30]), coded([-1, -2, -3])], Uint32Array.from([0, 2, 3, 4]));
    design.fill(1, 3, block);
    expect([design.rows, design.width]).toEqual([4, 2]);
    expect([...block.subarray(0, 3)]).toEqual([30, 20, 0]);
    expect([...block.subarray(BLOCK_ROWS, BLOCK_ROWS + 3)]).toEqual([-3, -2, 0]);
  });
});

describe('a card with a feature that has no bin for a value', () => {
  it('gives the loan its base', () => {
    const card = {
      pdo: 20,
      base_score: 600,
      base_odds: 50,
      intercept: 0,
      base_points: 500,
      features: [
        {
          name: 'region',
          kind: 'categorical' as const,
          coefficient: -1,
          bins: [{ label: 'north', points: 7, woe: 1, count: 1, bad_rate_pct: 0, values: ['north'] }],
        },
      ],
    };
    expect(cardScore(card, { region: 'west' })).toBe(500);
    expect(cardScore(card, { region: 'north' })).toBe(507);
  });
});
