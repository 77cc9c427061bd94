import { describe, expect, it } from 'vitest';
import { resultsTable } from '../../bench/reviews/results-table.ts';

const took = (seconds: number, peakMb: number | null = 100) => ({ seconds, peakMb, output: '', failure: null });

describe('the benchmark’s table', () => {
  it('puts each lane beside the floor of its own size', () => {
    const results = [
      { customers: 10_000, rows: 30_026, lane: 'floor', best: took(2) },
      { customers: 10_000, rows: 30_026, lane: 'review', best: took(9, 512.4) },
      { customers: 20_000, rows: 60_000, lane: 'floor', best: took(4) },
      { customers: 20_000, rows: 60_000, lane: 'review', best: { ...took(5, null), failure: 'exit 1: a | b\nc' } },
    ];
    expect(resultsTable(results, 'floor').split('\n')).toEqual([
      '| customers | invoices | lane | time | against floor | peak memory |',
      '| ---: | ---: | --- | ---: | ---: | ---: |',
      '| 10,000 | 30,026 | floor | 2.0 s | 1.0× | 100 MB |',
      '| 10,000 | 30,026 | review | 9.0 s | 4.5× | 512 MB |',
      '| 20,000 | 60,000 | floor | 4.0 s | 1.0× | 100 MB |',
      '| 20,000 | 60,000 | review | exit 1: a \\| b c | — | — |',
    ]);
  });

  it('gives no ratio where the floor was not measured', () => {
    expect(resultsTable([{ customers: 5, rows: 9, lane: 'review', best: took(1) }], 'floor')).toContain(
      '| 1.0 s | — |',
    );
  });
});
