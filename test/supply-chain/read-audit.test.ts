import { describe, expect, it } from 'vitest';
import { readAudit } from './read-audit.ts';

describe('Advisories', () => {
  it('Advisories: none known passes', () => {
    expect(readAudit('{"vulnerabilities":{}}', 9)).toEqual({
      status: 0,
      message: 'No advisory is known for any of the 9 packages.',
    });
  });

  it('Advisories: one known fails with the package, its versions and how grave it is', () => {
    const answer = '{"vulnerabilities":{"left-pad":{"severity":"low","range":"<1.1.0","via":[]}}}';
    expect(readAudit(answer, 9)).toMatchObject({ status: 1, message: expect.stringContaining('left-pad <1.1.0: low') });
  });

  it.each([
    '',
    'not JSON',
    '{"message":"405 Method Not Allowed"}',
    '{"error":{"summary":"audit endpoint returned an error"}}',
  ])('Advisories: a registry that does not answer (%j) is no pass', (answer) => {
    const { status, message } = readAudit(answer, 9);
    expect(status).toBe(2);
    expect(message).toContain('Nothing is known');
  });
});
