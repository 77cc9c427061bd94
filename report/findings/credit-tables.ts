import type { Rules } from '../../core/contracts/config.ts';
import { cleanText } from '../format/clean-text.ts';
import { termFor } from '../messages/messages-for.ts';
import { type Said, t } from '../messages/phrase.ts';
import type { Speaker } from '../messages/speaker.ts';
import { cellOr, customer, number, type SectionTable, type TableCell, word } from './section-table.ts';

function listed(speaker: Speaker, text: unknown, words: Readonly<Record<string, string>>): string {
  if (typeof text !== 'string' || text === '') return '–';
  return text
    .split('; ')
    .map((name) => termFor(words, name))
    .join(speaker.messages.words.list_separator);
}

function day(speaker: Speaker, value: unknown): string {
  return typeof value === 'string' ? speaker.format.day(value) : '–';
}

const LIMITS = 'credit.largest';
const OVERRIDDEN = 'credit.overridden';
const STEPS = 'escalation.largest';

/** Columns of a limit in the books; where nobody has one they would be empty. */
const OF_A_LIMIT: ReadonlySet<string> = new Set(['limit', 'use_pct', 'change_pct']);

function limitsTable(speaker: Speaker): SectionTable {
  const { messages, figures } = speaker;
  const { credit, columns } = messages.words;
  const { credit_reasons, holds } = messages.terms;
  const lines = figures.rows(LIMITS);
  const limited = lines.some(({ limit }) => limit !== null && limit !== undefined);
  const amounts = [
    ['exposure', credit.columns.owed],
    ['limit', credit.columns.limit],
    ['use_pct', credit.columns.used],
  ] as const;
  const proposal = [
    ['proposed', credit.columns.proposed],
    ['change_pct', credit.columns.change],
  ] as const;
  const kept = (fields: readonly (readonly [field: string, label: string])[]) =>
    fields.filter(([field]) => limited || !OF_A_LIMIT.has(field));
  const heads = (fields: readonly (readonly [string, string])[]) => kept(fields).map(([, label]) => number(label));
  return {
    id: 'limits',
    listed: true,
    caption: limited ? credit.captions.limits : credit.captions.first_limits,
    columns: [
      word(columns.customer, 3),
      ...heads(amounts),
      word(credit.columns.held),
      ...heads(proposal),
      word(credit.columns.why, limited ? 3 : 5),
      word(credit.columns.next_review, 0),
    ],
    rows: lines.map((row, index) => {
      const cells = (fields: readonly (readonly [string, string])[]) =>
        kept(fields).map(([field]) => cellOr(speaker, LIMITS, index, field));
      return [
        customer(speaker, row),
        ...cells(amounts),
        termFor(holds, String(row['hold'])),
        ...cells(proposal),
        listed(speaker, row['reasons'], credit_reasons),
        day(speaker, row['next_review']),
      ];
    }),
    note: credit.notes.limits,
  };
}

function overriddenTable(speaker: Speaker): SectionTable {
  const { messages, figures } = speaker;
  const { credit, columns } = messages.words;
  return {
    id: 'overridden',
    listed: true,
    caption: credit.captions.overridden,
    columns: [
      word(columns.customer, 3),
      number(credit.columns.limit),
      number(credit.columns.proposed),
      word(credit.columns.declined_by),
      word(credit.columns.declined_on, 0),
      word(credit.columns.said, 3),
    ],
    rows: figures
      .rows(OVERRIDDEN)
      .map((row, index) => [
        customer(speaker, row),
        cellOr(speaker, OVERRIDDEN, index, 'limit'),
        cellOr(speaker, OVERRIDDEN, index, 'proposed'),
        cleanText(String(row['by'] ?? '–')),
        day(speaker, row['at']),
        cleanText(String(row['said'] ?? '–')),
      ]),
  };
}

function said(setting: string, value: number | string, text: string): Said {
  return { setting, value, text };
}

function newCustomersTable(speaker: Speaker, { grades }: Rules['credit']['new_customers']): SectionTable {
  const { credit } = speaker.messages.words;
  return {
    id: 'new_customers',
    folded: true,
    caption: credit.captions.new_customers,
    columns: [
      number(credit.columns.points_from, 1),
      number(credit.columns.months, 1),
      number(credit.columns.terms, 1),
      number(credit.columns.prepayment, 1),
    ],
    rows: grades.map((grade, index) => {
      const at = (name: keyof typeof grade, text: string) =>
        said(`credit.new_customers.grades.${index}.${name}`, grade[name], text);
      return [
        at('points_from', String(grade.points_from)),
        at('months_of_purchases', String(grade.months_of_purchases)),
        at('terms_days', String(grade.terms_days)),
        at('prepayment_pct', `${grade.prepayment_pct}%`),
      ];
    }),
    note: credit.notes.new_customers,
  };
}

