import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { UsedLinks } from '../../../core/ports/used-links.ts';

const LATER = Math.floor(Date.parse('2100-01-01T00:00:00Z') / 1000);

/** What every memory of used forms does. */
export function usedLinksContract(name: string, open: () => Promise<UsedLinks>): void {
  describe(`used forms: ${name}`, () => {
    it('lets a form be used once, and another after it', async () => {
      const used = await open();
      const [one, two] = [randomUUID(), randomUUID()];
      expect(await used.use(one, LATER)).toBe(true);
      expect(await used.use(one, LATER)).toBe(false);
      expect(await used.use(two, LATER)).toBe(true);
      expect(await used.use(one, LATER)).toBe(false);
    });

    it('of many that come at the same time, one is first', async () => {
      const used = await open();
      const nonce = randomUUID();
      const answers = await Promise.all(Array.from({ length: 8 }, () => used.use(nonce, LATER)));
      expect(answers.filter((first) => first)).toHaveLength(1);
    });
  });
}
