import { describe, expect, it } from 'vitest';
import type { ReportInput } from '../../../core/contracts/report-input.ts';
import { reviewLoans } from '../../../core/domain/scorecard/loan-review.ts';
import { loanSettings } from '../../../core/domain/scorecard/settings.ts';
import { loanFigures } from '../../../core/figures/loan-figures.ts';
import { loanTables } from '../../../report/findings/loan-tables.ts';
import type { SectionTable } from '../../../report/findings/section-table.ts';
import { plainText } from '../../../report/messages/phrase.ts';
import { createSpeaker } from '../../../report/messages/speaker.ts';
import { madeUpBook } from '../../scorecard/made-up-book.ts';
import { loansAlone, makeInput } from '../fixtures/report-input.ts';

const settings = loanSettings.parse({ rounds: 1 });
const review = reviewLoans(madeUpBook(2500), settings);
const input: ReportInput = { ...loansAlone(), figures: { ...loansAlone().figures, ...loanFigures(review, settings) } };
const inEach = (['en', 'zh-CN'] as const).map((locale) => loanTables(createSpeaker(input, locale)));
const tableOf = (tables: readonly SectionTable[], id: string) => tables.find((table) => table.id === id);

describe('the tables of the loan section', () => {
  it('have the same rows and columns in both languages, a cell for every column', () => {
    const [en = [], zh = []] = inEach;
    expect(en.map(({ id }) => id)).toEqual(expect.arrayContaining(['features', 'card', 'gains', 'cutoffs', 'reasons']));
    expect(zh.map(({ id, rows }) => [id, rows.length])).toEqual(en.map(({ id, rows }) => [id, rows.length]));
    for (const { columns, rows } of [...en, ...zh]) {
      for (const row of rows) expect(row).toHaveLength(columns.length);
    }
  });

  it('print the points of the card bin by bin', () => {
    const card = review.card?.scorecard;
    const held = card?.features.flatMap(({ bins }) =>
      bins.filter(({ count }) => count > 0).map(({ points }) => points),
    );
    const [en = []] = inEach;
    const printed = tableOf(en, 'card')?.rows.map(([, , points]) =>
      typeof points === 'object' && 'value' in points ? points.value : null,
    );
    expect(printed?.toSorted()).toEqual(held?.toSorted());
    const note = tableOf(en, 'card')?.note ?? [];
    expect(typeof note === 'string' ? note : plainText(note)).toContain(String(card?.base_points));
  });

  it('say of every feature whether the card has it, or why not', () => {
    for (const tables of inEach) {
      for (const row of tableOf(tables, 'features')?.rows ?? []) {
        expect(row.at(-1)).toEqual(expect.stringMatching(/\S/));
        expect(row.at(-1)).not.toMatch(/^[a-z]+(_[a-z]+)+$/);
      }
    }
  });

  it('are none where the run read no loans', () => {
    expect(loanTables(createSpeaker(makeInput(), 'en'))).toEqual([]);
  });
});
