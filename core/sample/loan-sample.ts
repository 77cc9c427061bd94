import { dayText, firstDay, lastDay, monthNumber } from './calendar.ts';
import { centsText, toCents, within } from './cents.ts';
import { Dice } from './dice.ts';
import type { SampleTable } from './sample.ts';
import type { CompleteSampleOptions } from './sample-options.ts';

const EDUCATION = [
  ['secondary', 0.35],
  ['vocational', 0.25],
  ['bachelor', 0.3],
] as const;
const INDUSTRIES = ['manufacturing', 'retail', 'construction', 'services', 'agriculture', 'transport'] as const;
const REGIONS = ['north', 'south', 'east', 'west', 'centre'] as const;

/** One loan, before it is written. Amounts in money; `null` was not recorded. */
interface Loan {
  readonly age: number;
  readonly gender: 'female' | 'male';
  readonly education: string;
  readonly income: number | null;
  readonly incomeStability: number;
  readonly secured: boolean;
  readonly amount: number;
  readonly termMonths: number;
  readonly ratePct: number;
  readonly originated: number;
  readonly pastOverdue: number;
  readonly maxOverdueDays: number;
  readonly frequency: 'monthly' | 'quarterly';
  readonly regularity: number | null;
  readonly industry: string;
  readonly region: string;
  readonly moves: number;
  readonly creditScore: number | null;
}

/**
 * What each feature adds to the log-odds of being overdue. `trueIncome` is what counts, recorded or not. Features without an entry
 * (gender, region, amount, worst delay, frequency, rate) have no effect of their own; some go along with those that do.
 */
const EFFECTS: Readonly<Record<string, { readonly unit: string; readonly logOdds: number }>> = {
  past_overdue_count: { unit: 'each, up to 5', logOdds: 0.5 },
  income: { unit: 'each doubling', logOdds: -0.55 },
  income_stability: { unit: 'each 10 of 100', logOdds: -0.16 },
  loan_type: { unit: 'secured against unsecured', logOdds: -0.7 },
  term_months: { unit: 'each 12 months', logOdds: 0.18 },
  education: { unit: 'bachelor or higher', logOdds: -0.4 },
  repayment_regularity: { unit: 'each 10 of 100', logOdds: -0.14 },
  residence_mobility: { unit: 'each move in five years', logOdds: 0.22 },
  industry: { unit: 'construction', logOdds: 0.45 },
  credit_score: { unit: 'each 50 points', logOdds: -0.3 },
  age: { unit: 'under 25 or over 60', logOdds: 0.35 },
};
const BASE_LOG_ODDS = -1.75;

function effect(feature: string, units: number): number {
  return (EFFECTS[feature]?.logOdds ?? 0) * units;
}

function drawLoan(dice: Dice, lastMonth: number, months: number) {
  const secured = dice.chance(0.45);
  const trueIncome = 52_000 * Math.exp(0.5 * dice.bell());
  const pastOverdue = dice.chance(0.62) ? 0 : Math.floor(dice.pareto(1, 9, 1.3));
  const trueRegularity = within(78 - 5 * pastOverdue + 13 * dice.bell(), 0, 100);
  const trueScore = Math.round(within(662 - 14 * pastOverdue + 62 * dice.bell(), 300, 850));
  const creditScore = dice.chance(0.07) ? null : trueScore;
  const loan: Loan = {
    age: Math.round(within(41 + 12 * dice.bell(), 18, 80)),
    gender: dice.chance(0.48) ? 'female' : 'male',
    education: dice.weighted<string>(EDUCATION, 'master'),
    income: dice.chance(0.05) ? null : Math.round(trueIncome / 100) * 100,
    incomeStability: Math.round(within(61 + 18 * dice.bell(), 0, 100)),
    secured,
    amount: Math.round(dice.pareto(secured ? 20_000 : 2_000, secured ? 900_000 : 120_000, 1.1) / 100) * 100,
    termMonths: dice.pick([12, 24, 36, 48, 60]),
    ratePct: within(11 - (secured ? 4 : 0) - (trueScore - 660) / 60 + dice.bell(), 2, 24),
    originated: dice.whole(firstDay(lastMonth - months + 1), lastDay(lastMonth)),
    pastOverdue,
    maxOverdueDays: pastOverdue === 0 ? 0 : Math.round(dice.pareto(3, 180, 0.9)),
    frequency: dice.chance(0.85) ? 'monthly' : 'quarterly',
    regularity: dice.chance(0.03) ? null : Math.round(trueRegularity),
    industry: dice.pick(INDUSTRIES),
    region: dice.pick(REGIONS),
    moves: dice.whole(0, 2) + (dice.chance(0.2) ? dice.whole(1, 3) : 0),
    creditScore,
  };
  return { loan, logOdds: logOddsOf(loan, trueIncome, trueRegularity, trueScore) };
}

