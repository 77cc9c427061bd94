import type { Rules } from '../contracts/config.ts';

/** Where the rules of a run come from: the shipped file, overlaid by the company's own. */
export interface Settings {
  /** Throws InvalidRules, naming file, key, value and what is allowed. */
  rules(): Promise<Rules>;
}
