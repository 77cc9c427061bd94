import { reviewLoans } from '../../core/domain/scorecard/loan-review.ts';
import { loanSettings } from '../../core/domain/scorecard/settings.ts';
import { madeUpLoans } from './made-up-loans.ts';

/* How long the loans' review takes, and how much memory: node bench/scorecard/review-speed.ts [loans] */
const loans = Number(process.argv[2] ?? 1_000_000);
const table = madeUpLoans(loans);
const before = process.memoryUsage.rss();
const start = performance.now();
const review = reviewLoans(table, loanSettings.parse({}));
const seconds = (performance.now() - start) / 1000;
console.log(
  JSON.stringify({
    loans,
    features: review.features.length,
    in_card: review.card?.model.features.length,
    seconds: Number(seconds.toFixed(2)),
    cpu_seconds: Number((process.cpuUsage().user / 1e6).toFixed(2)),
    auc: review.card?.ranking?.auc,
    table_mib: Math.round(before / 2 ** 20),
    peak_mib: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
);
