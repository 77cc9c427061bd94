import { describe, expect, it } from 'vitest';
import { escalationSettings } from '../../../core/domain/escalation/settings.ts';
import { SHIPPED_RULES } from '../../shipped-rules.ts';

const shipped = SHIPPED_RULES.escalation;
const NORTH = { name: 'North Desk', fee_pct: 25, success_rate_pct: 60, reputation: 4, min_amount: '500' };
const withCandidates = (...candidates: unknown[]) => ({ ...shipped, agency: { ...shipped.agency, candidates } });
/** What is said of settings that can't be; nothing of those that can. */
const said = (settings: unknown): string =>
  escalationSettings
    .safeParse(settings)
    .error?.issues.map(({ message }) => message)
    .join('\n') ?? '';

describe('the settings of agencies and courts', () => {
  it('know each agency by one name, whatever stands around it', () => {
    expect(said(withCandidates(NORTH, { ...NORTH, name: 'South Desk' }))).toBe('');
    expect(said(withCandidates(NORTH, { ...NORTH, fee_pct: 30 }))).toBe('each name once');
    expect(said(withCandidates(NORTH, { ...NORTH, name: ' North Desk ' }))).toBe('each name once');
  });

  it('answer what is no amount with examples that are', () => {
    const text = said(withCandidates({ ...NORTH, min_amount: 'a lot' }));
    const examples = / such as (\d+) or "([\d.]+)"$/.exec(text)?.slice(1) ?? [];
    expect(examples).toHaveLength(2);
    for (const min_amount of examples) expect(said(withCandidates({ ...NORTH, min_amount }))).toBe('');
  });

  it('of an agency take shares, stars and a name within bounds', () => {
    const allowed = (changes: object) => said(withCandidates({ ...NORTH, ...changes })) === '';
    const within = [{ fee_pct: 0 }, { fee_pct: 100 }, { reputation: 1 }, { reputation: 5 }, { name: 'n'.repeat(200) }];
    expect(within.map(allowed)).toEqual(within.map(() => true));
    const out = [
      { fee_pct: -1 },
      { success_rate_pct: 101 },
      { reputation: 0.9 },
      { reputation: 5.1 },
      { name: ' ' },
      { name: 'n'.repeat(201) },
      { min_amount: '-1' },
      { min_amount: 'x1' },
      { min_amount: '1x' },
      { surprise: 1 },
    ];
    expect(out.map(allowed)).toEqual(out.map(() => false));
  });
});
