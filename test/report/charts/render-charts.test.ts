import { describe, expect, it } from 'vitest';
import type { ReportInput } from '../../../core/contracts/report-input.ts';
import { renderCharts } from '../../../report/charts/render-charts.ts';
import { wrapText } from '../../../report/charts/wrap-text.ts';
import { displayWidth } from '../../../report/format/clean-text.ts';
import { makeCustomers } from '../fixtures/customers.ts';
import { FONT } from '../fixtures/fonts.ts';
import { attribute, dangers, elementsOf, textOf } from '../fixtures/parse-html.ts';
import { hostileInput, loansAlone, makeInput } from '../fixtures/report-input.ts';

const NAMES = ['collection-rate', 'risk-profile', 'tier-exposure', 'loss-scenarios', 'largest-balances'];
const pngSize = (png: Uint8Array) => {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  return { signature: view.getUint32(0), width: view.getUint32(16), height: view.getUint32(20) };
};

describe('charts', () => {
  it('are the same bytes whenever they are drawn, whatever was drawn before', async () => {
    const input = makeInput({ ledger: true });
    const first = await renderCharts(input, 'zh-CN', FONT);
    await renderCharts(makeInput({ customers: makeCustomers(3) }), 'en', FONT);
    const second = await renderCharts(input, 'zh-CN', FONT);
    expect(second.map(({ svg }) => svg)).toEqual(first.map(({ svg }) => svg));
    expect(second.map(({ png }) => Buffer.from(png).toString('base64'))).toEqual(
      first.map(({ png }) => Buffer.from(png).toString('base64')),
    );
  });

  it('come as SVG and as PNG twice as wide, titled with what they show', async () => {
    for (const chart of await renderCharts(makeInput(), 'en', FONT)) {
      expect(NAMES).toContain(chart.name);
      expect(pngSize(chart.png)).toMatchObject({ signature: 0x89504e47, width: 1360 });
      expect(pngSize(chart.png).height).toBeGreaterThan(400);
      expect(chart.svg).toContain('Source: QuickBooks marts, as of 30 June 2026 · Synthetic data');
      expect(chart.alt.startsWith(chart.title)).toBe(true);
    }
  });

  it('say in Chinese what they show, as text, with typefaces that have the glyphs', async () => {
    for (const chart of await renderCharts(makeInput(), 'zh-CN', FONT)) {
      expect(chart.title).toMatch(/\p{Script=Han}/u);
      expect(chart.svg).toMatch(/<text[^>]*>[^<]*\p{Script=Han}/u);
      expect(chart.svg).toMatch(/font-family="'Noto Sans SC',.*'Microsoft YaHei'/);
      expect(
        textOf(elementsOf(chart.svg).find(({ tagName }) => tagName === 'desc') ?? (elementsOf('<p>')[0] as never)),
      ).toBe(chart.alt);
    }
  });

  it('have no style sheets, inline styles or classes, and ids of their own', async () => {
    const ids = (await renderCharts(makeInput(), 'en', FONT)).flatMap(({ svg }) => {
      const elements = elementsOf(svg);
      expect(elements.some(({ tagName }) => tagName === 'style' || tagName === 'script')).toBe(false);
      expect(
        elements.every((element) => attribute(element, 'style') === null && attribute(element, 'class') === null),
      ).toBe(true);
      return elements.flatMap((element) => attribute(element, 'id') ?? []);
    });
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('are drawn for a company without anything to draw', async () => {
    const charts = await renderCharts(makeInput({ customers: [], rates: [80], forecast: false }), 'en', FONT);
    expect(charts).toHaveLength(5);
    expect(charts.find(({ name }) => name === 'largest-balances')?.title).toBe('Nobody to collect from');
    for (const { png } of charts) expect(pngSize(png).width).toBe(1360);
  });

  it('of ageing, roll rates and loans are there where their figures are, and nowhere else', async () => {
    const names = async (input: ReportInput) => (await renderCharts(input, 'en', FONT)).map(({ name }) => name);
    expect(await names(makeInput({ ledger: true }))).toEqual([...NAMES, 'ageing', 'roll-rates']);
    expect(await names(loansAlone())).toEqual(['loan-features', 'loan-gains']);
  });

  it('are titled with what ages, rolls and features show', async () => {
    const charts = await renderCharts(makeInput({ ledger: true, loans: true }), 'en', FONT);
    const titles = Object.fromEntries(charts.map(({ name, title }) => [name, title]));
    expect(titles).toMatchObject({
      ageing: '$1.90M is overdue; 54.5% of receivables is not, against 58.1% in April 2026',
      'roll-rates':
        'Of what is not due, 21.5% is overdue a month later; of what is 1–30 days overdue, 60.3% is collected',
      'loan-features': 'What tells most is past overdue count: from 17.1% to 62.5% overdue',
      'loan-gains': 'In the riskiest band of scores 61.0% are overdue, in the safest 5.0%',
    });
    const rolls = charts.find(({ name }) => name === 'roll-rates')?.svg ?? '';
    expect(rolls).toContain('60.3% · 19.8%');
    expect(rolls).not.toContain('31–60 days');
  });

  it('show hostile names as text', async () => {
    const charts = await renderCharts(hostileInput(), 'en', FONT);
    const shown = charts.find(({ name }) => name === 'largest-balances')?.svg ?? '';
    expect(shown).toContain('&lt;script&gt;');
    for (const { svg } of charts) expect(dangers(elementsOf(svg))).toEqual([]);
    expect(elementsOf(shown).filter(({ tagName }) => ['script', 'img', 'b'].includes(tagName))).toEqual([]);
  });

  it('mark runs of falls and label the last month', async () => {
    const [rate] = await renderCharts(makeInput(), 'en', FONT);
    expect(rate?.svg).toContain('5 months, down 7.9');
    expect(rate?.svg).toContain('74.3%');
    expect(rate?.title).toMatch(/^The collection rate has fallen 5 months in a row/);
  });
});

describe('titles', () => {
  it('break between words, in Chinese anywhere but before a closing mark', () => {
    expect(wrapText('one two three', 8, displayWidth)).toEqual(['one two', 'three']);
    expect(wrapText('回款率下降，降至七成', 10, displayWidth)).toEqual(['回款率下降，', '降至七成']);
    expect(wrapText('by 7.9\u00a0pp', 7, displayWidth)).toEqual(['by', '7.9\u00a0pp']);
  });
});
