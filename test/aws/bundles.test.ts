import { describe, expect, it } from 'vitest';
import { EVENT_FUNCTIONS, STATE_FUNCTIONS } from '../../lib/functions/function-settings.ts';
import { bundledFunctions } from './bundled-functions.ts';

const MEGABYTE = 1_000_000;
/** What Lambda takes, unpacked. */
const LAMBDA_LIMIT = 250 * 1024 * 1024;

const SETTINGS = { ...STATE_FUNCTIONS, ...EVENT_FUNCTIONS };
const isThin = (name: string) =>
  (Object.entries(SETTINGS).find(([known]) => known === name)?.[1].cargo ?? []).length === 0;

describe('the code of the functions', () => {
  it('is under 2 MB for each that carries no engine, renderer or font', () => {
    const thin = bundledFunctions().filter(({ name }) => isThin(name));
    expect(thin.map(({ name }) => name)).toEqual(expect.arrayContaining(['PlanAnalysis', 'DeliverReport', 'CloseRun']));
    expect(thin.filter(({ allBytes }) => allBytes >= 2 * MEGABYTE)).toEqual([]);
  });

  it('is far from what Lambda takes for the others, too', () => {
    const all = bundledFunctions();
    expect(all).toHaveLength(Object.keys(SETTINGS).length);
    expect(all.filter(({ allBytes }) => allBytes > LAMBDA_LIMIT / 2)).toEqual([]);
  });
});
