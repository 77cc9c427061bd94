import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_FOLDER } from '../../lib/functions/bundling.ts';
import { synthesised } from '../lib/synthesised-stack.ts';

const PAGES = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md', { cwd: PROJECT_FOLDER })];
const textOf = (page: string) => readFileSync(join(PROJECT_FOLDER, page), 'utf8');

/** A heading's anchor, as it is made where the pages are read. */
function anchorsOf(page: string): string[] {
  const headings = textOf(page).match(/^#{1,6} .*$/gm) ?? [];
  return headings.map((heading) =>
    heading
      .replace(/^#+ /, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\- ]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Links of a page to files of the project, with the anchor if there is one. */
function linksOf(page: string): { file: string; anchor: string | undefined }[] {
  const links = [...textOf(page).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)];
  return links.map(([, path = '', anchor]) => ({
    file: path === '' ? page : normalize(join(dirname(page), path)),
    anchor,
  }));
}

describe('the pages', () => {
  it.each(PAGES)('%s links to what is there', (page) => {
    for (const { file, anchor } of linksOf(page)) {
      const found = globSync(file, { cwd: PROJECT_FOLDER });
      expect([page, found]).toEqual([page, [file.replace(/\/$/, '')]]);
      if (anchor !== undefined) expect(anchorsOf(file)).toContain(anchor);
    }
  });

  it('say what each alarm of the stack means and what to do, under the heading its text names', () => {
    const alarms = Object.values(synthesised().template.findResources('AWS::CloudWatch::Alarm'));
    expect(alarms.length).toBeGreaterThan(0);
    const anchors = anchorsOf('docs/operate.md');
    for (const { Properties: alarm } of alarms) {
      const anchor = /docs\/operate\.md#([\w-]+)/.exec(alarm.AlarmDescription)?.[1];
      expect(anchors).toContain(anchor);
    }
  });

  it('have a remedy for every error that a review can end with by name', () => {
    const named = globSync(['core/**/*.ts', 'adapters/{aws,duckdb}/**/*.ts', 'lambdas/**/*.ts'], {
      cwd: PROJECT_FOLDER,
    })
      .flatMap((file) => [...textOf(file).matchAll(/override name = '(\w+)'/g)])
      .map(([, name = '']) => name);
    // Thrown where the stack is synthesised or the command is typed, or only for what a query text or a row could not be.
    const elsewhere = ['BadSqlLiteral', 'DefinitionIncomplete', 'DuewatchError', 'WrongUsage'];
    const table = textOf('docs/operate.md');
    expect(named.filter((name) => !elsewhere.includes(name) && !table.includes(`\`${name}\``))).toEqual([]);
  });
});
