import type { LandingProblem, TablePlan } from '../../../core/contracts/landing.ts';
import { fileProblem } from '../../../core/landing/structural-problem.ts';
import type { BoundFiles } from './bind-files.ts';
import { NotUtf8 } from './read-records.ts';
import { surveyRecords } from './survey-records.ts';

/** What walking over a table's CSV files showed. */
export interface FilesSurvey {
  /** Records of all of them; nothing where one is irregular. */
  readonly records: number | undefined;
  readonly problems: readonly LandingProblem[];
}

/** Walks over all CSV files of a table. */
export async function surveyFiles(bound: BoundFiles, plan: TablePlan): Promise<FilesSurvey> {
  let records: number | undefined = 0;
  const problems: LandingProblem[] = [];
  for (const { file } of bound.files) {
    if (file.format !== 'csv') continue;
    try {
      const found = await surveyRecords(file);
      records = records === undefined || !found.regular ? undefined : records + found.records;
    } catch (error) {
      if (!(error instanceof NotUtf8)) throw error;
      problems.push(fileProblem('not_utf8', plan.table, file.name, { line: error.line }));
    }
  }
  return { records, problems };
}
