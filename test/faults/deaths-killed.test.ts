import { afterAll, describe, expect, it } from 'vitest';
import { type Death, expectRecovery, killedAt, nameOf } from './death.ts';
import type { Point } from './hooked-ports.ts';
import { faultKit } from './story-store.ts';

const kit = await faultKit();
afterAll(() => kit.close());

/** What is written in every state, and everything that people, other systems and later reviews see. */
const SEEN = /^(runs|sends|mailer|chat|tasks|events)\./;

function deathsOf(points: readonly Point[]): Death[] {
  const firsts = points.filter(({ n }) => n === 1);
  const byState = Map.groupBy(firsts, ({ state }) => state);
  return [...byState.values()].flatMap((own): Death[] => {
    const seen = own.filter(({ call }) => SEEN.test(call));
    const written = own.filter(({ call }) => !SEEN.test(call)).slice(0, 1);
    return [...written, ...seen].map((point) => ({ point, when: 'after' }));
  });
}

describe('a review whose process is killed in every state', () => {
  const deaths = deathsOf(kit.effects);
  it.for(deaths.map((death) => ({ name: nameOf(death), death })))('$name', async ({ name, death }, context) => {
    const place = await kit.freshStore(name);
    expect(await killedAt(place, death)).toMatchObject({ signal: 'SIGKILL' });
    const fault = `SIGKILL after ${death.point.call}`;
    await expectRecovery(kit, name, place, context, { fault, state: death.point.state });
    await kit.forget(name);
  });
});
