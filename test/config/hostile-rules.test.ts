import { describe, expect, it } from 'vitest';
import { loadRules } from '../../config/load-rules.ts';
import { readShippedRules } from '../../config/shipped-rules.ts';
import { InvalidRules } from '../../core/contracts/errors.ts';
import { HOSTILE_YAML } from '../fuzz/mutate/tree.ts';

const SHIPPED = readShippedRules(new URL('../../config/', import.meta.url));

/** Loads an overlay; answers the name and the message of what was thrown. */
function refusal(text: string): { name: string; message: string } {
  try {
    loadRules(SHIPPED, [{ name: 'rules.yaml', text }]);
  } catch (error) {
    if (error instanceof Error) return { name: error.name, message: error.message };
  }
  return { name: 'accepted', message: '' };
}

describe('rules files', () => {
  it.each(HOSTILE_YAML)('%j is refused by name, or changes nothing that objects inherit', (text) => {
    expect(['accepted', 'InvalidRules']).toContain(refusal(text).name);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect('polluted' in {}).toBe(false);
  });

  it('with aliases that stand for millions of values are refused before they are spelled out', () => {
    expect(() => loadRules(SHIPPED, [{ name: 'rules.yaml', text: HOSTILE_YAML[0] ?? '' }])).toThrow(InvalidRules);
  });

  it.each(['Mars/Olympus', '', '+08:00', "UTC'); DROP TABLE x; --", '..\\..\\windows', 'NULL'])(
    'with the time zone %j are refused with the key and what is allowed',
    (zone) => {
      const { name, message } = refusal(JSON.stringify({ time_zone: zone }));
      expect(name).toBe('InvalidRules');
      expect(message).toContain('time_zone');
      expect(message).toContain('Asia/Shanghai');
    },
  );

  it.each(['Asia/Shanghai', 'UTC', 'America/New_York', 'Etc/GMT+5'])('may have the time zone %s', (zone) => {
    expect(refusal(JSON.stringify({ time_zone: zone })).name).toBe('accepted');
  });
});
