import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { atATime } from '../../../adapters/aws/at-a-time.ts';

describe('work on many items', () => {
  it('is never on more than so many at a time, and gives results in order', async () => {
    let working = 0;
    let most = 0;
    const results = await atATime([5, 1, 4, 2, 3], 2, async (each) => {
      working += 1;
      most = Math.max(most, working);
      await pause(each);
      working -= 1;
      return each * 10;
    });
    expect(results).toEqual([50, 10, 40, 20, 30]);
    expect(most).toBe(2);
  });

  it('begins nothing more after a failure', async () => {
    const begun: number[] = [];
    const failing = atATime([1, 2, 3, 4], 1, async (each) => {
      begun.push(each);
      if (each === 2) throw new RangeError('two');
    });
    await expect(failing).rejects.toThrow('two');
    expect(begun).toEqual([1, 2]);
  });
});
