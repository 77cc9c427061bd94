import { createHash } from 'node:crypto';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import type { ReportInput } from '../../../core/contracts/report-input.ts';
import { decisions } from '../../../report/findings/decision.ts';
import { plainText } from '../../../report/messages/phrase.ts';
import { createSpeaker } from '../../../report/messages/speaker.ts';
import { renderWorkbook } from '../../../report/workbook/render-workbook.ts';
import { hostileInput, makeInput } from '../fixtures/report-input.ts';
import { type ReadSheet, readWorkbook, rowOf, rowWith, sheetNamed } from './read-workbook.ts';
import { customerLine, customerLines, nothing, reportInput, rules } from './report-input-fixture.ts';

const FIRST_ROW = 5;
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const read = async (input: ReportInput) => readWorkbook(await renderWorkbook(input));
const number = (sheet: ReadSheet, address: string) => Number(sheet.cells.get(address)?.value);

describe('the workbook', () => {
  it('has its twelve sheets, named in both languages, the first language first', async () => {
    const names = (await read(reportInput())).map((sheet) => sheet.name);
    expect(names).toEqual([
      '摘要 Summary',
      '高风险客户 High-risk customers',
      '评分 Score',
      '策略 Strategies',
      '趋势 Trend',
      '画像 Profile',
      '六个月损失 Six-month loss',
      '全部指标 All figures',
      '明细列表 Lists',
      '定义 Definitions',
      '术语 Glossary',
      '数据质量 Data quality',
    ]);
  });

  it('speaks one language where the run has one', async () => {
    const sheets = await read(reportInput({ rules: { ...rules, locales: ['en'] } }));
    expect(sheets.map((sheet) => sheet.name)).toContain('High-risk customers');
    expect(
      [...sheetNamed(sheets, 'Score').cells.values()].some(
        (cell) => /[\u4e00-\u9fff]/.test(cell.value) && !cell.value.includes('Meridian'),
      ),
    ).toBe(false);
  });

  it('is the same bytes for the same input', async () => {
    const input = reportInput();
    expect(sha(await renderWorkbook(input))).toBe(sha(await renderWorkbook(structuredClone(input))));
  });

  it('is read by another reader than the tests’ own', async () => {
    const workbook = await readXlsx(await renderWorkbook(reportInput()));
    const customers = workbook.sheets[1];
    expect(customers?.rows[FIRST_ROW - 1]?.[0]).toBe(reportInput().customers[0]?.customer_id);
    expect(customers?.freezePane).toEqual({ rows: 4, columns: 2 });
    expect(customers?.autoFilter?.range).toBe('A4:S44');
    expect(customers?.conditionalRules).toHaveLength(5);
    expect(workbook.properties?.created?.toISOString()).toBe('2026-06-01T12:00:00.000Z');
  });
});

