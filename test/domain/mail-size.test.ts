import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodedSize, fitFiles } from '../../core/domain/mail-size.ts';

const file = (name: string, bytes: number) => ({ name, bytes: new Uint8Array(bytes) });
const names = (files: readonly { readonly name: string }[]) => files.map(({ name }) => name);

describe('the files a mail carries', () => {
  it('are measured as they travel: a third larger, in lines', () => {
    expect(encodedSize(0)).toBe(0);
    expect(encodedSize(57)).toBe(78);
    expect(encodedSize(58)).toBe(156);
    expect(encodedSize(5_700_000)).toBe(7_800_000);
  });

  it('are all carried where they fit; one too large is left, and keeps none behind it', () => {
    expect(fitFiles([file('pdf', 400_000), file('xlsx', 900_000)]).left).toEqual([]);
    const one = fitFiles([file('pdf', 400_000), file('xlsx', 12_000_000)]);
    expect([names(one.carried), names(one.left)]).toEqual([['pdf'], ['xlsx']]);
    const other = fitFiles([file('pdf', 12_000_000), file('xlsx', 400_000)]);
    expect([names(other.carried), names(other.left)]).toEqual([['xlsx'], ['pdf']]);
  });

  it('may fill the room to the last byte', () => {
    // 8,000,000 bytes are 102,564 lines of 78 and a rest; so many lines carry 57 bytes each.
    const full = 102_564 * 57;
    expect(fitFiles([file('pdf', full)]).left).toEqual([]);
    expect(names(fitFiles([file('pdf', full + 1)]).left)).toEqual(['pdf']);
    const halves = [file('pdf', 57 * 51_282), file('xlsx', 57 * 51_282)];
    expect(fitFiles(halves).left).toEqual([]);
    expect(names(fitFiles([...halves, file('csv', 1)]).left)).toEqual(['csv']);
  });

  it('never make a message of more than ten million bytes, and none is lost', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9_000_000 }), { maxLength: 5 }), (sizes) => {
        const files = sizes.map((size, index) => ({ name: String(index), bytes: { byteLength: size } as Uint8Array }));
        const { carried, left } = fitFiles(files);
        const total = carried.reduce((sum, { bytes }) => sum + encodedSize(bytes.byteLength), 2_000_000);
        expect(total).toBeLessThanOrEqual(10_000_000);
        expect([...names(carried), ...names(left)].sort()).toEqual(names(files).sort());
      }),
      { numRuns: 50 },
    );
  });
});
