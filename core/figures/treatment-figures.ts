import type { Figures } from '../contracts/figure.ts';
import { compareCategories } from '../domain/contingency.ts';
import { type Treatment, type TreatmentArm, treatments } from '../domain/desk/treatment.ts';
import { derive, knownOr } from '../domain/quantity.ts';
import { medianOf } from '../domain/quartiles.ts';
import type { DeskRecord } from './desk-figures.ts';
import { type FigureKit, figureKit } from './figure-kit.ts';

/**
 * Did working on the tasks go along with being cured: by strategy, customers whose task was worked on against those whose task was not. An
 * observation, since people choose whom they call; each share has its interval and the difference a test.
 */
export function treatmentFigures({ found, period }: DeskRecord): Figures {
  const kit = figureKit('USD', { rows: 'desk_tasks.csv' });
  return Object.assign({}, ...treatments(found, period).map((treatment) => strategyFigures(treatment, kit)));
}

function strategyFigures(treatment: Treatment, kit: FigureKit): Figures {
  const prefix = `review.treatment.${treatment.strategy}`;
  const { treated, untreated, daysToCure } = treatment;
  const test = compareCategories([
    [treated.cured, untreated.cured],
    [treated.customers - treated.cured, untreated.customers - untreated.cured],
  ]);
  const both = treated.share !== null && untreated.share !== null;
  const difference = both ? (treated.share?.pct ?? 0) - (untreated.share?.pct ?? 0) : null;
  return {
    ...armFigures(`${prefix}.treated`, treated, kit, 'whose task was worked on by the month’s end'),
    ...armFigures(`${prefix}.untreated`, untreated, kit, 'whose task nobody worked on'),
    [`${prefix}.difference_pp`]: kit.number(
      'pp',
      knownOr(difference, 'nobody_to_compare'),
      'share cured of those worked on − of the others: an observation, people choose whom they call',
    ),
    [`${prefix}.p_value`]: kit.number(
      'fraction',
      knownOr(both ? (test?.pValue ?? null) : null, 'nobody_to_compare'),
      'Pearson’s test of cured or not by worked on or not, Fisher’s exact test where an expected count is below 5',
    ),
    [`review.strategy.${treatment.strategy}.days_to_cure_median`]: kit.number(
      'days',
      knownOr(medianOf(daysToCure), 'nobody_cured'),
      'median days from the end of the month that opened the task to the end of the month that found it cured',
    ),
  };
}

function armFigures(prefix: string, arm: TreatmentArm, kit: FigureKit, who: string): Figures {
  const share = knownOr(arm.share, 'empty_group');
  return {
    [`${prefix}.customers`]: kit.number('count', arm.customers, `high-risk tasks of earlier months ${who}`),
    [`${prefix}.cured.count`]: kit.number('count', arm.cured, 'those whose task ended as paid or no longer at risk'),
    [`${prefix}.cured_pct`]: kit.number(
      'pct',
      derive(share, ({ pct }) => pct),
      '100 × those whose task ended as paid or no longer at risk ÷ all of them',
    ),
    [`${prefix}.cured_low_pct`]: kit.number(
      'pct',
      derive(share, ({ lowPct }) => lowPct),
      'Wilson 95 % interval, lower end',
    ),
    [`${prefix}.cured_high_pct`]: kit.number(
      'pct',
      derive(share, ({ highPct }) => highPct),
      'Wilson 95 % interval, upper end',
    ),
  };
}
