import type { StateFailure } from './event-reader.ts';

/** What somebody at a terminal does about an execution that ended badly: one sentence or two, for each error that has a remedy of its own. */
export function whatToDo({ error }: StateFailure, execution: string): string {
  return REMEDIES[error] ?? `When the cause is gone, let it go on at the state that failed: ${redrive(execution)}`;
}

const AGAIN = 'and start again with npx duewatch run --remote.';

const REMEDIES: Readonly<Record<string, string>> = {
  InputRefused: `Correct the export, put it under exports/ in the bucket ${AGAIN}`,
  ExportChanged: `Wait until the export is complete ${AGAIN}`,
  InvalidInput: `Correct the input ${AGAIN}`,
  InvalidRules: `Correct config/rules.yaml in the bucket ${AGAIN}`,
  NoExport: `Put the export under exports/<month>/ in the bucket ${AGAIN}`,
  ExportLate: `Put the export under exports/<month>/ in the bucket ${AGAIN}`,
  RunLocked: 'npx duewatch status --remote shows the one that is at work.',
  SendUnresolved: 'Ask these people whether the mail arrived; docs/operate.md#a-send-left-pending says how to go on.',
};

function redrive(execution: string): string {
  return `aws stepfunctions redrive-execution --execution-arn ${execution}`;
}
