import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe has against the document as it stands: one line a violation, with the first places. The document's own policy stays in force. */
export async function violations(page: Page): Promise<readonly string[]> {
  // Evaluated by the debugger, not by the page: a script element would be refused, and rightly.
  await page.evaluate(await readFile(AXE, 'utf8'));
  const ran: AxeResults = await page.evaluate(`axe.run(document, ${JSON.stringify({ runOnly: RULES })})`);
  if (ran.passes.length < 5) throw new Error(`axe looked at ${ran.passes.length} rules only`);
  return ran.violations.map(({ id, help, nodes }) => {
    const places = nodes.slice(0, 3).map(({ html, target }) => `${target.join(' ')}: ${html.slice(0, 160)}`);
    return `${id} (${help}), ${nodes.length} places: ${places.join(' | ')}`;
  });
}
