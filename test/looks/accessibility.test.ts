import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chosenCompanies, LOCALES } from './companies/company-list.ts';
import { mailOf, otherMails, pageOf } from './companies/read-artefacts.ts';
import { OF_COLOUR, OF_WIDTH, violations } from './pictures/open-axe.ts';
import { look, openBrowser, type View } from './pictures/open-browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** By every rule in the light; by those that another paper or another width can break there. */
const PAGE_VIEWS: readonly (View & { readonly only?: readonly string[] })[] = [
  { width: 1280 },
  { width: 1280, dark: true, only: OF_COLOUR },
  { width: 360, only: OF_WIDTH },
];
const MAIL_VIEWS: readonly View[] = [{ width: 600 }, { width: 360, dark: true }];

/** Everything folded opened: what is hidden is not looked at. */
async function found(
  html: string,
  view: View & { readonly only?: readonly string[] },
  before?: string,
): Promise<string[]> {
  const { page, context, complaints } = await look(browser, html, view);
  try {
    await page.evaluate('for (const fold of document.querySelectorAll("details")) fold.open = true');
    if (before) await page.locator(before).first().click();
    const name = `${view.width}${view.dark ? ' dark' : ''}`;
    return [...complaints, ...(await violations(page, view.only))].map((text) => `${name}: ${text}`);
  } finally {
    await context.close();
  }
}

describe.each(chosenCompanies())('axe has nothing against %s', (company) => {
  it.each(LOCALES)('as a page in %s, light, dark, on a phone, with a definition open', async (locale) => {
    const html = await pageOf(company, locale);
    const all: string[] = [];
    for (const view of PAGE_VIEWS) all.push(...(await found(html, view)));
    // What a definition is made of is the same in both languages.
    if (locale === 'en') all.push(...(await found(html, { width: 1280 }, 'main .fig')));
    expect(all).toEqual([]);
  });

  it.each(LOCALES)('as a mail in %s', async (locale) => {
    const html = await mailOf(company, locale);
    const all: string[] = [];
    for (const view of MAIL_VIEWS) all.push(...(await found(html, view)));
    expect(all).toEqual([]);
  });

  it('as mails to the people in charge', async () => {
    const all: string[] = [];
    for (const [name, html] of await otherMails(company))
      for (const view of MAIL_VIEWS) all.push(...(await found(html, view)).map((text) => `${name}, ${text}`));
    expect(all).toEqual([]);
  });
});
