/** Words of `duewatch assess` and `duewatch clauses`. */
export const creditFiles = {
  inputs: {
    credit_score: 'credit score',
    years_in_business: 'years in business',
    stability: 'stability',
    references: 'references',
  },
  applicants: {
    name: 'Applicant',
    points: 'Points',
    grade: 'Grade',
    limit: 'Limit',
    terms: 'Days to pay',
    prepayment: 'In advance',
    why: 'Why',
  },
  limit_reasons: {
    by_purchases: 'months of purchases by the grade',
    by_request: 'as much as was asked for',
    no_purchases: 'no limit computed: expected monthly purchases are not given',
    prepayment_only: 'no credit at this grade',
  },
  part: (p: { input: string; value: string; points: string; most: string }) =>
    `${p.input} ${p.value}: ${p.points} of ${p.most}`,
  part_missing: (p: { input: string; most: string }) => `${p.input} not given: 0 of ${p.most}`,
  not_computed: 'not computed',
  contracts: { contract: 'Contract', customer: 'Customer', rate: 'A year', found: 'Found' },
  clause_findings: {
    rate_missing: 'no rate of late interest is agreed',
    rate_below_cost: 'the rate is below our own cost of money: paying late is cheaper than a bank',
    rate_above_cap: 'the rate is above the rules’ cap',
    grace_missing: 'no days of grace are named',
    grace_too_long: 'more days of grace than the rules allow',
    cap_missing: 'interest and fees have no upper limit',
    fee_too_high: 'the fee for a reminder is above the rules’ limit',
    unsigned: 'no day of signing is given',
    law_missing: 'no governing law is named',
  },
  nothing_found: 'nothing against the rules',
  for_counsel: 'Whether a clause holds is for counsel, whatever is found here.',
  refused: (p: { problems: number }) =>
    `Nothing was judged: ${p.problems} ${p.problems === 1 ? 'thing' : 'things'} in the file must be put right first.`,
  where: (p: { file: string; row: number; column: string }) =>
    p.column === '' ? `${p.file}, row ${p.row}` : `${p.file}, row ${p.row}, column ${p.column}`,
  problems: {
    column_missing: (p: { value: string; allowed: string }) => `the column is missing; the columns are ${p.allowed}`,
    column_twice: () => 'the column is there twice; remove one',
    column_unknown: (p: { value: string; allowed: string }) =>
      `no column is called “${p.value}”; the columns are ${p.allowed}`,
    no_rows: () => 'there are no rows below the headings; add one a line',
    blank: () => 'nothing stands there; fill it in',
    twice: (p: { value: string; allowed: string }) => `“${p.value}” stands in an earlier row too; keep one of them`,
    formula: () => 'a formula stands there; put its value in its place',
    not_a_number: (p: { value: string; allowed: string }) =>
      `“${p.value}” is no number; write one such as ${p.allowed}, without thousands separators`,
    not_whole: (p: { value: string; allowed: string }) =>
      `“${p.value}” is no whole number; write one such as ${p.allowed}`,
    not_an_amount: (p: { value: string; allowed: string }) =>
      `“${p.value}” is no amount; write one such as ${p.allowed}, without currency and thousands separators`,
    not_a_date: (p: { value: string; allowed: string }) => `“${p.value}” is no day; write it as ${p.allowed}`,
    not_among: (p: { value: string; allowed: string }) => `“${p.value}” is none of ${p.allowed}`,
    out_of_range: (p: { value: string; allowed: string }) => `“${p.value}” is outside ${p.allowed}`,
  },
};