function logOddsOf(loan: Loan, trueIncome: number, trueRegularity: number, trueScore: number): number {
  return (
    BASE_LOG_ODDS +
    effect('past_overdue_count', Math.min(5, loan.pastOverdue)) +
    effect('income', Math.log2(trueIncome / 52_000)) +
    effect('income_stability', (loan.incomeStability - 61) / 10) +
    effect('loan_type', loan.secured ? 1 : 0) +
    effect('term_months', (loan.termMonths - 36) / 12) +
    effect('education', loan.education === 'bachelor' || loan.education === 'master' ? 1 : 0) +
    effect('repayment_regularity', (trueRegularity - 72) / 10) +
    effect('residence_mobility', loan.moves - 1) +
    effect('industry', loan.industry === 'construction' ? 1 : 0) +
    effect('credit_score', (trueScore - 650) / 50) +
    effect('age', loan.age < 25 || loan.age > 60 ? 1 : 0)
  );
}

/** One row a loan; some incomes, scores and regularities were never recorded. */
export function loanTables(options: CompleteSampleOptions): readonly SampleTable[] {
  const lastMonth = monthNumber(options.lastMonth);
  const columns = [
    'loan_id',
    'overdue',
    'age',
    'gender',
    'education',
    'income',
    'income_stability',
    'loan_type',
    'loan_amount',
    'term_months',
    'annual_rate_percentage',
    'origination_date',
    'past_overdue_count',
    'max_overdue_days',
    'repayment_frequency',
    'repayment_regularity',
    'industry',
    'region',
    'residence_mobility',
    'credit_score',
  ];
  const rows = function* () {
    for (let index = 0; index < options.customers; index += 1) {
      const dice = new Dice(options.seed, 'loan', index);
      const { loan, logOdds } = drawLoan(dice, lastMonth, options.months);
      const overdue = dice.chance(1 / (1 + Math.exp(-logOdds)));
      yield [
        `L${String(index + 1).padStart(7, '0')}`,
        overdue ? '1' : '0',
        String(loan.age),
        loan.gender,
        loan.education,
        loan.income === null ? '' : `${loan.income}.00`,
        String(loan.incomeStability),
        loan.secured ? 'secured' : 'unsecured',
        `${loan.amount}.00`,
        String(loan.termMonths),
        centsText(toCents(loan.ratePct)),
        dayText(loan.originated),
        String(loan.pastOverdue),
        String(loan.maxOverdueDays),
        loan.frequency,
        loan.regularity === null ? '' : String(loan.regularity),
        loan.industry,
        loan.region,
        String(loan.moves),
        loan.creditScore === null ? '' : String(loan.creditScore),
      ];
    }
  };
  return [{ name: 'loan_accounts', columns, rows }];
}

/** The answer sheet of the loans: what each feature truly does. */
export function plantedEffects(): SampleTable {
  const rows = () => Object.entries(EFFECTS).map(([feature, { unit, logOdds }]) => [feature, unit, String(logOdds)]);
  return { name: 'planted', columns: ['feature', 'unit', 'log_odds_of_overdue'], rows };
}
