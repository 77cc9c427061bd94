import { describe, expect, it } from 'vitest';
import { contactStage, needsStage, withStages } from '../../../core/domain/desk/contact-stage.ts';

const reminder = { stage: '1_30', channel: 'mail' } as const;
const demand = { stage: '61_90', channel: 'letter' } as const;
const visit = { stage: 'over_90', channel: 'visit' } as const;
const call = { do: 'contact', channel: 'phone', result: 'reached' } as const;

describe('the stage that a contact belongs to', () => {
  it('is the one the plan asks for, whether a reminder is mailed, told by telephone, written or brought', () => {
    for (const channel of ['mail', 'phone', 'letter', 'visit'] as const)
      expect(contactStage({ channel }, reminder)).toBe('1_30');
    expect(contactStage({ channel: 'mail' }, { stage: '31_60', channel: 'phone' })).toBe('31_60');
  });

  it('is a demand in writing only where one was written or brought', () => {
    expect(contactStage({ channel: 'letter' }, demand)).toBe('61_90');
    expect(contactStage({ channel: 'visit' }, demand)).toBe('61_90');
    expect(contactStage({ channel: 'letter' }, visit)).toBe('over_90');
    for (const channel of ['mail', 'phone'] as const) {
      expect(contactStage({ channel }, demand)).toBeNull();
      expect(contactStage({ channel }, visit)).toBeNull();
    }
  });

  it('is none where the plan rests', () => {
    expect(contactStage({ channel: 'phone' }, null)).toBeNull();
  });

  it('stays what it was said to be, and nothing else of a call is touched', () => {
    const named = { ...call, stage: 'before_due' } as const;
    const note = { do: 'note', note: 'asked for a copy' } as const;
    expect(withStages([note, call, named], reminder)).toEqual([note, { ...call, stage: '1_30' }, named]);
    expect(withStages([call], demand)).toEqual([call]);
    expect(needsStage([note, named])).toBe(false);
    expect(needsStage([note, call])).toBe(true);
  });
});
