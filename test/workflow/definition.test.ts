import { readFile } from 'node:fs/promises';
import validate from 'asl-validator';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { localDefinition } from '../../cli/run/local-definition.ts';
import { taskResources } from '../../cli/run/workflow-runner.ts';
import { QUERY_ROWS } from '../../core/contracts/rows.ts';
import { fillDefinition, formatText, placesOf, stateNameOf } from '../../core/workflow/definition.ts';
import { handlersFor } from '../../lambdas/handlers.ts';

const FILE = new URL('../../lib/workflow/monthly-review.asl.json', import.meta.url);
const ATHENA = 'arn:aws:states:::athena:startQueryExecution.sync';

const state = z.looseObject({ Type: z.string() });
type State = z.output<typeof state>;

/** Every state of the definition, at every depth, by name. */
function statesOf(value: unknown, found = new Map<string, State>()): Map<string, State> {
  if (value === null || typeof value !== 'object') return found;
  for (const [key, held] of Object.entries(value)) {
    if (key === 'States' && held !== null && typeof held === 'object') {
      for (const [name, one] of Object.entries(held)) found.set(name, state.parse(one));
    }
    statesOf(held, found);
  }
  return found;
}

describe('the state machine', () => {
  it('is valid Amazon States Language once its places are filled', async () => {
    const definition = await localDefinition();
    const result = await validate(JSON.parse(JSON.stringify(definition)));
    expect(result.errors).toEqual([]);
    expect(result.isValid).toBe(true);
  });

  it('gives every place a value and leaves none over', async () => {
    expect(placesOf(JSON.stringify(await localDefinition()))).toEqual([]);
    const text = await readFile(FILE, 'utf8');
    expect(() => fillDefinition(text, {})).toThrow(/has a place \$\{/);
  });

  it('has a handler for every function it calls, and calls every handler', async () => {
    const names = [...taskResources(await localDefinition()).values()]
      .filter((resource) => resource !== ATHENA)
      .map((resource) => resource.split(':').at(-1));
    const ports = {} as Parameters<typeof handlersFor>[0];
    expect(new Set(names)).toEqual(new Set(Object.keys(handlersFor(ports))));
  });

  it('runs every analysis query, each with its own parameters', async () => {
    const states = statesOf(await localDefinition());
    for (const query of Object.keys(QUERY_ROWS)) {
      const found = states.get(`Query${stateNameOf(query)}`);
      expect(found, query).toMatchObject({
        Resource: ATHENA,
        Parameters: { 'ExecutionParameters.$': `$.plan.parameters.${query}` },
        ResultSelector: { query },
      });
    }
  });

  it('retries what may pass, with growing pauses and jitter, in every task', async () => {
    const tasks = [...statesOf(await localDefinition()).values()].filter((one) => one.Type === 'Task');
    expect(tasks.length).toBeGreaterThan(20);
    for (const task of tasks) {
      expect(task['Retry']).toEqual([
        expect.objectContaining({ BackoffRate: 2, JitterStrategy: 'FULL', MaxDelaySeconds: 60, IntervalSeconds: 2 }),
      ]);
      expect(task['TimeoutSeconds']).toBeGreaterThan(0);
    }
  });

  it('catches every failure at the top and goes to FailRun', async () => {
    const top = z.object({ States: z.record(z.string(), state) }).parse(await localDefinition()).States;
    for (const [name, one] of Object.entries(top)) {
      if (!['Task', 'Map', 'Parallel'].includes(one.Type) || name === 'FailRun') continue;
      expect(one['Catch'], name).toEqual([{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'FailRun' }]);
    }
  });

  it('refuses a query that a States.Format template would garble', () => {
    expect(formatText("a 'b' {c}")).toBe("a \\\\'b\\\\' \\\\{c\\\\}");
    expect(() => formatText('a \\ b')).toThrow(/backslash/);
  });
});
