import type { ReportInput } from '../../core/contracts/report-input.ts';
import { figureReader } from '../format/figure-reader.ts';
import { roundedText } from '../format/round.ts';
import { type Finding, fig, finding } from './finding.ts';

const SHARE = 'profit.high_risk.share_pct';
const REVENUE = 'profit.high_risk.revenue_share_pct';

/** What the group earns. A share of a loss is called one; where the signs differ no share is said at all. */
export function profitFindings(input: ReportInput): Finding[] {
  const figures = figureReader(input.figures);
  const reading = figures.text('profit.reading');
  const all = 'profit.all.gross_profit';
  const unavailable = () => [finding('profit.not_available', { why: { why: SHARE } }, 'watch')];
  if (figures.number('selection.high_risk.count') === 0 && figures.has(all))
    return [finding('profit.no_group', { all: fig(all, 'short') })];
  if (reading === 'mixed_sign') {
    return [
      finding(
        'profit.mixed_sign',
        { group: fig('profit.high_risk.gross_profit', 'short'), all: fig(all, 'short') },
        'watch',
      ),
    ];
  }
  const [share, revenue] = [figures.number(SHARE), figures.number(REVENUE)];
  if (share === null || revenue === null) return unavailable();
  const params = { share: fig(SHARE), revenue: fig(REVENUE) };
  if (reading === 'share_of_loss')
    return [finding('profit.share_of_loss', { ...params, all: fig(all, 'size') }, 'bad')];
  if (reading !== 'share_of_profit') return unavailable();
  return [finding('profit.share_of_profit', params), verdictOf(share, revenue)];
}

/** Two shares that read the same are the same to the reader. */
function verdictOf(share: number, revenue: number): Finding {
  if (roundedText(share, 1) === roundedText(revenue, 1)) return finding('profit.same_as_revenue', {});
  return share > revenue ? finding('profit.better_than_revenue', {}) : finding('profit.worse_than_revenue', {});
}
