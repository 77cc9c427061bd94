import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { sendLedger, variable } from '../../adapters/aws/environment.ts';
import { stateFunction } from '../middleware/state-function.ts';
import { metrics } from '../middleware/telemetry.ts';
import { checkMonthHandler, checkMonthInput } from './handler.ts';

/** The canary: is the month's report out? */
export const handler = stateFunction({
  name: 'CheckMonth',
  input: checkMonthInput,
  handler: checkMonthHandler({
    sends: sendLedger(),
    timeZone: variable('TIME_ZONE'),
    deadlineDay: Number(variable('DEADLINE_DAY')),
    measure: (overdue) => metrics.addMetric('MonthOverdue', MetricUnit.Count, overdue),
  }),
});
