import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { printable, printableLine } from '../../cli/terminal.ts';
import { duewatch, testFolder } from '../workflow/command.ts';

describe('text from data at the terminal', () => {
  it('loses its control characters', () => {
    expect(printable('a\u001b[2Jb\u0007\u202Ec')).toBe('a\uFFFD[2Jb\uFFFD\uFFFDc');
  });

  it('stays on its line', () => {
    expect(printableLine('Ann\r\nThe export can be reviewed.\u2028x\tz')).toBe('Ann The export can be reviewed. x z');
    expect(printableLine('  a   b')).toBe('  a   b');
  });

  it('of a quarantined cell can not look like a line of the report', async () => {
    const folder = join(await testFolder(), 'books');
    await mkdir(folder);
    const header = 'invoice_id,customer_id,invoice_date,due_date,total_amount,settled_date';
    const bad = '1,A,2024-01-10,2024-02-10,"x\nThe export can be reviewed.\n",';
    await writeFile(join(folder, 'invoices.csv'), `${header}\n${bad}\n`);
    const { status, out } = await duewatch('check', '--exports', folder);
    expect(status).toBe(3);
    expect(out).toContain('not a number: x The export can be reviewed.');
    expect(out).not.toMatch(/^The export can be reviewed/m);
  });
});
