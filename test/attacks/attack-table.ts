import { z } from 'zod';

const results = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(
        z.object({ ancestorTitles: z.array(z.string()), title: z.string(), status: z.string() }),
      ),
    }),
  ),
});

/** One attack, where its test is, and whether the product held. */
export interface Tried {
  /** The class, such as `SQL in cells`. */
  readonly attack: string;
  readonly test: string;
  readonly held: boolean;
}

/** The attacks of a test run in Vitest's JSON. An attack's class is what stands before the colon of its title. */
export function outcomes(data: unknown, root: string): Tried[] {
  return results.parse(data).testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ title, status }) => ({
      attack: title.split(':')[0] ?? title,
      test: name.replace(root, '').replaceAll('\\', '/'),
      held: status === 'passed',
    })),
  );
}

/** Attacks by class as a Markdown table. */
export function attackTable(tried: readonly Tried[]): string {
  const rows = new Map<string, { tried: number; held: number }>();
  for (const { attack, test, held } of tried) {
    const key = `${attack} | [\`${test}\`](../${test})`;
    const row = rows.get(key) ?? { tried: 0, held: 0 };
    rows.set(key, { tried: row.tried + 1, held: row.held + (held ? 1 : 0) });
  }
  const lines = [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, row]) => `| ${key} | ${row.tried} | ${row.held} |`);
  return ['| attack | test | tried | held |', '| --- | --- | ---: | ---: |', ...lines].join('\n');
}
