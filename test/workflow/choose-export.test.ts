import { describe, expect, it } from 'vitest';
import type { ExportFolder } from '../../core/ports/export-catalog.ts';
import { chooseExport } from '../../core/steps/choose-export.ts';

const SETTINGS = { now: '2025-10-03T06:00:00Z', timeZone: 'Asia/Shanghai', settleMinutes: 30 };
const SCHEDULED = '2025-10-02T22:00:00Z';

function folder(name: string, newest: string): ExportFolder {
  return { name, newest };
}

const THERE = [
  folder('2025-08', '2025-09-02T01:00:00Z'),
  folder('2025-09', '2025-10-02T01:00:00Z'),
  folder('2025-09-corrected', '2025-10-02T03:00:00Z'),
  folder('2024-12', '2025-10-02T04:00:00Z'),
];

async function choose(input: Parameters<typeof chooseExport>[1], folders: readonly ExportFolder[] = THERE) {
  return chooseExport({ folders: async () => folders }, input, SETTINGS);
}

describe('which export a run reads', () => {
  it('nothing asked: the one written last, and the month it ends with is found in it', async () => {
    expect(await choose({})).toEqual({ exports: '2024-12' });
  });

  it('a month asked: the newest folder named for it', async () => {
    expect(await choose({ period: '2025-09' })).toEqual({ exports: '2025-09-corrected', period: '2025-09' });
    expect(await choose({ period: '2025-08' })).toEqual({ exports: '2025-08', period: '2025-08' });
  });

  it('a folder asked: that one, or a folder inside it; one that is not there is refused with those that are', async () => {
    expect(await choose({ exports: '2025-08', period: '2025-07' })).toEqual({ exports: '2025-08', period: '2025-07' });
    expect(await choose({ exports: '2025-08/books/' })).toEqual({ exports: '2025-08/books/' });
    await expect(choose({ exports: 'nowhere' })).rejects.toThrow(
      'there is no export exports/nowhere; there are: 2025-08, 2025-09, 2025-09-corrected, 2024-12',
    );
    await expect(choose({ exports: '../runs' })).rejects.toMatchObject({ name: 'NoExport' });
  });

  it('a month without an export is refused with those that there are', async () => {
    await expect(choose({ period: '2025-07' })).rejects.toThrow(
      /^there is no export of 2025-07 under exports\/; there are: /,
    );
    await expect(choose({}, [])).rejects.toThrow('there is no export under exports/; there are: none');
  });

  it('the schedule means the month before, as the company’s clock has it', async () => {
    expect(await choose({ scheduledAt: SCHEDULED })).toEqual({ exports: '2025-09-corrected', period: '2025-09' });
    // Still September in UTC, October in Shanghai.
    expect(await choose({ scheduledAt: '2025-09-30T22:00:00Z' })).toMatchObject({ period: '2025-09' });
  });

  it('a folder that names no month counts for the schedule when it was written after the month had ended', async () => {
    const late = folder('latest', '2025-09-30T17:00:00Z');
    expect(await choose({ scheduledAt: SCHEDULED }, [late])).toEqual({ exports: 'latest', period: '2025-09' });
    const early = folder('latest', '2025-09-30T15:00:00Z');
    await expect(choose({ scheduledAt: SCHEDULED }, [early])).rejects.toMatchObject({ name: 'ExportLate' });
  });

  it('a scheduled export that is missing, or still being written, is waited for', async () => {
    await expect(choose({ scheduledAt: SCHEDULED }, [])).rejects.toThrow(
      'there is no export of 2025-09 yet: put one under exports/2025-09/, or name one in the input',
    );
    const writing = folder('2025-09', '2025-10-03T05:40:00Z');
    await expect(choose({ scheduledAt: SCHEDULED }, [writing])).rejects.toThrow(/written to 20\.0 minutes ago/);
    // An operator who names the month takes it as it is.
    expect(await choose({ period: '2025-09' }, [writing])).toEqual({ exports: '2025-09', period: '2025-09' });
  });
});
