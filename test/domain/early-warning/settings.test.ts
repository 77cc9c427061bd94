import { describe, expect, it } from 'vitest';
import { earlyWarningSettings } from '../../../core/domain/early-warning/settings.ts';
import { SHIPPED_RULES } from '../../shipped-rules.ts';

const SHIPPED = SHIPPED_RULES.early_warning;
/** Whether settings with these points for days waiting are taken. */
const takes = (...waiting_invoice: readonly (readonly [number, number])[]) =>
  earlyWarningSettings.safeParse({ ...SHIPPED, points: { ...SHIPPED.points, waiting_invoice } }).success;

describe('the points of a part', () => {
  it('may be none, or begin with any value, below 0 too', () => {
    expect([takes(), takes([-5, 0]), takes([-5, 0], [-2, 3])]).toEqual([true, true, true]);
  });

  it('go by values that rise', () => {
    expect(takes([1, 2], [5, 4], [9, 6])).toBe(true);
    expect(takes([5, 2], [5, 4])).toBe(false);
    expect(takes([5, 2], [1, 4])).toBe(false);
    expect(takes([1, 2], [5, 4], [5, 6])).toBe(false);
  });

  it('never fall, though they may stay', () => {
    expect(takes([1, 2], [5, 2])).toBe(true);
    expect(takes([1, 4], [5, 2])).toBe(false);
    expect(takes([1, 1], [5, 4], [9, 3])).toBe(false);
  });

  it('are refused with a word on how they should go', () => {
    const points = {
      ...SHIPPED.points,
      waiting_invoice: [
        [5, 2],
        [1, 4],
      ],
    };
    const { error } = earlyWarningSettings.safeParse({ ...SHIPPED, points });
    expect(error?.issues).toMatchObject([
      { path: ['points', 'waiting_invoice'], message: expect.stringMatching(/rise.*never fall/) },
    ]);
  });

  it('are 0 to 100, in twenty steps at most', () => {
    expect([takes([1, 0]), takes([1, 100]), takes([1, -1]), takes([1, 101])]).toEqual([true, true, false, false]);
    const steps = (count: number) => Array.from({ length: count }, (_, i) => [i, i] as const);
    expect([takes(...steps(20)), takes(...steps(21))]).toEqual([true, false]);
  });

  it('are needed for every part', () => {
    const { waiting_invoice: _, ...others } = SHIPPED.points;
    expect(earlyWarningSettings.safeParse({ ...SHIPPED, points: others }).success).toBe(false);
  });
});

describe('the settings of the early warning', () => {
  it.each([
    [{ release: { score_points: 50, rule_share: 1 } }, true],
    [{ release: { score_points: 51, rule_share: 1 } }, false],
    [{ release: { score_points: 50, rule_share: 1.1 } }, false],
    [{ rising_points: 100 }, true],
    [{ rising_points: -1 }, false],
    [{ rising_points: 101 }, false],
    [{ training: { ...SHIPPED.training, months: 2 } }, false],
    [{ training: { ...SHIPPED.training, months: 61 } }, false],
    [{ training: { ...SHIPPED.training, min_events: 9 } }, false],
    [{ training: { ...SHIPPED.training, sample: 999 } }, false],
    [{ training: { ...SHIPPED.training, pull: -1 } }, false],
    [{ bootstrap: { draws: 99, seed: 1 } }, false],
    [{ bootstrap: { draws: 100, seed: 1 } }, true],
    [{ model: 'dynamic' }, true],
    [{ model: 'fitted' }, true],
    [{ model: 'guess' }, false],
    [{ modle: 'auto' }, false],
  ])('%j: %s', (change, taken) => {
    expect(earlyWarningSettings.safeParse({ ...SHIPPED, ...change }).success).toBe(taken);
  });
});
