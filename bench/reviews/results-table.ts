import type { Measurement } from './measure.ts';

/** The best of a lane's runs over one export. */
export interface LaneResult {
  readonly customers: number;
  readonly rows: number;
  readonly lane: string;
  readonly best: Measurement;
}

const grouped = new Intl.NumberFormat('en');

function ratio(seconds: number, floor: Measurement | undefined): string {
  return floor === undefined || floor.failure !== null ? '—' : `${(seconds / floor.seconds).toFixed(1)}×`;
}

/** The results as a markdown table: time, its ratio to the first lane of the same size, and peak memory. */
export function resultsTable(results: readonly LaneResult[], floorLane: string): string {
  const lines = results.map(({ customers, rows, lane, best }) => {
    const floor = results.find((other) => other.customers === customers && other.lane === floorLane)?.best;
    const time =
      best.failure === null
        ? `${best.seconds.toFixed(1)} s`
        : best.failure.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
    const times = best.failure === null ? ratio(best.seconds, floor) : '—';
    const memory = best.peakMb === null ? '—' : `${best.peakMb.toFixed(0)} MB`;
    return `| ${[grouped.format(customers), grouped.format(rows), lane, time, times, memory].join(' | ')} |`;
  });
  return [
    `| customers | invoices | lane | time | against ${floorLane} | peak memory |`,
    '| ---: | ---: | --- | ---: | ---: | ---: |',
    ...lines,
  ].join('\n');
}
