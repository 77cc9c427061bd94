import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import type { Figure } from '../../../core/contracts/figure.ts';
import type { ReportInput } from '../../../core/contracts/report-input.ts';
import { renderPage } from '../../../report/page/render-page.ts';
import { renderWorkbook } from '../../../report/workbook/render-workbook.ts';
import { FONT } from '../fixtures/fonts.ts';
import { attribute, elementsOf } from '../fixtures/parse-html.ts';
import { makeInput } from '../fixtures/report-input.ts';
import { readPdf } from '../pdf/read-pdf.ts';
import { readWorkbook } from '../workbook/read-workbook.ts';
import { makeEdition } from './edition.ts';
import { createExplainer } from './explainer.ts';
import { workbookFaults } from './read-cells.ts';
import { documentFaults, drawingFaults, pagesFaults } from './read-document.ts';
import { readHtml } from './read-html.ts';
import { mailFaults, plainFaults } from './read-mail.ts';

const TRUE = makeInput({ ledger: true, loans: true, earlier: true });
const explainer = createExplainer(TRUE, 'en');
const OWED = 'selection.high_risk.outstanding_total';

/** The figure as it would be had something gone wrong: far enough off to be written differently. */
function wrong(figure: Figure): Figure {
  const { value } = figure;
  if (typeof value === 'number') return { ...figure, value: value * 1.13 + 3 };
  return { ...figure, value: (Number(value) * 1.13 + 20_000).toFixed(2) };
}

function withWrong(id: string): ReportInput {
  const figure = TRUE.figures[id];
  if (!figure) throw new Error(`${id} is no figure`);
  return { ...TRUE, figures: { ...TRUE.figures, [id]: wrong(figure) } };
}

describe('a number that is not the figure’s is found', () => {
  const page = renderPage(TRUE, 'en', FONT);
  const named = elementsOf(page).filter(
    (element) => attribute(element, 'data-figure') !== null && attribute(element, 'data-at') === null,
  );
  const shown = new Set(named.flatMap((element) => attribute(element, 'data-figure') ?? []));
  const UNITS = ['count', 'pct', 'pp', 'money', 'score', 'days', 'fraction'] as const;

  it.each(UNITS)('on the page, whichever unit it has (%s)', (unit) => {
    const id = [...shown].find((each) => TRUE.figures[each]?.unit === unit && TRUE.figures[each]?.value !== null) ?? '';
    const { faults } = readHtml(renderPage(withWrong(id), 'en', FONT), explainer);
    expect(faults.join('\n')).toContain(id);
  });

  it('on the page, where a number belongs to nothing', () => {
    const { faults } = readHtml(page.replace('<footer>', '<footer><p>About 4,711 more.</p>'), explainer);
    expect(faults).toEqual([expect.stringContaining('4,711')]);
  });

  it('on the page, in the list of customers', () => {
    const { faults } = readHtml(page.replace(/(data-field="payment_rate"[^>]*>)[\d.]+%/, '$199.4%'), explainer);
    expect(faults).toHaveLength(1);
  });

  it('on the page and in charts, where only the drawing is wrong', () => {
    const drawn = page.match(/<text[^>]*>74\.3%<\/text>/)?.[0] ?? 'no such label';
    const { faults } = readHtml(page.replace(drawn, drawn.replace('74.3', '74.4')), explainer);
    expect(faults).toEqual([expect.stringContaining('74.4')]);
  });

  it('in mail, charts and PDF', async () => {
    const edition = await makeEdition(withWrong(OWED), 'en');
    expect((await mailFaults(edition.mail, explainer)).faults.length).toBeGreaterThan(0);
    expect(documentFaults(edition.document, explainer).length).toBeGreaterThan(0);
    const loss = await makeEdition(withWrong('loss.stress_6m'), 'en');
    expect(loss.charts.flatMap(({ svg }) => drawingFaults(svg, explainer)).length).toBeGreaterThan(0);
  });

  it('in the plain text of a mail, where its HTML is right', async () => {
    const { mail } = await makeEdition(TRUE, 'en');
    const { text = '', html = '' } = await new PostalMime().parse(mail);
    const said = readHtml(html, explainer).text;
    expect(plainFaults([text], said, explainer)).toEqual([]);
    expect(plainFaults([text.replace('$1.85M', '$1.86M')], said, explainer)).toEqual([
      expect.stringContaining('1.86M'),
    ]);
  });

  it('on the pages of a PDF, where its document is right', async () => {
    const { document, pdf } = await makeEdition(TRUE, 'en');
    const { pages } = await readPdf(pdf);
    const faults = pagesFaults(
      pages.map((text) => text.replaceAll('$5.46M', '$5.47M')),
      document,
    );
    expect(faults).toEqual(['5.47M is on a page and not in the document', '5.46M is lost on the pages']);
  });

  it('in the workbook', async () => {
    const reading = {
      input: TRUE,
      explainers: new Map([['en', explainer] as const]),
      said: [readHtml(page, explainer).text],
      consistent: false,
    };
    const english = { ...TRUE, rules: { ...TRUE.rules, locales: ['en' as const] } };
    const faults = async (input: ReportInput) => workbookFaults(readWorkbook(await renderWorkbook(input)), reading);
    expect(await faults(english)).toEqual([]);
    const found = await faults({ ...english, figures: withWrong('kpi.dso_days').figures });
    expect(found).toEqual(expect.arrayContaining([expect.stringMatching(/All figures .* is 83\.7/)]));
  });
});
