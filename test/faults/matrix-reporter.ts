import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';
import type { FaultLine } from './fault-matrix.ts';

const DOCS = new URL('../../docs/faults.md', import.meta.url);

/** Prints the matrix when the lane has ended: every fault, the state it struck, and what came of it. */
export class MatrixReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const lines = modules.flatMap((module) => [...module.children.allTests()].flatMap((test) => linesOf(test)));
    if (lines.length === 0) return;
    const text = table(lines);
    process.stdout.write(`\n${text}`);
    if (process.env['DUEWATCH_FAULTS_DOCS'] === 'write') writeFileSync(DOCS, page(text, lines));
  }
}

function linesOf(
  test: ReturnType<TestModule['children']['allTests']> extends Iterable<infer T> ? T : never,
): FaultLine[] {
  const passed = test.result().state === 'passed';
  return (test.meta().faults ?? []).map((line) => (passed ? line : { ...line, outcome: 'FAILED' }));
}

/** One row a fault and outcome, with the states it was tried in. */
function table(lines: readonly FaultLine[]): string {
  const rows = Map.groupBy(lines, ({ fault, outcome }) => `${fault} | ${outcome}`);
  const body = [...rows.values()].map((all) => {
    const states = [...Map.groupBy(all, ({ state }) => state)].map(([state, own]) =>
      own.length === 1 ? state : `${state} ×${own.length}`,
    );
    return `| ${all[0]?.fault} | ${states.join(', ')} | ${all[0]?.outcome} |\n`;
  });
  return ['| fault | where | after the next review |\n', '| --- | --- | --- |\n', ...body.sort()].join('');
}

function page(text: string, lines: readonly FaultLine[]): string {
  const cases = lines.length;
  return `# What was broken, where, and what came of it

Written by \`npm run test:faults -- --write-docs\`${process.env['DUEWATCH_FAULTS'] === 'all' ? ' with `--all`' : ''}: ${cases} cases.

A review of books with tasks of an earlier month on the desk is disturbed, and the month is reviewed again. **As undisturbed** means: the same
figures.json, customers.csv and files, one mail a recipient, one task an episode with one finding a month, every version of a task once in its history,
the same events under the same ids, the history published, the lock given back, and nothing left in work/ or scratch/. A room of a chat, which can't be
asked what it took, is told once at most. A mail is noted before it is handed over; what a death leaves open is settled by what the mail service knows, on a laptop the
mailbox, in AWS the events of SES, and where that is nothing the mail is shown as unresolved and not sent again. Where a row says **stops** or **SIGKILL**, each case has a store of its own, and the state is
disturbed at the first and after the last of its calls of that kind; **dies before each effect** are as many reviews of one
store, which die one after the other. A **bucket** is the adapter of S3 before a server that answers as S3 does in trouble. [CONTRIBUTING.md](../CONTRIBUTING.md) says how the lane runs; executions in AWS that are stopped and gone on with
are in [what the emulator proves](decisions/0006-what-the-emulator-proves.md). That a store of version 0.1.0 is simply read and reviewed on is held by [a test of its own](../test/upgrade/older-store.test.ts);
here such reviews are disturbed.

Not tried: a machine that loses its power, a disk that loses what it had said was written. A death here is a process's; what it had written stays.

${text}`;
}
