import { cp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { type Death, haltedAt, killedAt } from './death.ts';
import { noteFaults } from './fault-matrix.ts';
import { PERIOD, reviewStory } from './month-of-story.ts';
import { outcomeOf } from './outcome.ts';
import { faultKit } from './story-store.ts';

const kit = await faultKit();
afterAll(() => kit.close());

/** What version 0.1.0 has left of the story's August, with words typed on its tasks. */
const OLDER = fileURLToPath(new URL('../upgrade/store-0.1.0/books', import.meta.url));

/** A place like any of the kit's, whose store an earlier version has written. */
async function olderPlace(name: string) {
  const place = await kit.freshStore(name);
  await kit.forget(name);
  await cp(OLDER, place.store, { recursive: true });
  return place;
}

const DEATHS: readonly (Death & { readonly how: typeof haltedAt | typeof killedAt })[] = [
  { point: { state: 'OpenRun', call: 'runs.put', n: 1, args: [] }, when: 'after', how: haltedAt },
  { point: { state: 'OpenTasks', call: 'tasks.replaceMany', n: 1, args: [] }, when: 'before', how: haltedAt },
  { point: { state: 'DeliverReport', call: 'mailer.send', n: 1, args: [] }, when: 'after', how: killedAt },
  { point: { state: 'CloseRun', call: 'runs.put', n: 1, args: [] }, when: 'after', how: haltedAt },
];

describe('a store of version 0.1.0 whose first review by this one dies', () => {
  it.for(DEATHS)('$point.state, $when $point.call', async ({ how, ...death }, context) => {
    const calm = await olderPlace('calm');
    expect(await reviewStory(calm)).toHaveProperty('closed');
    const undisturbed = await outcomeOf(calm.store, PERIOD);
    expect(undisturbed.found.tasks.length).toBeGreaterThan(5);
    const place = await olderPlace('older');
    expect(await how(place, death)).not.toBe(false);
    noteFaults(context, {
      fault: `a store of version 0.1.0; stops ${death.when} ${death.point.call}`,
      state: death.point.state,
      outcome: 'as undisturbed',
    });
    expect(await reviewStory(place)).toHaveProperty('closed');
    expect((await outcomeOf(place.store, PERIOD)).found).toEqual(undisturbed.found);
    await kit.forget('calm');
    await kit.forget('older');
  });
});
