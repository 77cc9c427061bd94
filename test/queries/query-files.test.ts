import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LAB_PARAMETERS, LAB_ROWS, type LabQuery, QueryLab, RUN } from './query-lab.ts';

const QUERIES = Object.keys(LAB_ROWS) as LabQuery[];

let lab: QueryLab;
beforeAll(async () => {
  lab = await QueryLab.open();
  await lab.fill({});
});
afterAll(() => lab.close());

describe('the query files', () => {
  it('hold every query of the contract, and each says its grain, columns and parameters', async () => {
    const names = (await readdir('queries')).filter((name) => name.endsWith('.sql')).map((name) => name.slice(0, -4));
    expect(names).toEqual(expect.arrayContaining([...QUERIES]));
    for (const name of names) {
      const lines = await header(name);
      expect(lines.join('\n'), name).toMatch(/^\S.*\n[\s\S]*^Grain: one row\b/m);
      expect(section(lines, 'Columns').length, name).toBeGreaterThan(0);
      expect(section(lines, 'Parameters').length, name).toBeGreaterThan(0);
    }
  });

  it.each(QUERIES)('%s returns the columns of its schema, as its header says', async (name) => {
    const columns = await lab.columns(name);
    expect(columns).toEqual(Object.keys(LAB_ROWS[name].shape));
    expect(section(await header(name), 'Columns').map((line) => line.split(/\s/)[0])).toEqual(columns);
  });

  it.each(QUERIES)('%s takes the parameters its header lists, in that order', async (name) => {
    const listed = section(await header(name), 'Parameters');
    expect(listed.map((line) => line.split(/\s/)[0])).toEqual(listed.map((_, index) => String(index + 1)));
    const literals = LAB_PARAMETERS[name](RUN, lab.rules);
    expect(literals.map(kindOf)).toEqual(listed.map((line) => line.split(/\s+/)[2]?.replace(/[;,(].*/, '')));
    expect(literals.map(nameOf(listed))).toEqual(literals);
  });

  it.each(QUERIES)('%s has no question mark but its parameters, and an order for its rows', async (name) => {
    const text = await readFile(`queries/${name}.sql`, 'utf8');
    expect(text.match(/\?/g)).toHaveLength(LAB_PARAMETERS[name](RUN, lab.rules).length);
    expect(text).toMatch(/^ORDER BY /m);
  });
});

/** Lines of the comment a file begins with, without their dashes. */
async function header(name: string): Promise<string[]> {
  const lines = (await readFile(`queries/${name}.sql`, 'utf8')).split('\n');
  const end = lines.findIndex((line) => !line.startsWith('--'));
  return lines.slice(0, end).map((line) => line.replace(/^-- ?/, ''));
}

/** Entries of a section: indented by two; deeper lines go on with the one before. */
function section(lines: readonly string[], title: string): string[] {
  const after = lines.slice(lines.indexOf(title) + 1);
  const end = after.indexOf('');
  return after
    .slice(0, end === -1 ? undefined : end)
    .filter((line) => /^ {2}\S/.test(line))
    .map((line) => line.trim());
}

function kindOf(literal: string): string {
  return /^(DECIMAL|DATE) /.exec(literal)?.[1]?.toLowerCase() ?? 'varchar';
}

/** The literal a parameter of that name must have in the run of the tests; whatever it is where the rules decide. */
function nameOf(listed: readonly string[]): (literal: string, index: number) => string {
  const known: Readonly<Record<string, string>> = {
    run: `'${RUN.run}'`,
    scope: "'*'",
    period: "'2025-09'",
    period_end: "DATE '2025-09-30'",
  };
  return (literal, index) => known[listed[index]?.split(/\s+/)[1] ?? ''] ?? literal;
}