describe('the list of customers', () => {
  const input = reportInput();

  it('holds inputs as numbers and computes points, score, band, strategy, policy and owner in the row', async () => {
    const sheet = sheetNamed(await read(input), 'customers');
    const first = input.customers[0];
    expect(sheet.cells.get('C5')).toEqual({ type: 'n', formula: null, value: first?.outstanding_balance });
    expect(number(sheet, 'D5')).toBe(first?.payment_rate_pct);
    expect(sheet.cells.get('J5')?.formula).toBe('IF(COUNT(D5:F5)<3,"",ROUND(SUM(G5:I5),10))');
    expect(sheet.cells.get('G5')?.formula).toContain('weight_payment_rate');
    expect(sheet.cells.get('L5')?.formula).toContain('band_label');
    expect(sheet.cells.get('O5')?.formula).toContain('level_strategy');
    expect(number(sheet, 'J5')).toBe(first?.score);
  });

  it('shares each formula over all rows and caches every row’s own value', async () => {
    const sheet = sheetNamed(await read(input), 'customers');
    for (const [index, line] of input.customers.entries()) {
      const row = FIRST_ROW + index;
      expect(number(sheet, `J${row}`)).toBe(line.score);
      expect(sheet.cells.get(`O${row}`)?.formula).not.toBeNull();
    }
    expect(sheet.xml).toContain(`ref="J5:J${FIRST_ROW + input.customers.length - 1}"`);
    expect(rowOf(sheet, FIRST_ROW + input.customers.length)).toEqual([]);
  });

  it('leaves score, band and policy empty for a customer that lacks an input', async () => {
    const sheet = sheetNamed(
      await read(reportInput({ customers: [customerLine({ customer_id: 'U', credit_score: null })] })),
      'customers',
    );
    expect(sheet.cells.get('E5')).toEqual({ type: 'n', formula: null, value: '' });
    for (const address of ['G5', 'J5', 'L5', 'P5', 'S5'])
      expect(sheet.cells.get(address)).toMatchObject({ type: 'str', value: '' });
    expect(sheet.cells.get('O5')?.value).toContain('Focused monitoring');
  });

  it('keeps hostile texts texts', async () => {
    const names = [
      '=HYPERLINK("http://x","y")',
      '+1',
      '-1',
      '@SUM(A1)',
      '\tx',
      '\rx',
      '#N/A',
      '<b>&"\'',
      '_x000D_',
      ' padded ',
      'a\u0000\u0001b\ufffe',
      '\ud800',
    ];
    const customers = names.map((name, index) =>
      customerLine({ customer_id: String(index), name, account_manager: name, profitability_tier: name }),
    );
    const sheets = await read(reportInput({ customers, run: { ...reportInput().run, company: '=1+1' } }));
    const sheet = sheetNamed(sheets, 'customers');
    const cells = names.map((_, index) => sheet.cells.get(`B${FIRST_ROW + index}`));
    expect(cells.every((cell) => cell?.type === 'inlineStr' && cell.formula === null)).toBe(true);
    expect(cells.map((cell) => cell?.value)).toEqual([
      '\'=HYPERLINK("http://x","y")',
      '+1',
      '-1',
      "'@SUM(A1)",
      "'\tx",
      "'\nx",
      '#N/A',
      '<b>&"\'',
      '_x005F_x000D_',
      ' padded ',
      'ab',
      '\ufffd',
    ]);
    expect(rowWith(sheetNamed(sheets, 'Summary'), '公司 · Company')[1]).toMatchObject({ type: 's', value: "'=1+1" });
    expect(sheet.xml).not.toMatch(/t="e"/);
  });

  it('escapes texts of the data on every other sheet too', async () => {
    const sheets = await read(
      reportInput({
        unknown_tiers: ['=cmd', '#REF!'],
        unscored: [{ customer_id: '-9', name: '@x', missing: ['credit_score'] }],
        figures: {
          ...reportInput().figures,
          '=bad': { value: '+text', unit: 'text', note: '=note', evidence: { formula: '=formula', rows: '-rows' } },
        },
      }),
    );
    for (const sheet of sheets) {
      for (const cell of sheet.cells.values())
        if (cell.formula === null && cell.type !== 'n') expect(cell.value).not.toMatch(/^[=+\-@\t\r](?!\d+$)/);
    }
    expect(sheetNamed(sheets, 'quality').xml).not.toMatch(/t="e"/);
  });
});

