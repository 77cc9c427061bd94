import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CompanyName, chosenCompanies, LOCALES, type LooksLocale } from '../companies/company-list.ts';
import { pageOf } from '../companies/read-artefacts.ts';
import { ApprovedPictures, expectNone, small } from './compare.ts';
import { look, openBrowser, type View } from './open-browser.ts';

const approved = new ApprovedPictures('page');
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

interface Way extends View {
  readonly name: string;
  readonly scale: number;
  /** Companies shown in this way; with all their sections, or those named. */
  readonly of: readonly CompanyName[];
  readonly only?: readonly string[];
}

const WAYS: readonly Way[] = [
  { name: 'desktop', width: 1280, scale: 0.5, of: ['tiny', 'typical', 'nobody', 'hostile', 'books'] },
  { name: 'desktop', width: 1280, scale: 0.5, of: ['huge'], only: ['top', 'decision', 'selection', 'customers'] },
  { name: 'phone', width: 360, height: 780, scale: 0.65, of: ['books'] },
  {
    name: 'phone',
    width: 360,
    height: 780,
    scale: 0.65,
    of: ['tiny', 'typical', 'nobody', 'hostile', 'huge'],
    only: ['top', 'decision', 'selection', 'customers'],
  },
  {
    name: 'dark',
    width: 1280,
    scale: 0.5,
    dark: true,
    of: ['books'],
    only: ['top', 'decision', 'trend', 'overdue', 'warnings', 'customers'],
  },
  {
    name: 'print',
    width: 680,
    scale: 0.6,
    print: true,
    of: ['typical'],
    only: ['top', 'decision', 'trend', 'customers'],
  },
];
/** Longest picture that is kept, in its own pixels: what comes below is more of the same. */
const MOST = 1100;
/** Paper that is kept beside a section. */
const EDGE = 12;

async function partsOf(page: Page): Promise<readonly (readonly [name: string, selector: string])[]> {
  const ids = await page.locator('main section').evaluateAll((list) => list.map((part) => part.id));
  return [['top', 'header.top'], ...ids.map((id) => [id, `[id="${id}"]`] as const)];
}

async function takeParts(
  company: CompanyName,
  locale: LooksLocale,
  way: Way,
  html: string,
): Promise<(string | null)[]> {
  const { page, context } = await look(browser, html, way);
  try {
    const differences: (string | null)[] = [];
    for (const [part, selector] of await partsOf(page)) {
      if (way.only && !way.only.includes(part)) continue;
      const box = await page.locator(selector).first().boundingBox();
      if (!box || box.height < 1) continue;
      const left = Math.max(0, box.x - EDGE);
      const width = Math.min(way.width, box.x + box.width + EDGE) - left;
      const clip = { x: left, y: box.y, width, height: Math.min(box.height, Math.ceil(MOST / way.scale)) };
      const taken = await page.screenshot({ fullPage: true, clip, animations: 'disabled', caret: 'hide' });
      differences.push(
        await approved.check(`${company}/${locale}/${way.name}/${part}`, await small(taken, way.scale, MOST)),
      );
    }
    return differences;
  } finally {
    await context.close();
  }
}

describe.each(chosenCompanies())('the page of %s', (company) => {
  it.each(LOCALES)('looks as approved in %s', async (locale) => {
    const html = await pageOf(company, locale);
    const differences: (string | null)[] = [];
    for (const way of WAYS.filter(({ of }) => of.includes(company)))
      differences.push(...(await takeParts(company, locale, way, html)));
    expect(differences.length).toBeGreaterThan(3);
    expectNone(differences);
  });
});

it('shows everything that was approved', async () => {
  expect(await approved.leftOver(chosenCompanies())).toEqual([]);
});