/** Limits with the quarter's proposals, what people declined, and the rules for new customers. */
export function creditTables(speaker: Speaker, rules: Rules): readonly SectionTable[] {
  const tables = [
    limitsTable(speaker),
    overriddenTable(speaker),
    newCustomersTable(speaker, rules.credit.new_customers),
  ];
  return tables.filter(({ rows }) => rows.length > 0);
}

function stepsTable(speaker: Speaker): SectionTable {
  const { messages, figures } = speaker;
  const { credit, columns } = messages.words;
  const { escalation_ways, approval_states } = messages.terms;
  return {
    id: 'steps',
    listed: true,
    caption: credit.captions.steps,
    columns: [
      word(columns.customer, 3),
      number(credit.columns.claim),
      word(credit.columns.way),
      word(credit.columns.by_agency, 3),
      word(credit.columns.by_court, 3),
      number(credit.columns.given_up),
      number(credit.columns.worth),
      word(credit.columns.decision),
    ],
    rows: figures.rows(STEPS).map((row, index) => {
      const cell = (field: string) => cellOr(speaker, STEPS, index, field);
      return [
        customer(speaker, row),
        cell('claim'),
        termFor(escalation_ways, String(row['way'])),
        agencyArithmetic(speaker, index),
        courtArithmetic(speaker, index),
        cell('write_off'),
        cell('worth'),
        termFor(approval_states, String(row['asked'])),
      ];
    }),
    note: credit.notes.steps,
  };
}

/** "12,345.67 × 60 % × (1 − 25 %) = 5,555.55; + 0.00 · North Desk" */
function agencyArithmetic(speaker: Speaker, index: number): TableCell {
  const row = speaker.figures.rows(STEPS)[index];
  if (row === undefined || row['agency'] === null) return '–';
  const cell = (field: string) => speaker.cell(STEPS, index, field);
  const name = cleanText(String(row['agency']));
  return t`${cell('claim')} × ${cell('success_rate_pct')} × (1 − ${cell('fee_pct')}) = ${cell('agency_net')}; + ${cell('agency_tax_saved')} · ${name}`;
}

/** "4,320.98 − 1,858.02 = 2,462.96; + 0.00" */
function courtArithmetic(speaker: Speaker, index: number): TableCell {
  const row = speaker.figures.rows(STEPS)[index];
  if (row === undefined || row['suit_value'] === null) return '–';
  const cell = (field: string) => speaker.cell(STEPS, index, field);
  return t`${cell('recovered')} − ${cell('suit_costs')} = ${cell('suit_value')}; + ${cell('suit_tax_saved')}`;
}

function gatesTable(speaker: Speaker): SectionTable {
  const { messages } = speaker;
  const { credit } = messages.words;
  const checks = ['amount', 'age', 'dispute_free', 'stages_exhausted'] as const;
  return {
    id: 'gates',
    folded: true,
    caption: credit.captions.gates,
    columns: [
      word(credit.columns.condition, 3),
      number(credit.columns.for_agency, 1),
      number(credit.columns.for_court, 1),
    ],
    rows: checks.map((check) => [
      messages.terms.escalation_checks[check],
      ...(['agency', 'legal'] as const).map((way) => {
        const id = `escalation.${way}.check.${check}.count`;
        return speaker.figures.has(id) ? speaker.figure(id) : '–';
      }),
    ]),
  };
}

function assumptionsTable(speaker: Speaker, { legal, agency, write_off }: Rules['escalation']): SectionTable {
  const { credit } = speaker.messages.words;
  const pct = (path: string, value: number) => said(`escalation.${path}`, value, `${value}%`);
  const values = {
    odds_pct: pct('legal.odds_pct', legal.odds_pct),
    recoverable_pct: pct('legal.recoverable_pct', legal.recoverable_pct),
    court_pct: pct('legal.court_pct', legal.court_pct),
    lawyer_pct: pct('legal.lawyer_pct', legal.lawyer_pct),
    fixed_cost: said('escalation.legal.fixed_cost', legal.fixed_cost, speaker.format.money(legal.fixed_cost)),
    limitation_years: said('escalation.legal.limitation_years', legal.limitation_years, String(legal.limitation_years)),
    tax_shield_pct: pct('write_off.tax_shield_pct', write_off.tax_shield_pct),
    reputation_weight_pct: pct('agency.reputation_weight_pct', agency.reputation_weight_pct),
  };
  return {
    id: 'assumptions',
    folded: true,
    caption: credit.captions.assumptions,
    columns: [word(credit.columns.assumption, 3), number(credit.columns.value, 1)],
    rows: Object.entries(values).map(([name, value]) => [termFor(credit.assumptions, name), value]),
    note: credit.notes.assumptions,
  };
}

/** Recommended steps with their arithmetic, how many tasks meet each condition, and what the settings assume. */
export function escalationTables(speaker: Speaker, rules: Rules): readonly SectionTable[] {
  const tables = [stepsTable(speaker), gatesTable(speaker), assumptionsTable(speaker, rules.escalation)];
  return tables.filter(({ rows }) => rows.length > 0);
}
