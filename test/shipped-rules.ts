import { loadRules } from '../config/load-rules.ts';
import { readShippedRules } from '../config/shipped-rules.ts';
import type { Rules } from '../core/contracts/config.ts';

/** The rules as they ship. */
export const SHIPPED_RULES: Rules = loadRules(readShippedRules(new URL('../config/', import.meta.url)), []);
