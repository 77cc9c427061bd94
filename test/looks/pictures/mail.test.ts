import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CompanyName, chosenCompanies, LOCALES } from '../companies/company-list.ts';
import { mailOf, otherMails } from '../companies/read-artefacts.ts';
import { ApprovedPictures, expectNone, small } from './compare.ts';
import { look, openBrowser } from './open-browser.ts';

const approved = new ApprovedPictures('mail');
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const SCALE = 0.45;
const MOST = 1800;
const WIDTHS = [360, 600, 900];
/** Companies whose mail is kept at every width on light and dark paper; the others on a phone in the dark and at 600 pixels. */
const EVERYWHERE: readonly CompanyName[] = ['tiny', 'typical', 'huge'];

async function take(name: string, html: string, width: number, dark: boolean): Promise<string | null> {
  const { page, context } = await look(browser, html, { width, dark });
  try {
    const taken = await page.screenshot({ fullPage: true, animations: 'disabled' });
    return await approved.check(`${name}/${width}-${dark ? 'dark' : 'light'}`, await small(taken, SCALE, MOST));
  } finally {
    await context.close();
  }
}

const views = (company: CompanyName) =>
  EVERYWHERE.includes(company)
    ? WIDTHS.flatMap((width) => [[width, false] as const, [width, true] as const])
    : [[360, true] as const, [600, false] as const];

describe.each(chosenCompanies())('the mail of %s', (company) => {
  it.each(LOCALES)('looks as approved in %s', async (locale) => {
    const html = await mailOf(company, locale);
    const differences: (string | null)[] = [];
    for (const [width, dark] of views(company)) differences.push(await take(`${company}/${locale}`, html, width, dark));
    expectNone(differences);
  });
});

const told = chosenCompanies().filter((company) => company === 'books' || company === 'hostile');
describe.each(told)('what %s writes to the people in charge', (company) => {
  it('looks as approved', async () => {
    const mails = await otherMails(company);
    expect(mails.length).toBeGreaterThan(0);
    const differences: (string | null)[] = [];
    for (const [name, html] of mails) {
      differences.push(await take(`${company}/${name}`, html, 360, true));
      differences.push(await take(`${company}/${name}`, html, 600, false));
    }
    expectNone(differences);
  });
});

it('shows everything that was approved', async () => {
  expect(await approved.leftOver(chosenCompanies())).toEqual([]);
});
