import { parseArgs } from 'node:util';
import { FoldedCounts } from '../../core/domain/scorecard/feature-counts.ts';
import { fineColumns } from '../../core/domain/scorecard/fine-columns.ts';
import { fitModel } from '../../core/domain/scorecard/fit-model.ts';
import { loanSettings } from '../../core/domain/scorecard/settings.ts';
import { madeUpLoans } from './made-up-loans.ts';
import { askTool } from './open-tool.ts';

/*
 * How long one fit takes (bins of every feature, selection, regression) beside optbinning on the same made-up loans, in one run:
 * `node bench/scorecard/one-fit.ts [--loans 30000] [--repeat 5] [--python python3]`. Reading the data is in neither; of the repeated runs
 * the fastest counts.
 */
const { values: options } = parseArgs({
  options: {
    loans: { type: 'string', default: '30000' },
    repeat: { type: 'string', default: '5' },
    python: { type: 'string', default: 'python3' },
  },
});
const settings = loanSettings.parse({});
const table = madeUpLoans(Number(options.loans), 1, { numbers: 16, texts: 8 });

function fitOnce(): { seconds: number; features: number } {
  const begun = performance.now();
  const columns = fineColumns(table, settings);
  const counts = new FoldedCounts(columns, table.overdue, new Uint8Array(table.overdue.length), 1).all;
  const rows = Uint32Array.from(table.overdue, (_, row) => row);
  const model = fitModel(columns, { rows, overdue: table.overdue, counts }, settings);
  return { seconds: (performance.now() - begun) / 1000, features: model.features.length };
}

const blank = (value: number) => (Number.isNaN(value) ? '' : String(value));
const job = {
  columns: Object.fromEntries([
    ...[...table.numeric].map(([name, values]) => [name, [...values].map(blank)] as const),
    ...[...table.categorical].map(
      ([name, { codes, levels }]) => [name, [...codes].map((code) => levels[code] ?? '')] as const,
    ),
  ]),
  numeric: [...table.numeric.keys()],
  overdue: [...table.overdue],
  rounds: [],
};

const times = Number(options.repeat);
const ours = Array.from({ length: times }, fitOnce);
const theirs = Array.from({ length: times }, () => {
  const answer: number[][] = JSON.parse(askTool('optbinning', job, options.python, 'seconds'));
  return answer[0]?.[0] ?? Number.NaN;
});
const [best, other] = [Math.min(...ours.map(({ seconds }) => seconds)), Math.min(...theirs)];
console.log(
  JSON.stringify({
    loans: Number(options.loans),
    features: table.numeric.size + table.categorical.size,
    in_card: ours[0]?.features,
    duewatch_seconds: Number(best.toFixed(3)),
    duewatch_first_seconds: Number((ours[0]?.seconds ?? Number.NaN).toFixed(3)),
    optbinning_seconds: Number(other.toFixed(3)),
    ratio: Number((other / best).toFixed(1)),
  }),
);
