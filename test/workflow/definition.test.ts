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
      expect(z.array(z.unknown()).parse(task['Retry']).at(-1)).toMatchObject({
        BackoffRate: 2,
        JitterStrategy: 'FULL',
        MaxDelaySeconds: 60,
        IntervalSeconds: 2,
      });
      expect(task['TimeoutSeconds']).toBeGreaterThan(0);
    }
  });

  it('lets a failure stay where it was, so that a redrive begins there', async () => {
    for (const [name, one] of statesOf(await localDefinition())) {
      expect(one['Catch'], name).toBeUndefined();
      expect(one.Type, name).not.toBe('Fail');
    }
  });

  it('waits four days for a late export, and leaves itself two more for the review', async () => {
    const definition = z.looseObject({ TimeoutSeconds: z.int() }).parse(await localDefinition());
    const [late] = z.array(z.looseObject({})).parse(statesOf(definition).get('OpenRun')?.['Retry']);
    expect(late).toEqual({ ErrorEquals: ['ExportLate'], IntervalSeconds: 3600, BackoffRate: 1, MaxAttempts: 96 });
    expect(definition.TimeoutSeconds).toBe(6 * 86_400);
  });

  it('asks Athena anew when a state is entered anew or its execution redriven, and only then', async () => {
    for (const one of statesOf(await localDefinition()).values()) {
      if (one['Resource'] !== ATHENA) continue;
      const parameters = z.looseObject({ 'ClientRequestToken.$': z.string() }).parse(one['Parameters']);
      expect(parameters['ClientRequestToken.$']).toMatch(
        /^States\.Hash\(.*\$\.run\.id.*\$\$\.State\.EnteredTime, States\.JsonToString\(\$\$\.Execution\)\), 'SHA-256'\)$/,
      );
    }
  });

  it('refuses a query that a States.Format template would garble', () => {
    expect(formatText("a 'b' {c}")).toBe("a \\\\'b\\\\' \\\\{c\\\\}");
    expect(() => formatText('a \\ b')).toThrow(/backslash/);
  });
});
