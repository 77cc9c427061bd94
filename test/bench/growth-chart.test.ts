import { describe, expect, it } from 'vitest';
import { growthChart } from '../../bench/reviews/growth-chart.ts';
import type { LaneResult } from '../../bench/reviews/results-table.ts';

const took = (lane: string, customers: number, seconds: number, failure: string | null = null): LaneResult => ({
  customers,
  rows: customers,
  lane,
  best: { seconds, peakMb: 1, output: '', failure },
});

describe('the chart of growth', () => {
  it('has a line a lane with its last figure, and leaves out what did not end', () => {
    const svg = growthChart(
      [
        took('floor', 1_000, 1.24),
        took('floor', 10_000, 8.76),
        took('review', 1_000, 9.5),
        took('review', 10_000, 61.25),
        took('stuck', 1_000, 900, 'stopped after 900 s'),
      ],
      'A review beside its floor',
    );
    const texts = [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);
    expect(texts).toEqual(expect.arrayContaining(['A review beside its floor', 'floor', 'review', '8.8 s', '61.3 s']));
    expect(texts).toEqual(expect.arrayContaining(['1,000', '10,000']));
    expect(texts.join()).not.toContain('stuck');
  });
});
