import { checkedStage, type Stage } from './stage-schema.ts';

/** The stages that can be deployed: `npx cdk deploy -c stage=prod`. Copy one and change it. */
const STAGES = {
  prod: {
    name: 'prod',
    schedule: {
      enabled: true,
      day: 3,
      hour: 6,
      timeZone: 'UTC',
      flexibleMinutes: 15,
      deadlineDay: 8,
      settleMinutes: 15,
    },
    mail: { identity: 'example.com' },
    desk: { atOnce: 20 },
    operators: ['finance-systems@example.com'],
    scanLimitGb: 50,
    keep: { workDays: 30, oldVersionsDays: 90, logDays: '365' },
  },
  trial: {
    name: 'trial',
    schedule: {
      enabled: false,
      day: 3,
      hour: 6,
      timeZone: 'UTC',
      flexibleMinutes: 15,
      deadlineDay: 8,
      settleMinutes: 0,
    },
    mail: { identity: 'duewatch@example.com', sandboxRecipients: ['director@example.com'] },
    operators: [],
    scanLimitGb: 10,
    keep: { workDays: 7, oldVersionsDays: 7, logDays: '30' },
  },
} as const;

/** A stage by name, checked. Throws where there is none of that name, listing those there are. */
export function stageNamed(name: string): Stage {
  const found = Object.entries(STAGES).find(([known]) => known === name);
  if (found === undefined) {
    throw new RangeError(
      `there is no stage ${JSON.stringify(name)} in config/stages.ts; known: ${Object.keys(STAGES).join(', ')}`,
    );
  }
  return checkedStage(found[1]);
}
