import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { STATES_SHOWN } from '../../cli/run/states-shown.ts';

const definition = z
  .object({ States: z.record(z.string(), z.object({ Type: z.string() })) })
  .parse(JSON.parse(readFileSync(new URL('../../lib/workflow/monthly-review.asl.json', import.meta.url), 'utf8')));

/** Choices, and queries between two states that are shown. */
const NOT_SHOWN = /^(Choose|Derive|QueryLedgerScopes$|PlanAnalysis$)/;

it('the terminal follows every state in which a review may be for a while, in their order', () => {
  const states = Object.entries(definition.States).filter(([, { Type }]) => ['Task', 'Map', 'Parallel'].includes(Type));
  expect(STATES_SHOWN.map(({ name }) => name)).toEqual(
    states.map(([name]) => name).filter((name) => !NOT_SHOWN.test(name)),
  );
});
