import { categoricalColumn, type LoanTable } from '../../core/domain/scorecard/loan-table.ts';

/** Evenly spread numbers in (0, 1) from a seed. */
export function evenStream(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x45d9f3b);
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
    return (((mixed ^ (mixed >>> 16)) >>> 0) + 0.5) / 2 ** 32;
  };
}

/**
 * A made-up loan book with effects that are known: income helps, long terms hurt, middle ages are safest, secured loans are
 * safer, past overdue counts hurt, region and `shoe_size` say nothing, `cost_share` repeats income, 5 % of incomes are blank.
 */
export function madeUpBook(loans: number, seed = 1): LoanTable {
  const random = evenStream(seed);
  const between = (low: number, high: number): number => low + (high - low) * random();
  const pick = <T>(texts: readonly T[]): T => texts[Math.floor(random() * texts.length)] ?? (texts[0] as T);
  const lines = Array.from({ length: loans }, (_, index) => {
    const income = Math.round(between(10, 100)) * 100;
    const term = pick([6, 12, 18, 24, 36, 48, 60]);
    const age = Math.round(between(20, 70));
    const loanType = pick(['secured', 'unsecured']);
    const past = Math.floor(6 * random() ** 3);
    const gender = pick(['female', 'male']);
    const logOdds =
      -1.6 -
      (income - 5500) / 2500 +
      (term - 29) / 30 +
      ((age - 45) / 16) ** 2 -
      0.9 +
      (loanType === 'secured' ? -0.6 : 0.6) +
      0.5 * past;
    return {
      id: `L${String(index + 1).padStart(6, '0')}`,
      income: random() < 0.05 ? Number.NaN : income,
      term,
      age,
      past,
      shoe: Math.round(between(36, 46)),
      copy: income / 100 + between(-1, 1),
      loanType,
      region: random() < 0.03 ? null : pick(['north', 'south', 'east', 'west', "l'île"]),
      gender,
      overdue: random() < 1 / (1 + Math.exp(-logOdds)) ? 1 : 0,
    };
  });
  return {
    ids: lines.map((line) => line.id),
    overdue: Uint8Array.from(lines, (line) => line.overdue),
    excluded: 3,
    targetDefinition: 'overdue = 1',
    numeric: new Map([
      ['income', Float64Array.from(lines, (line) => line.income)],
      ['term_months', Float64Array.from(lines, (line) => line.term)],
      ['age', Float64Array.from(lines, (line) => line.age)],
      ['past_overdue_count', Float64Array.from(lines, (line) => line.past)],
      ['shoe_size', Float64Array.from(lines, (line) => line.shoe)],
      ['cost_share', Float64Array.from(lines, (line) => line.copy)],
    ]),
    categorical: new Map([
      ['loan_type', categoricalColumn(lines.map((line) => line.loanType))],
      ['region', categoricalColumn(lines.map((line) => line.region))],
    ]),
    protectedAttributes: new Map([['gender', categoricalColumn(lines.map((line) => line.gender))]]),
  };
}

/** One loan of a table as raw values, as a row of the export would have them. */
export function rawLoan(table: LoanTable, row: number): Record<string, number | string | null> {
  const numbers = [...table.numeric].map(([name, values]) => {
    const value = values[row] ?? Number.NaN;
    return [name, Number.isNaN(value) ? null : value] as const;
  });
  const texts = [...table.categorical].map(
    ([name, { levels, codes }]) => [name, levels[codes[row] ?? -1] ?? null] as const,
  );
  return Object.fromEntries([...numbers, ...texts]);
}
