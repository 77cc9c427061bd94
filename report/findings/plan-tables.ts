import { PLAN_PAUSES } from '../../core/contracts/collection-plan.ts';
import type { Rules } from '../../core/contracts/config.ts';
import { PLAN_GROUPS, PLAN_MEASURES, PLAN_STAGES } from '../../core/contracts/plan-settings.ts';
import { role } from '../../core/contracts/role.ts';
import { cleanText } from '../format/clean-text.ts';
import { termFor } from '../messages/messages-for.ts';
import type { Speaker } from '../messages/speaker.ts';
import { cellOr, customer, number, type SectionTable, word } from './section-table.ts';
import { isFew } from './small-numbers.ts';

const STEPS = 'plan.steps';

/** Stage × strategy with the amount at stake and the step the settings give each stage. */
function stagesTable(speaker: Speaker, { plans }: Rules): SectionTable {
  const { terms, words } = speaker.messages;
  const { captions, columns, notes, step } = words.plan;
  const groups = { ...terms.strategies, ...terms.plan_groups };
  return {
    id: 'plan_stages',
    caption: captions.stages,
    columns: [
      word(columns.stage, 9),
      // Their names are long and their numbers short: the names take two lines.
      ...PLAN_GROUPS.map((group) => number(groups[group], group === 'none' ? 0 : 8)),
      number(columns.customers),
      number(columns.overdue),
      word(columns.step, 14),
    ],
    rows: PLAN_STAGES.map((stage) => [
      terms.plan_stages[stage],
      ...PLAN_GROUPS.map((group) => speaker.figure(`plan.stage.${stage}.${group}.count`)),
      speaker.figure(`plan.stage.${stage}.count`),
      speaker.figure(`plan.stage.${stage}.overdue`, 'short'),
      step({
        channel: terms.plan_channels[plans.stages[stage].channel],
        template: terms.plan_templates[plans.stages[stage].template],
        owner: terms.roles[plans.stages[stage].owner],
      }),
    ]),
    note: notes.stages,
  };
}

function stepsTable(speaker: Speaker): SectionTable {
  const { terms, words } = speaker.messages;
  const { captions, columns, notes, broken } = words.plan;
  return {
    id: 'plan_steps',
    listed: true,
    caption: captions.steps,
    columns: [
      word(columns.customer, 3),
      word(columns.stage),
      number(columns.days),
      number(columns.overdue),
      word(columns.by),
      word(columns.owner),
      word(columns.due, 0),
      word(columns.measures, 3),
    ],
    rows: speaker.figures.rows(STEPS).map((row, index) => {
      const measures = String(row['measures'] ?? '')
        .split('; ')
        .filter((kind) => kind !== '')
        .map((kind) => termFor(terms.plan_measures, kind));
      const all = row['broken_word'] === true ? [broken, ...measures] : measures;
      return [
        customer(speaker, row),
        termFor(terms.plan_stages, String(row['stage'])),
        cellOr(speaker, STEPS, index, 'oldest_days'),
        speaker.cell(STEPS, index, 'overdue_amount'),
        [
          termFor(terms.plan_channels, String(row['channel'])),
          termFor(terms.plan_templates, String(row['template'])),
        ].join(words.list_separator),
        cleanText(String(row['owner'])),
        speaker.format.day(String(row['due_date'])),
        all.length === 0 ? '–' : all.join(words.list_separator),
      ];
    }),
    note: notes.steps,
  };
}

/** A word and how many: those that hold for somebody. */
function countsTable(
  speaker: Speaker,
  id: string,
  head: { caption: string; what: string; count: string },
  lines: readonly (readonly [label: string, figure: string])[],
): SectionTable {
  const rows = lines.filter(([, figure]) => (speaker.figures.number(figure) ?? 0) > 0);
  return {
    id,
    folded: true,
    caption: head.caption,
    columns: [word(head.what, 3), number(head.count, 1)],
    rows: rows.map(([label, figure]) => [label, speaker.figure(figure)]),
  };
}

function evaluationTable(speaker: Speaker): SectionTable {
  const { terms, words } = speaker.messages;
  const { captions, columns, notes } = words.plan;
  const reached = PLAN_STAGES.filter(
    (stage) => (speaker.figures.number(`plan.evaluation.${stage}.contacted`) ?? 0) > 0,
  );
  const fields = ['contacted', 'paid', 'paid_pct', 'paid_low_pct', 'paid_high_pct', 'settled'] as const;
  return {
    id: 'plan_evaluation',
    caption: captions.evaluation,
    columns: [
      word(columns.stage),
      ...[columns.reached, columns.paid, columns.share, columns.low, columns.high, columns.settled].map((label) =>
        number(label, 1),
      ),
    ],
    rows: reached.map((stage) => [
      terms.plan_stages[stage],
      ...fields.map((field) =>
        field.endsWith('_pct') && isFew(speaker.figures, `plan.evaluation.${stage}.contacted`)
          ? '–'
          : speaker.figure(`plan.evaluation.${stage}.${field}`),
      ),
    ]),
    note: notes.evaluation,
  };
}

/** The plan's tables; those without a row are left out. */
export function planTables(speaker: Speaker, rules: Rules): readonly SectionTable[] {
  if ((speaker.figures.number('plan.customers.count') ?? 0) === 0)
    return [evaluationTable(speaker)].filter(({ rows }) => rows.length > 0);
  const { terms, words } = speaker.messages;
  const { captions, columns } = words.plan;
  const tables = [
    stagesTable(speaker, rules),
    stepsTable(speaker),
    countsTable(
      speaker,
      'plan_channels',
      { caption: captions.channels, what: columns.channel, count: columns.next_steps },
      Object.entries(terms.plan_channels).map(([channel, label]) => [label, `plan.channel.${channel}.count`]),
    ),
    countsTable(
      speaker,
      'plan_owners',
      { caption: captions.owners, what: columns.who, count: columns.next_steps },
      role.options.map((each) => [terms.roles[each], `plan.owner.${each}.count`]),
    ),
    countsTable(
      speaker,
      'plan_measures',
      { caption: captions.measures, what: columns.measure, count: columns.customers },
      PLAN_MEASURES.map((kind) => [terms.plan_measures[kind], `plan.measure.${kind}.count`]),
    ),
    countsTable(
      speaker,
      'plan_rests',
      { caption: captions.rests, what: columns.why, count: columns.customers },
      PLAN_PAUSES.map((reason) => [terms.plan_pauses[reason], `plan.paused.${reason}.count`]),
    ),
    evaluationTable(speaker),
  ];
  return tables.filter(({ rows }) => rows.length > 0);
}
