import { martsTables } from './marts-sample.ts';
import type { Sample } from './sample.ts';
import { completeSampleOptions, type SampleOptions } from './sample-options.ts';

/** The name every synthetic export bears, in both languages. */
export const SAMPLE_COMPANY = 'Otterbrook Trading 水獭溪贸易 (synthetic sample · 虚构数据)';

/**
 * A made-up export of any size: the same options give the same rows on every machine. Tables are generated as they are read and
 * never held whole. Throws WrongUsage where an option is out of range.
 */
export function generateSample(options: SampleOptions = {}): Sample {
  const complete = completeSampleOptions(options);
  return { options: complete, company: SAMPLE_COMPANY, currency: 'USD', tables: martsTables(complete), planted: null };
}
