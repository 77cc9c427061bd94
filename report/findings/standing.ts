import type { ReportInput } from '../../core/contracts/report-input.ts';
import { type Finding, finding, term } from './finding.ts';

/** What the reader must know before any figure: unreliable first, then made-up data, then that it replaces an earlier report. */
export function standingFindings(input: ReportInput): Finding[] {
  const { run } = input;
  const found: Finding[] = [];
  if (!run.reliable) {
    const reasons = { list: [...new Set(run.warnings)].map((code) => term('warnings', code)) };
    found.push(finding('standing.unreliable', { reasons }, 'bad'));
  }
  if (run.snapshot_of !== undefined) {
    found.push(
      finding('standing.snapshot', { taken: { month: run.snapshot_of }, month: { month: run.period } }, 'bad'),
    );
  }
  if (run.synthetic) found.push(finding('standing.synthetic', {}, 'watch'));
  if (run.revision > 1) {
    found.push(
      finding(
        'standing.revision',
        { revision: { line: 'run.json#revision', value: run.revision }, month: { month: run.period } },
        'watch',
      ),
    );
  }
  return found;
}
