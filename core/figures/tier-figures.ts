import type { Figures } from '../contracts/figure.ts';
import type { Band } from '../contracts/report-input.ts';
import { BANDS } from '../domain/bands.ts';
import { known } from '../domain/quantity.ts';
import type { RatedGroup } from '../domain/rate-group.ts';
import { tallyBy } from '../domain/tally.ts';
import { LEVELS, STRATEGIES } from '../domain/tiers.ts';
import { figureKit } from './figure-kit.ts';

/** Figures of the tiers: strategies, cells of band × level, and the credit policy's bands. */
export function tierFigures(group: RatedGroup, currency: string): Figures {
  const kit = figureKit(currency, 'high_risk_customers');
  const byStrategy = tallyBy(group.customers, ({ strategy }) => strategy);
  const byCell = tallyBy(group.customers, ({ band, level }) => (band === null ? null : `${band}.${level}`));
  const inBand = (band: Band) => LEVELS.reduce((sum, level) => sum + byCell(`${band}.${level}`).count, 0);
  const strategies = STRATEGIES.map((strategy) => ({ id: `tiers.${strategy}`, tally: byStrategy(strategy) }));
  const cells = BANDS.flatMap((band) =>
    LEVELS.map((level) => ({ id: `tiers.cell.${band}.${level}`, tally: byCell(`${band}.${level}`) })),
  );
  return {
    'tiers.axis': kit.text(
      'text',
      known(group.axis, group.axisCaveat),
      'profitability tier, or relative margin where one level holds more than the set share of the group',
    ),
    ...Object.fromEntries(
      [...strategies, ...cells].flatMap(({ id, tally }) => [
        [`${id}.count`, kit.number('count', tally.count, 'high-risk customers')],
        [`${id}.outstanding`, kit.money(tally.outstanding, 'Σ outstanding balance of these customers')],
      ]),
    ),
    ...Object.fromEntries(
      BANDS.map((band) => [
        `policy.band.${band}.count`,
        kit.number('count', inBand(band), 'customers whose score is in the band'),
      ]),
    ),
  };
}
