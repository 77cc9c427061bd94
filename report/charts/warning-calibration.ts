import type { ChartDesign, DrawingContext } from './design.ts';
import { INK, MOVE } from './palette.ts';

const CALIBRATION = 'warning.backtest.calibration';

/** Customer-months that a headline may rest on. */
const ENOUGH = 30;

/** The highest class of scores with enough customer-months to be spoken of; where none has, the one with most. */
function tellingClass(customers: readonly number[]): number {
  const enough = customers.findLastIndex((count) => count >= ENOUGH);
  return enough >= 0 ? enough : customers.indexOf(Math.max(...customers));
}

/** Past customers by score: the chance the score stood for, and how many had an event. On the diagonal a score keeps its word. */
export function warningCalibrationDesign({ speaker, breadth }: DrawingContext): ChartDesign {
  const { charts } = speaker.messages.words;
  const rows = speaker.figures.rows(CALIBRATION);
  const cell = (index: number, field: string) => speaker.cell(CALIBRATION, index, field).text;
  const told = tellingClass(rows.map((row) => Number(row.customers)));
  const known = rows.length > 1 && speaker.figures.has('warning.backtest.auc');
  const title = known
    ? charts.titles.warning_calibration({ said: cell(told, 'expected_pct'), met: cell(told, 'observed_pct') })
    : charts.titles.warning_calibration_none;
  const spoken = rows.map(
    (_, index) => `${cell(index, 'expected_pct')} → ${cell(index, 'observed_pct')} (${cell(index, 'customers')})`,
  );
  const frame = {
    title,
    alt: [title, ...spoken].join(speaker.messages.words.full_stop),
    subtitle: charts.calibration_axis,
    height: breadth === 'narrow' ? 330 : 380,
    legend: [],
  };
  if (!known) return { ...frame, option: null };
  const most = Math.max(...rows.map((row) => Number(row.customers)));
  const axis = {
    type: 'value',
    min: 0,
    max: 100,
    interval: 20,
    axisLabel: { color: INK.muted, fontSize: 11, formatter: '{value} %' },
    axisLine: { show: true, lineStyle: { color: INK.faint } },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: INK.faint } },
    nameTextStyle: { color: INK.muted, fontSize: 11 },
  };
  return {
    ...frame,
    option: {
      // Above the highest mark there is room for its number.
      grid: { left: 54, right: 30, top: 34, bottom: 48 },
      xAxis: { ...axis, name: charts.calibration_said, nameLocation: 'middle', nameGap: 30 },
      yAxis: { ...axis, name: charts.calibration_met, nameLocation: 'middle', nameGap: 40 },
      series: [
        {
          type: 'line',
          silent: true,
          symbol: 'none',
          lineStyle: { color: INK.muted, type: [4, 4], width: 1 },
          data: [
            [0, 0],
            [100, 100],
          ],
        },
        {
          type: 'scatter',
          silent: true,
          itemStyle: { color: MOVE.line, opacity: 0.85 },
          data: rows.map((row, index) => ({
            value: [Number(row.expected_pct), Number(row.observed_pct)],
            symbolSize: 8 + 22 * Math.sqrt(Number(row.customers) / most),
            label: {
              show: true,
              position: 'top',
              distance: 4,
              formatter: cell(index, 'customers'),
              color: INK.text,
              fontSize: 11,
            },
          })),
        },
      ],
    },
  };
}
