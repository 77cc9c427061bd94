import type { CustomerSheet } from '../../core/contracts/customer-sheet.ts';
import { roundedText } from '../format/round.ts';
import { type Html, html } from '../page/html.ts';
import type { DeskContext } from './desk-frame.ts';

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [640, 150, 34, 46, 18, 26];

/** The composite score month by month as a small line; nothing for fewer than two known scores. Months without a score are gaps. */
export function scoreChart(context: DeskContext, history: CustomerSheet['history']): Html {
  const known = history.flatMap(({ period, score }, at) => (score === null ? [] : [{ period, score, at }]));
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined || known.length < 2) return html``;
  const scores = known.map(({ score }) => score);
  const low = Math.max(0, Math.floor((Math.min(...scores) - 4) / 5) * 5);
  const high = Math.ceil((Math.max(...scores) + 4) / 5) * 5;
  const x = (at: number) => (LEFT + ((WIDTH - LEFT - RIGHT) * at) / Math.max(1, history.length - 1)).toFixed(1);
  const y = (score: number) => (TOP + ((HEIGHT - TOP - BOTTOM) * (high - score)) / (high - low)).toFixed(1);
  const path = known
    .map(({ at, score }, index) => `${index > 0 && known[index - 1]?.at === at - 1 ? 'L' : 'M'}${x(at)} ${y(score)}`)
    .join('');
  const { format, words } = context;
  const text = (score: number) => roundedText(score, 1);
  const alt = words.parts.history_alt({
    from: format.month(first.period),
    to: format.month(last.period),
    first: text(first.score),
    last: text(last.score),
  });
  const axes = [low, high].map(
    (score) =>
      html`<line class="axis" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(score)}" y2="${y(score)}"></line><text x="${LEFT - 6}" y="${Number(y(score)) + 4}" text-anchor="end">${score}</text>`,
  );
  const dots = known.map(({ at, score }) => html`<circle cx="${x(at)}" cy="${y(score)}" r="3"></circle>`);
  const months = html`<text x="${x(first.at)}" y="${HEIGHT - 6}">${format.monthShort(first.period, true)}</text><text x="${x(last.at)}" y="${HEIGHT - 6}" text-anchor="end">${format.monthShort(last.period, true)}</text>`;
  return html`<svg class="score" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${alt}">${axes}<path class="line" d="${path}"></path>${dots}<text class="last" x="${Number(x(last.at)) + 8}" y="${Number(y(last.score)) + 4}">${text(last.score)}</text>${months}</svg>`;
}
