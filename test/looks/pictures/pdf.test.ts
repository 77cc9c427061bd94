import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CompanyName, chosenCompanies, LOCALES } from '../companies/company-list.ts';
import { pdfOf } from '../companies/read-artefacts.ts';
import { ApprovedPictures, expectNone, small } from './compare.ts';

const approved = new ApprovedPictures('pdf');
const run = promisify(execFile);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duewatch-looks-pdf-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Pages that are kept: of the first two companies every one, of the others the decisions and what follows. */
const PAGES: Readonly<Partial<Record<CompanyName, number>>> = { typical: 40, books: 40, hostile: 6 };
const FEW = 4;
const DOTS = 120;
const SCALE = 0.45;
const MOST = 1200;

describe.each(chosenCompanies())('the PDF of %s', (company) => {
  it.each(LOCALES)('looks as approved in %s', async (locale) => {
    const stem = `${company}-${locale}-`;
    const last = String(PAGES[company] ?? FEW);
    await run('pdftoppm', ['-png', '-r', String(DOTS), '-l', last, pdfOf(company, locale), join(folder, stem)]);
    const pages = (await readdir(folder)).filter((name) => name.startsWith(stem)).sort();
    expect(pages.length).toBeGreaterThan(1);
    const differences: (string | null)[] = [];
    for (const [index, name] of pages.entries()) {
      const picture = await small(await readFile(join(folder, name)), SCALE, MOST);
      differences.push(await approved.check(`${company}/${locale}/${String(index + 1).padStart(2, '0')}`, picture));
    }
    expectNone(differences);
  });
});

it('shows everything that was approved', async () => {
  expect(await approved.leftOver(chosenCompanies())).toEqual([]);
});
