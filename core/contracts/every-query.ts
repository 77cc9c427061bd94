import { DESK_LEDGER_QUERY_PARAMETERS, DESK_QUERY_PARAMETERS } from './desk-rows.ts';
import { EARLY_WARNING_QUERY_PARAMETERS } from './early-warning.ts';
import { LEDGER_QUERY_PARAMETERS } from './ledger-rows.ts';
import { PLAN_QUERY_PARAMETERS } from './plan-rows.ts';
import { QUERY_PARAMETERS } from './query-parameters.ts';

/** Every query that any export feeds, by file name, with what makes its parameters. */
export const QUERIES_OF_ANY_EXPORT = { ...QUERY_PARAMETERS, ...DESK_QUERY_PARAMETERS } as const;

/** Every query that takes a ledger, besides those. */
export const QUERIES_OF_LEDGERS = {
  ...LEDGER_QUERY_PARAMETERS,
  ...EARLY_WARNING_QUERY_PARAMETERS,
  ...DESK_LEDGER_QUERY_PARAMETERS,
  ...PLAN_QUERY_PARAMETERS,
} as const;