describe('settings and totals', () => {
  const input = reportInput({ customers: customerLines(200) });

  it('shows weights and limits as cells and gives them the names that formulas use', async () => {
    const sheets = await read(input);
    const score = sheetNamed(sheets, 'Score');
    const names = await renderWorkbook(input).then(async (bytes) => (await readXlsx(bytes)).namedRanges ?? []);
    const cellOf = (name: string) =>
      names.find((range) => range.name === name)?.range.replace(/^.*!\$([A-Z]+)\$(\d+).*$/, '$1$2') ?? '';
    expect(number(score, cellOf('weight_payment_rate'))).toBe(0.4);
    expect(number(score, cellOf('weight_stability'))).toBe(0.2);
    expect(number(score, cellOf('best_credit_score'))).toBe(850);
    expect(names.find((range) => range.name === 'customers_score')?.range).toBe(
      "'高风险客户 High-risk customers'!$J$5:$J$204",
    );
    expect(names.map((range) => range.name)).toEqual(
      expect.arrayContaining([
        'band_from',
        'band_label',
        'band_policy',
        'level_label',
        'level_strategy',
        'level_owner',
        'factor_label',
      ]),
    );
  });

  it('computes what the report says, to the cent', async () => {
    const score = sheetNamed(await read(input), 'Score');
    for (const id of [
      'score.mean',
      'score.median',
      'score.min',
      'score.max',
      'selection.high_risk.count',
      'selection.high_risk.outstanding_total',
    ]) {
      const [, live, reported, difference] = rowWith(score, id);
      expect(live?.formula, id).not.toBeNull();
      expect(Number(live?.value), id).toBeCloseTo(Number(reported?.value), 9);
      expect(Number(difference?.value), id).toBe(0);
    }
  });

  it('counts and adds bands and strategies by formulas over the list', async () => {
    const sheets = await read(input);
    const row = rowWith(sheetNamed(sheets, 'Score'), 'score.band.60_70.count, .outstanding');
    expect(row[3]?.formula).toMatch(/^COUNTIFS\(customers_band,/);
    expect(Number(row[3]?.value)).toBe(input.figures['score.band.60_70.count']?.value);
    expect(Number(row[5]?.value)).toBe(Number(input.figures['score.band.60_70.outstanding']?.value));
    const retained = rowWith(sheetNamed(sheets, 'Strategies'), '战略挽留 · Strategic retention');
    expect(retained.map((cell) => cell.formula)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^SUMIFS\(customers_outstanding,customers_strategy,/)]),
    );
    expect(Number(retained[3]?.value)).toBe(Number(input.figures['tiers.strategic_retention.outstanding']?.value));
  });

  it('never adds balances of several currencies', async () => {
    const none = nothing(
      'money',
      'several_currencies',
      'several currencies and no exchange rates: amounts are given per currency',
    );
    const sheets = await read(
      reportInput({
        figures: {
          ...reportInput().figures,
          'selection.high_risk.outstanding_total': none,
          'selection.high_risk.outstanding_total.EUR': { value: '1.00', unit: 'money', evidence: {} },
        },
      }),
    );
    const formulas = sheets.flatMap((sheet) => [...sheet.cells.values()].flatMap((cell) => cell.formula ?? []));
    expect(formulas.filter((formula) => /SUM(IFS)?\(customers_outstanding/.test(formula))).toEqual([]);
    expect(rowWith(sheetNamed(sheets, 'Summary'), 'selection.high_risk.outstanding_total.EUR')[1]?.value).toBe('1');
  });
});

describe('trend and loss', () => {
  it('computes changes and runs of falls, and draws a native chart over them', async () => {
    const input = reportInput();
    const trend = sheetNamed(await read(input), 'Trend');
    const latest = rowWith(trend, '2026-06');
    expect(latest.map((cell) => cell.formula)).toEqual([
      null,
      null,
      'IF(COUNT(B15:B16)<2,"",B16-B15)',
      'IF(C16="",0,IF(C16<0,D15+1,0))',
      null,
    ]);
    expect(latest.slice(1, 4).map((cell) => Number(cell.value))).toEqual([81.25, -1.75, 5]);
    for (const id of [
      'trend.mean_pct',
      'trend.sum_of_declines_pp',
      'trend.current_streak.months',
      'trend.worst_month.change_pp',
    ])
      expect(Number(rowWith(trend, id)[3]?.value), id).toBe(0);
    expect((await readXlsx(await renderWorkbook(input))).sheets[4]?.charts).toHaveLength(1);
  });

  it('computes the loss scenarios from inputs that can be changed', async () => {
    const loss = sheetNamed(await read(reportInput()), 'loss');
    for (const id of ['loss.baseline_6m', 'loss.stress_6m', 'loss.baseline_6m.high_risk', 'loss.worst_case']) {
      const row = rowWith(loss, id);
      expect(row[1]?.formula, id).toContain('ROUND(');
      expect(Number(row[3]?.value), id).toBe(0);
    }
    expect(
      rowWith(loss, 'loss.expected_6m')
        .map((cell) => cell.value)
        .join(' '),
    ).toContain('needs a ledger');
  });
});

