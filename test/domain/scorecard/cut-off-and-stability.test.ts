import { describe, expect, it } from 'vitest';
import { cutoffScore, outcomeAt, scoreApproving } from '../../../core/domain/scorecard/cutoff.ts';
import { falseDiscoveryAdjusted } from '../../../core/domain/scorecard/expectation-reading.ts';
import { scoreGroups } from '../../../core/domain/scorecard/score-groups.ts';
import { loanSettings } from '../../../core/domain/scorecard/settings.ts';
import { stabilityIndex } from '../../../core/domain/scorecard/stability.ts';

const settings = loanSettings.parse({ rounds: 1 });

describe('the cut-off', () => {
  const groups = scoreGroups([500, 520, 540, 560], Uint8Array.from([1, 0, 1, 0]));

  it('approves scores at or above it', () => {
    expect(outcomeAt(groups, 540)).toEqual({
      cutoffScore: 540,
      approvalRate: 0.5,
      approvedOverdueRate: 0.5,
      badsRefused: 0.5,
      goodsRefused: 0.5,
    });
    expect(outcomeAt(groups, 561)).toMatchObject({ approvalRate: 0, approvedOverdueRate: null, badsRefused: 1 });
  });

  it('lies where a loan breaks even, unless the rules say otherwise', () => {
    expect(cutoffScore(groups, settings)).toBe(Math.round(600 + (20 / Math.LN2) * Math.log(5 / 50)));
    expect(cutoffScore(groups, loanSettings.parse({ cutoff: { score: 555 } }))).toBe(555);
    expect(cutoffScore(groups, loanSettings.parse({ cutoff: { approval_rate_pct: 75 } }))).toBe(520);
    expect(scoreApproving(groups, 0.74)).toBe(520);
  });
});

describe('the population stability index', () => {
  it('is zero for the same shares, and by its formula otherwise', () => {
    expect(stabilityIndex([10, 30], [100, 300], 1e-4)).toBeCloseTo(0, 12);
    expect(stabilityIndex([50, 50], [20, 80], 1e-4)).toBeCloseTo(
      (0.2 - 0.5) * Math.log(0.2 / 0.5) + (0.8 - 0.5) * Math.log(0.8 / 0.5),
      12,
    );
  });

  it('stays finite for a bin that emptied, and says nothing of an empty book', () => {
    expect(stabilityIndex([50, 50], [0, 100], 1e-4)).toBeCloseTo(
      (1e-4 - 0.5) * Math.log(1e-4 / 0.5) + 0.5 * Math.log(2),
      12,
    );
    expect(stabilityIndex([50, 50], [0, 0], 1e-4)).toBeNull();
  });
});

describe('falseDiscoveryAdjusted', () => {
  it('adjusts as Benjamini and Hochberg do', () => {
    expect(falseDiscoveryAdjusted([0.01, 0.04, 0.03, 0.5])).toEqual([
      0.04,
      expect.closeTo(0.16 / 3, 12),
      expect.closeTo(0.16 / 3, 12),
      0.5,
    ]);
    expect(falseDiscoveryAdjusted([])).toEqual([]);
  });
});
