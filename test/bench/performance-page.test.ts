import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withSection } from '../../bench/performance-page.ts';

const PAGE = readFileSync('docs/performance.md', 'utf8');

describe('the page of what was measured', () => {
  it('has a section for each command, which replaces its own text and no other', () => {
    const once = withSection(withSection(PAGE, 'reviews', 'Reviews $1'), 'desk', 'Desk');
    expect(once).toContain('<!-- produced: reviews -->\nReviews $1\n<!-- end: reviews -->');
    expect(once).toContain('<!-- produced: desk -->\nDesk\n<!-- end: desk -->');
    expect(withSection(once, 'desk', 'Desk')).toBe(once);
    const outside = (page: string) => page.replaceAll(/<!-- produced: (\w+) -->[\s\S]*?<!-- end: \1 -->/g, '');
    expect(outside(once)).toBe(outside(PAGE));
  });

  it('is not written where it has no such section', () => {
    expect(() => withSection('# Another page', 'desk', '')).toThrow('no section desk');
  });
});
