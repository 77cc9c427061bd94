import type { ReportInput } from '../../core/contracts/report-input.ts';
import { figureReader } from '../format/figure-reader.ts';
import { type Finding, finding } from './finding.ts';

/** What will show whether the measures work. The targets themselves are a table. */
export function monitorFindings(input: ReportInput): Finding[] {
  return figureReader(input.figures).rows('monitor.targets').length > 0 ? [finding('monitor.targets', {})] : [];
}
