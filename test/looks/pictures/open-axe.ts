import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
/** What paper of another colour can change of a page that has passed every rule. */
export const OF_COLOUR = ['color-contrast', 'link-in-text-block'];
/** The same of another width. */
export const OF_WIDTH = [
  'target-size',
  'scrollable-region-focusable',
  'meta-viewport',
  'css-orientation-lock',
  'th-has-data-cells',
];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe has against the document as it stands, by all rules or those named: one line a violation, with the first places. The document's
 * own policy stays in force.
 */
export async function violations(page: Page, only?: readonly string[]): Promise<readonly string[]> {
  // Evaluated by the debugger, not by the page: a script element would be refused, and rightly.
  await page.evaluate(await readFile(AXE, 'utf8'));
  const ran: AxeResults = await page.evaluate(`axe.run(document, ${JSON.stringify({ runOnly: only ?? RULES })})`);
  if (ran.passes.length < (only === undefined ? 5 : 1))
    throw new Error(`axe looked at ${ran.passes.length} rules only`);
  return ran.violations.map(({ id, help, nodes }) => {
    const places = nodes.slice(0, 3).map(({ html, target }) => `${target.join(' ')}: ${html.slice(0, 160)}`);
    return `${id} (${help}), ${nodes.length} places: ${places.join(' | ')}`;
  });
}
