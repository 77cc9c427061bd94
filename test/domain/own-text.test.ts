import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownText } from '../../core/domain/own-text.ts';

describe('a text with memory of its own', () => {
  it('is the same text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => ownText(text) === text));
  });

  it('does not keep alive what it was cut from', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const used = () => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    const before = used();
    const names = Array.from({ length: 40 }, (_, index) => {
      const long = `${index} `.padEnd(2_000_000, `customer ${index} `);
      return ownText(long.slice(1_000_000, 1_000_040));
    });
    expect(names.every(({ length }) => length === 40)).toBe(true);
    expect(used() - before).toBeLessThan(20_000_000);
  });
});
