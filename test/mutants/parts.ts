/** core/domain in parts that are mutated one after the other, each against the tests that speak of it. */
export interface Part {
  readonly name: string;
  /** Globs of the code. */
  readonly code: readonly string[];
  /** Globs of the tests: fast ones, without other processes. */
  readonly tests: readonly string[];
}

const folder = (name: string, tests: readonly string[]): Part => ({
  name,
  code: [`core/domain/${name}/**/*.ts`],
  tests: [`test/domain/${name}/**/*.test.ts`, ...tests],
});

/** How groups of customers are compared: tables, ranks, distributions. */
const COMPARISON =
  '{bands,contingency,correlation,distributions,fisher-exact,fisher-simulated,mann-whitney,partial-tables,quartiles,rate-group,score-distribution,score-robustness,top-decile,wilson}';

/** Money and the books first. */
export const PARTS: readonly Part[] = [
  {
    name: 'customers',
    code: [`core/domain/!(${COMPARISON.slice(1, -1).replaceAll(',', '|')}).ts`],
    tests: ['test/domain/!(comparison|fisher-at-scale|fisher-simulated|partial-tables|score-robustness).test.ts'],
  },
  {
    name: 'comparison',
    code: [`core/domain/${COMPARISON}.ts`],
    tests: ['test/domain/{comparison,fisher-simulated,partial-tables,rebuilt-review,score-robustness,score}.test.ts'],
  },
  folder('collection-plan', ['test/desk/planned-letters.test.ts']),
  folder('credit', ['test/report/findings/credit.test.ts']),
  folder('escalation', []),
  {
    name: 'desk',
    code: ['core/domain/desk/*.ts'],
    tests: [
      'test/domain/desk/*.test.ts',
      'test/desk/{desk-link,digests,letters-sent,task-event,task-life,words-and-books,worklist}.test.ts',
      'test/domain/{collection-plan/place-customer,escalation/task-escalation}.test.ts',
    ],
  },
  {
    name: 'sheets',
    code: ['core/domain/desk/sheet/*.ts'],
    tests: ['test/domain/desk/sheet/*.test.ts', 'test/cli/tasks/task-sheet.test.ts'],
  },
  folder('overdue', ['test/figures/overdue-figures.test.ts', 'test/report/findings/overdue-report.test.ts']),
  folder('early-warning', ['test/early-warning/{alerts,event-chance,ranking,rising-fit}.test.ts']),
  folder('scorecard', [
    'test/scorecard/{coarse-groups,feature-bins,fine-bins,logistic,optimal-segments,ranking}.test.ts',
  ]),
];
