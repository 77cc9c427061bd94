import { afterAll, describe, expect, it } from 'vitest';
import { expectRecovery, haltedAt } from './death.ts';
import { noteFaults } from './fault-matrix.ts';
import type { Point } from './hooked-ports.ts';
import { faultKit } from './story-store.ts';

const kit = await faultKit();
afterAll(() => kit.close());

/** Work files are taken away one by one when all is done; the first, one halfway and the last stand for them. */
function tried(points: readonly Point[]): readonly Point[] {
  const removals = points.filter(({ call }) => call === 'store.remove');
  const [first, middle, last] = [removals[0], removals[removals.length >> 1], removals.at(-1)];
  return points.filter((point) => point.call !== 'store.remove' || [first, middle, last].includes(point));
}

// What one death leaves lying, the next review finds: a mail too many, a task twice or a hole in a history would last to the end.
const byState = Map.groupBy(tried(kit.effects.filter(({ state }) => state !== 'Athena')), ({ state }) => state);

describe('reviews of one store that die one after the other, before every single effect of a state', () => {
  it.for([...byState].map(([state, points]) => ({ state, points })))('$state', async ({ state, points }, context) => {
    const name = `chained-${state}`;
    const place = await kit.freshStore(name);
    let died = 0;
    for (const point of points) {
      if (await haltedAt(place, { point, when: 'before' })) died += 1;
    }
    expect(died).toBeGreaterThan(0);
    const fault = { fault: 'dies before each effect, one after the other', state };
    await expectRecovery(kit, name, place, context, fault);
    noteFaults(context, ...Array.from({ length: died - 1 }, () => ({ ...fault, outcome: 'as undisturbed' })));
    await kit.forget(name);
  });
});
