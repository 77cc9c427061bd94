import { openEmbedded } from '../../cli/run/embedded-ports.ts';
import { localDefinition } from '../../cli/run/local-definition.ts';
import { runWorkflow, type TaskHandler } from '../../cli/run/workflow-runner.ts';
import { handlersFor } from '../../lambdas/handlers.ts';

/*
 * A run whose process is killed, as by a power cut, just before or just after one of its functions:
 * node run-and-die.ts <store> <exports> <function or Athena> <before|after>
 */
const [store = '', exports = '', victim = '', when = ''] = process.argv.slice(2);

const run = await openEmbedded({
  store,
  exports,
  overlays: [{ name: 'test', text: '{ "locales": ["en"] }' }],
  version: '0.0.0-test',
});

const die = (name: string, moment: string): void => {
  if (name === victim && moment === when) process.kill(process.pid, 'SIGKILL');
};

const dying =
  (name: string, handler: (event: unknown) => Promise<unknown>): TaskHandler =>
  async (event) => {
    die(name, 'before');
    const result = await handler(event);
    die(name, 'after');
    return JSON.parse(JSON.stringify(result));
  };

await runWorkflow({
  definition: await localDefinition(),
  input: {},
  execution: `test:${process.pid}`,
  functions: Object.fromEntries(
    Object.entries(handlersFor(run.ports)).map(([name, handler]) => [name, dying(name, handler)]),
  ),
  athena: dying('Athena', (parameters) => run.engine.startQueryExecutionSync(parameters)),
  journal: run.journal,
  listener: () => undefined,
});
run.close();
