import { loadRules } from '../../config/load-rules.ts';
import { readShippedRules } from '../../config/shipped-rules.ts';
import type { WorklistRules } from '../../core/domain/desk/worklist.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { readOverlays } from '../run/overlays.ts';
import { type ActorOptions, actorOf } from './open-desk.ts';

/** By what tasks are grouped at the terminal: the shipped rules, and the file of --config over them. */
export async function worklistRules(options: ActorOptions & { readonly config?: string }): Promise<WorklistRules> {
  const { warning, desk } = loadRules(readShippedRules(new URL('config/', PROJECT_ROOT)), await readOverlays(options));
  return { today: actorOf(options).today, scoreThreshold: warning.score_threshold, smallAmount: desk.small_amount };
}
