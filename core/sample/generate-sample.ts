import { fivetranCustomerId, fivetranTables } from './fivetran-sample.ts';
import { ledgerTables, plantedTable } from './ledger-sample.ts';
import { loanTables, plantedEffects } from './loan-sample.ts';
import { martsTables } from './marts-sample.ts';
import type { Sample, SampleTable } from './sample.ts';
import {
  type CompleteSampleOptions,
  completeSampleOptions,
  type SampleOptions,
  type SampleProfile,
} from './sample-options.ts';

/** The name every synthetic export bears, in both languages. */
const SAMPLE_COMPANY = 'Otterbrook Trading 水獭溪贸易';

/** How each profile is made up: its tables and its answer sheet. */
const PROFILES: Readonly<
  Record<
    SampleProfile,
    {
      tables: (options: CompleteSampleOptions) => readonly SampleTable[];
      planted: (options: CompleteSampleOptions) => SampleTable | null;
    }
  >
> = {
  'quickbooks-marts': { tables: martsTables, planted: () => null },
  ledger: { tables: ledgerTables, planted: (options) => plantedTable(options) },
  'fivetran-quickbooks': { tables: fivetranTables, planted: (options) => plantedTable(options, fivetranCustomerId) },
  loans: { tables: loanTables, planted: plantedEffects },
};

/**
 * A made-up export of any size: the same options give the same rows on every machine. Tables are generated as they are read and
 * never held whole. Throws WrongUsage where an option is out of range.
 */
export function generateSample(options: SampleOptions = {}): Sample {
  const complete = completeSampleOptions(options);
  const { tables, planted } = PROFILES[complete.profile];
  return {
    options: complete,
    company: SAMPLE_COMPANY,
    currency: 'USD',
    tables: tables(complete),
    planted: planted(complete),
  };
}
