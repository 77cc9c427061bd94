import { z } from 'zod';

/** Input of an execution that waits for a decision, and of the state that records it. */
export const waitingApproval = z.object({ taskId: z.string().min(1), approvalId: z.string().min(1) });

/** Input of AskForDecision: the same with what the waiting state is answered with. */
export const askForDecisionInput = waitingApproval.extend({ token: z.string().min(1) });

/** A changed or opened task as the bus announces it. */
export const taskAnnouncement = z.looseObject({ detail: z.looseObject({ task_id: z.string() }) });
