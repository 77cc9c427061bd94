import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chosenCompanies, LOCALES } from './companies/company-list.ts';
import { pageOf } from './companies/read-artefacts.ts';
import { look, openBrowser } from './pictures/open-browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

interface Stop {
  readonly kind: string;
  readonly text: string;
  /** Width of the ring drawn around it, in pixels. */
  readonly ring: number;
  readonly seen: boolean;
}

/** Where the keyboard is, and whether a person can tell. Runs in the page. */
const WHERE = `(() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(at);
  const box = at.getBoundingClientRect();
  const kinds = [
    ['figure', '.fig'],
    ['skip', '.skip'],
    ['contents', 'nav.contents a'],
    ['find', '#customer-controls input'],
    ['narrow', '#customer-controls select'],
    ['sort', '#customers-table thead button'],
    ['fold', 'main summary'],
  ];
  return {
    kind: kinds.find(([, selector]) => at.matches(selector))?.[0] ?? at.tagName.toLowerCase(),
    text: at.textContent.trim().slice(0, 40),
    ring: outlineStyle === 'none' ? 0 : parseFloat(outlineWidth),
    seen: box.bottom > 0 && box.top < innerHeight && box.width > 0,
  };
})()`;

async function walk(page: Page): Promise<readonly Stop[]> {
  const stops: Stop[] = [];
  for (let step = 0; step < 900; step += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate<Stop | null>(WHERE);
    if (at === null) break;
    stops.push(at);
  }
  return stops;
}

const typical = chosenCompanies().filter((company) => company === 'typical');
describe.each(typical.flatMap((company) => LOCALES.map((locale) => [company, locale] as const)))(
  'the page of %s in %s, by keyboard',
  (company, locale) => {
    let page: Page;
    let context: BrowserContext;
    beforeEach(async () => {
      ({ page, context } = await look(browser, await pageOf(company, locale), { width: 1280 }));
    });
    afterEach(() => context.close());

    it('is reached in reading order, each stop in sight with a ring around it', async () => {
      const stops = await walk(page);
      const kinds = stops.map(({ kind }) => kind);
      expect(kinds[0]).toBe('skip');
      const order = ['skip', 'contents', 'figure', 'fold', 'find', 'narrow', 'sort'].map((kind) => kinds.indexOf(kind));
      expect(order).not.toContain(-1);
      expect(order).toEqual([...order].sort((a, b) => a - b));
      expect(stops.filter(({ ring, seen }) => ring < 2 || !seen)).toEqual([]);
    });

    it('opens the evidence of a figure and goes back to it', async () => {
      const figure = page.locator('#decision .fig').first();
      await figure.focus();
      await page.keyboard.press('Enter');
      const about = page.locator('#about');
      expect(await about.isVisible()).toBe(true);
      expect((await about.locator('h2').textContent())?.length).toBeGreaterThan(2);
      expect(await about.locator('dd').count()).toBeGreaterThan(1);
      await page.keyboard.press('Escape');
      expect(await about.isVisible()).toBe(false);
      expect(await page.locator('#decision .fig:focus').count()).toBe(1);
    });

    it('sorts and narrows the customers', async () => {
      const names = () => page.locator('#customers-table tbody tr:not([hidden]) th').allInnerTexts();
      const before = await names();
      await page.locator('#customers-table thead button').nth(3).focus();
      await page.keyboard.press('Enter');
      expect(await page.locator('#customers-table th[aria-sort]').count()).toBe(1);
      expect(await names()).not.toEqual(before);
      const wanted = (before[0] ?? '').split('\n')[0] ?? '';
      await page.locator('#customer-controls input').focus();
      await page.keyboard.type(wanted);
      expect((await names()).every((name) => name.includes(wanted))).toBe(true);
      expect((await names()).length).toBeGreaterThan(0);
    });
  },
);
