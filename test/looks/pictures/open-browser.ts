import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** The browser that pictures are taken with. */
export const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Chromium with the lane's fonts and nothing of the machine's own: no hinting, no sub-pixel colours. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb'],
    env: { ...process.env, FONTCONFIG_FILE: join(import.meta.dirname, '..', 'fonts.conf') },
  });
}

/** How a page is looked at. */
export interface View {
  readonly width: number;
  readonly height?: number;
  readonly dark?: boolean;
  readonly print?: boolean;
}

/** A page of its own in that view, showing this document; its complaints (errors, what its policy forbade) are kept. */
export async function look(
  browser: Browser,
  html: string,
  { width, height = 900, dark = false, print = false }: View,
): Promise<{ page: Page; context: BrowserContext; complaints: string[] }> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    locale: 'en-US',
    timezoneId: 'UTC',
    offline: true,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => complaints.push('a dialog stayed open'));
  });
  if (print) await page.emulateMedia({ media: 'print' });
  await page.setContent(html, { waitUntil: 'load' });
  return { page, context, complaints };
}
