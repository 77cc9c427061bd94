/** The stage that is deployed into the emulator. */
export const TEST_STAGE = {
  name: 'test',
  schedule: {
    enabled: true,
    day: 3,
    hour: 6,
    timeZone: 'Asia/Shanghai',
    flexibleMinutes: 15,
    deadlineDay: 8,
    settleMinutes: 0,
  },
  mail: { identity: 'example.com' },
  operators: ['operator@example.com'],
  scanLimitGb: 10,
  keep: { workDays: 7, oldVersionsDays: 7, logDays: '30' },
};

/** Name of everything in the emulator. */
export const TEST_NAME = `duewatch-${TEST_STAGE.name}`;

/** The function that answers in Athena's place there. */
export const STAND_IN = 'athena-stand-in';

/** The queue that takes everything the product publishes. */
export const LISTENER = 'listener-on-the-bus';
