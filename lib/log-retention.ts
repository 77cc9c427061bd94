import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Stage } from '../config/stage-schema.ts';

const RETENTIONS: Readonly<Record<Stage['keep']['logDays'], RetentionDays>> = {
  '30': RetentionDays.ONE_MONTH,
  '90': RetentionDays.THREE_MONTHS,
  '365': RetentionDays.ONE_YEAR,
  '731': RetentionDays.TWO_YEARS,
};

/** CDK's name for how long logs are kept. */
export function retentionOf(days: Stage['keep']['logDays']): RetentionDays {
  return RETENTIONS[days];
}
