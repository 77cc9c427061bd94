import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chosenCompanies, LOCALES } from './companies/company-list.ts';
import { mailOf, otherMails, pageOf } from './companies/read-artefacts.ts';
import { look, openBrowser } from './pictures/open-browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** How much wider than the screen the document is, and what stands out to the right. Runs in the page. */
const TOO_WIDE = `(() => {
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide <= 0) return [];
  const out = [...document.body.querySelectorAll('*')].filter((part) =>
    part.getBoundingClientRect().right > innerWidth + 1 && part.closest('.scroll') === null);
  const places = out.slice(0, 4).map((part) => part.tagName + ' ' + part.className + ': ' + part.textContent.slice(0, 60));
  return [wide + ' px too wide: ' + places.join(' | ')];
})()`;

/**
 * Text from right to left whose order would spread to what stands beside it: no element around it isolates it. Alone in its block or cell
 * it has nobody beside it. Runs in the page.
 */
const NOT_ISOLATED = `(() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = new Set();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent;
    if (!/[\u0590-\u08ff]/.test(text) || node.parentElement.closest('script, style, svg')) continue;
    const isolated = (part) => {
      if (!part || part === document.body) return false;
      const { unicodeBidi, display } = getComputedStyle(part);
      if (part.matches('bdi') || part.dir === 'auto' || unicodeBidi === 'isolate-override' || unicodeBidi === 'plaintext') return true;
      if (/block|cell|flex|grid|list-item|caption/.test(display)) return part.textContent.trim() === text.trim();
      return isolated(part.parentElement);
    };
    if (!isolated(node.parentElement)) found.add(node.parentElement.tagName + '.' + node.parentElement.className + ': ' + text.slice(0, 80));
  }
  return [...found];
})()`;

async function widthsOf(html: string, widths: readonly number[]): Promise<string[]> {
  const all: string[] = [];
  for (const width of widths) {
    const { page, context } = await look(browser, html, { width });
    all.push(...(await page.evaluate<string[]>(TOO_WIDE)).map((text) => `${width}: ${text}`));
    await context.close();
  }
  return all;
}

describe.each(chosenCompanies())('%s fits its paper', (company) => {
  it.each(LOCALES)('as a page in %s, down to 320 pixels', async (locale) => {
    expect(await widthsOf(await pageOf(company, locale), [320, 360, 768, 1280])).toEqual([]);
  });

  it.each(LOCALES)('as a mail in %s', async (locale) => {
    expect(await widthsOf(await mailOf(company, locale), [360, 600, 900])).toEqual([]);
  });

  it('as mails to the people in charge', async () => {
    const all: string[] = [];
    for (const [name, html] of await otherMails(company))
      all.push(...(await widthsOf(html, [360, 600])).map((text) => `${name}, ${text}`));
    expect(all).toEqual([]);
  });
});

const hostile = chosenCompanies().filter((company) => company === 'hostile');
describe.each(hostile)('names of %s', (company) => {
  it.each(LOCALES)('from right to left stay among themselves in %s', async (locale) => {
    const all: string[] = [];
    for (const html of [await pageOf(company, locale), await mailOf(company, locale)]) {
      const { page, context } = await look(browser, html, { width: 1280 });
      all.push(...(await page.evaluate<string[]>(NOT_ISOLATED)));
      await context.close();
    }
    expect(all).toEqual([]);
  });

  it.each(LOCALES)('are text and nothing else in %s', async (locale) => {
    for (const html of [await pageOf(company, locale), await mailOf(company, locale)]) {
      const { page, context, complaints } = await look(browser, html, { width: 1280 });
      expect(await page.title()).not.toBe('owned');
      expect(await page.locator('body').textContent()).toContain('<img src=x onerror=alert(1)>');
      expect(await page.locator('img[src="x"], b:text-is("Bold & Sons")').count()).toBe(0);
      expect(complaints).toEqual([]);
      await context.close();
    }
  });
});
