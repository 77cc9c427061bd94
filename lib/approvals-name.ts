/** Name of the state machine that waits for decisions, in a stack of this name. */
export function approvalsName(stackName: string): string {
  return `${stackName}-approvals`;
}
