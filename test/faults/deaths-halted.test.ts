import { afterAll, describe, expect, it } from 'vitest';
import { type Death, expectRecovery, haltedAt, nameOf } from './death.ts';
import type { Point } from './hooked-ports.ts';
import { faultKit } from './story-store.ts';

const kit = await faultKit();
afterAll(() => kit.close());

/** Before one call is after the one before it: the first and the last of each kind stand for those between. */
function deathsOf(points: readonly Point[]): Death[] {
  const kinds = Map.groupBy(points, ({ state, call }) => `${state} ${call}`);
  return [...kinds.values()].flatMap((all) => {
    const before = all.slice(0, 1).map((point): Death => ({ point, when: 'before' }));
    return [...before, ...all.slice(-1).map((point): Death => ({ point, when: 'after' }))];
  });
}

// Queries run side by side in an engine that can't be stopped halfway: they die with a real process (deaths-killed).
const deaths = deathsOf(kit.effects.filter(({ state }) => state !== 'Athena'));

describe('a review that goes on no further, at every kind of effect of every state', () => {
  it.for(deaths.map((death) => ({ name: nameOf(death), death })))('$name', async ({ name, death }, context) => {
    const place = await kit.freshStore(name);
    expect(await haltedAt(place, death)).toBe(true);
    const fault = `stops ${death.when} ${death.point.call}`;
    await expectRecovery(kit, name, place, context, { fault, state: death.point.state });
    await kit.forget(name);
  });
});
