import type { Figures } from '../contracts/figure.ts';
import type { ProfitShare } from '../domain/profit.ts';
import { figureKit } from './figure-kit.ts';

/** Figures of the high-risk group's part in gross profit and revenue. */
export function profitFigures(profit: ProfitShare, currency: string): Figures {
  const kit = figureKit(currency, 'profit_share');
  return {
    'profit.all.gross_profit': kit.money(profit.allGrossProfit, 'Σ gross profit of all invoices that have one'),
    'profit.high_risk.gross_profit': kit.money(
      profit.highRiskGrossProfit,
      "Σ gross profit of the high-risk group's invoices that have one",
    ),
    'profit.high_risk.share_pct': kit.number('pct', profit.sharePct, '100 × the group’s gross profit ÷ that of all'),
    'profit.high_risk.revenue_share_pct': kit.number(
      'pct',
      profit.revenueSharePct,
      '100 × the group’s invoice total ÷ that of all invoices',
    ),
    'profit.reading': kit.text(
      'text',
      profit.reading,
      'by the signs of the two sums; a zero part goes with the sign of the whole',
    ),
  };
}