describe('figures', () => {
  it('are all there, each with id, value, unit and evidence', async () => {
    const input = reportInput();
    const sheet = sheetNamed(await read(input), 'figures');
    for (const [id, figure] of Object.entries(input.figures)) {
      const row = rowWith(sheet, id);
      if (typeof figure.value === 'number' || figure.unit === 'money') {
        if (figure.value === null) expect(row[5]?.value.length, id).toBeGreaterThan(0);
        else {
          expect(Number(row[2]?.value), id).toBe(Number(figure.value));
          expect(row[4]?.value, id).toBe('');
        }
      }
    }
  });

  it('that a number cannot hold keep their digits as text', async () => {
    const figures = {
      ...reportInput().figures,
      'loss.worst_case': { value: '123456789012345678.91', unit: 'money' as const, evidence: {} },
    };
    const row = rowWith(sheetNamed(await read(reportInput({ figures })), 'figures'), 'loss.worst_case');
    expect(row[4]?.value).toBe('123456789012345678.91');
  });

  it('that are lists stand cell by cell on their own sheet', async () => {
    const lists = sheetNamed(await read(reportInput()), 'Lists');
    const rates = [...lists.cells].filter(([, cell]) => cell.value === 'rate_pct').length;
    expect(rates).toBe(12);
  });

  it('are led by the three decisions, in both languages, with owner and date', async () => {
    const input = reportInput();
    const said = [...sheetNamed(await read(input), 'Summary').cells.values()].map((cell) => cell.value).join('\n');
    for (const locale of ['zh-CN', 'en'] as const) {
      const speaker = createSpeaker(input, locale);
      for (const { know, acts } of decisions(input)) {
        expect(said).toContain(plainText(speaker.say(know)));
        for (const { what } of acts) expect(said).toContain(`→ ${plainText(speaker.say(what))}`);
      }
    }
    expect(said).toContain('(Collection specialist, by 5 July 2026)');
  });

  it('compare with last month by a formula', async () => {
    const row = rowWith(sheetNamed(await read(reportInput()), 'Summary'), 'selection.high_risk.count');
    expect(row[3]?.value).toBe('37');
    expect(row[4]?.formula).toMatch(/^IF\(COUNT\(B\d+,D\d+\)<2/);
    expect(row[4]?.value).toBe('3');
  });
});

describe('any company', () => {
  const companies = {
    'a ledger with an earlier month': makeInput({ ledger: true, earlier: true }),
    'a ledger with loans': makeInput({ ledger: true, loans: true }),
    'marts without a forecast': makeInput({ forecast: false }),
    'hostile names': hostileInput(),
    'two months of rates': makeInput({ rates: [80, 79] }),
    'one month of rates': makeInput({ rates: [80] }),
  };

  it.each(Object.entries(companies))(
    '%s: computed here agrees with the report wherever both are there',
    async (_, input) => {
      const sheets = await read(input);
      const totals = ['Score', 'Strategies', 'Trend'].map((word) => sheetNamed(sheets, word));
      const differences = totals.flatMap((sheet) =>
        [...sheet.cells]
          .filter(([, cell]) =>
            /^IF\(COUNT\([A-Z]\d+,[A-Z]\d+\)<2,"",ROUND\([BDF]\d+-[CEG]\d+,6\)\)$/.test(cell.formula ?? ''),
          )
          .map(([address, cell]) => `${sheet.name} ${address} ${cell.value}`),
      );
      expect(differences.length).toBeGreaterThan(10);
      expect(differences.filter((difference) => Math.abs(Number(difference.split(' ').at(-1))) > 0.011)).toEqual([]);
    },
  );
});

describe('an unusual month', () => {
  it('with nobody high-risk still opens and says so', async () => {
    const sheets = await read(reportInput({ customers: [] }));
    const sheet = sheetNamed(sheets, 'customers');
    expect(sheet.cells.get('A3')?.value).toContain('No customer is high-risk this month.');
    expect(rowWith(sheetNamed(sheets, 'Score'), 'score.mean')[1]).toMatchObject({ type: 'str', value: '' });
    expect(rowOf(sheet, FIRST_ROW).every((cell) => cell.value === '')).toBe(true);
  });

  it('with no monthly rates has no chart and no formulas over nothing', async () => {
    const figures = { ...reportInput().figures, 'trend.months': { value: [], unit: 'list' as const, evidence: {} } };
    const trend = sheetNamed(await read(reportInput({ figures })), 'Trend');
    expect([...trend.cells.values()].every((cell) => cell.formula === null)).toBe(true);
    expect(trend.xml).not.toContain('<drawing');
  });

  it('marks unreliable and synthetic figures on every sheet', async () => {
    const run = { ...reportInput().run, reliable: false, warnings: ['misdated'] };
    const sheets = await read(reportInput({ run }));
    for (const sheet of sheets)
      expect(sheet.cells.get('A2')?.value).toContain('Synthetic data · 数据不可靠 · Unreliable figures');
    expect(
      [...sheetNamed(sheets, 'quality').cells.values()].some((cell) =>
        cell.value.includes('dates were probably misread'),
      ),
    ).toBe(true);
  });

  it('with many customers keeps every one of them', async () => {
    const input = reportInput({ customers: customerLines(5_000) });
    const sheet = sheetNamed(await read(input), 'customers');
    expect(number(sheet, 'J5004')).toBe(input.customers.at(-1)?.score);
  });
});
