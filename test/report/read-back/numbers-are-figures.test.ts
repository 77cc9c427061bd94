import { describe, expect, it } from 'vitest';
import type { Locale } from '../../../core/contracts/config.ts';
import type { ReportInput } from '../../../core/contracts/report-input.ts';
import { renderPage } from '../../../report/page/render-page.ts';
import { makeCustomers } from '../fixtures/customers.ts';
import { FONT } from '../fixtures/fonts.ts';
import { hostileInput, loansAlone, makeInput } from '../fixtures/report-input.ts';
import { createExplainer } from './explainer.ts';
import { readHtml } from './read-html.ts';

const COMPANIES: Readonly<Record<string, ReportInput>> = {
  'a typical company': makeInput({ earlier: true }),
  'a ledger with loans': makeInput({ ledger: true, loans: true, earlier: true }),
  'nobody high-risk': makeInput({ customers: [], rates: [80], forecast: false, profit: 'not_available' }),
  'one customer and a loss': makeInput({ customers: makeCustomers(1), profit: 'share_of_loss' }),
  'hostile names': hostileInput(),
  'loans alone': loansAlone(),
};
const LOCALES: readonly Locale[] = ['en', 'zh-CN'];
const CASES = Object.entries(COMPANIES).flatMap(([name, input]) =>
  LOCALES.map((locale) => [name, locale, input] as const),
);

describe('every number of the page is a figure, a line of evidence or a word', () => {
  it.each(CASES)('%s (%s)', (_, locale, input) => {
    const read = readHtml(renderPage(input, locale, FONT), createExplainer(input, locale));
    expect(read.faults).toEqual([]);
    expect(read.named).toBeGreaterThan(15);
  });
});
