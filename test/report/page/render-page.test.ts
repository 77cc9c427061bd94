import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Locale } from '../../../core/contracts/config.ts';
import type { ReportInput } from '../../../core/contracts/report-input.ts';
import { cleanText } from '../../../report/format/clean-text.ts';
import { renderPage } from '../../../report/page/render-page.ts';
import { HOSTILE_NAMES, makeCustomers } from '../fixtures/customers.ts';
import { FONT } from '../fixtures/fonts.ts';
import { attribute, dangers, elementsOf, textOf } from '../fixtures/parse-html.ts';
import { hostileInput, loansAlone, makeInput } from '../fixtures/report-input.ts';
import { figureFault } from '../read-back/figure-fault.ts';

const page = (input: ReportInput, locale: Locale = 'en') => renderPage(input, locale, FONT);
const COMPANIES: Readonly<Record<string, ReportInput>> = {
  typical: makeInput({ earlier: true }),
  'with a ledger and loans': makeInput({ ledger: true, loans: true, earlier: true }),
  'without high-risk customers': makeInput({ customers: [], rates: [80], forecast: false, profit: 'not_available' }),
  'with one customer and a loss': makeInput({ customers: makeCustomers(1), profit: 'share_of_loss' }),
  hostile: hostileInput(),
  'that lends and nothing else': loansAlone(),
};

describe.each(Object.entries(COMPANIES))('the page of a company %s', (_, input) => {
  it.each(['en', 'zh-CN'] as const)('shows figures and nothing else, each as figures.json has it (%s)', (locale) => {
    const shown = elementsOf(page(input, locale)).filter((element) => attribute(element, 'data-figure') !== null);
    const faults = shown.flatMap((element) => {
      const figure = {
        id: attribute(element, 'data-figure') ?? '',
        at: attribute(element, 'data-at'),
        text: textOf(element),
      };
      return figureFault(input.figures, figure, locale) ?? [];
    });
    expect(shown.length).toBeGreaterThan(15);
    expect(faults).toEqual([]);
  });

  it('runs nothing that comes from data', () => {
    const elements = elementsOf(page(input));
    const scripts = elements.filter(({ tagName }) => tagName === 'script');
    expect(scripts.filter((element) => attribute(element, 'type') !== 'application/json')).toHaveLength(1);
    expect(dangers(elements)).toEqual([]);
    expect(
      elements
        .filter(({ tagName }) => ['img', 'b', 'u', 'i'].includes(tagName))
        .map(textOf)
        .join(''),
    ).not.toMatch(/onerror|boss|under/);
  });

  it('has one of every id, and every link leads somewhere', () => {
    const elements = elementsOf(page(input));
    const ids = elements.flatMap((element) => attribute(element, 'id') ?? []);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const targets = elements
      .flatMap((element) => attribute(element, 'href') ?? [])
      .filter((href) => href.startsWith('#'));
    expect(targets.filter((href) => !ids.includes(href.slice(1)))).toEqual([]);
  });
});

describe('the page', () => {
  it('is the same bytes for the same input', () => {
    expect(page(makeInput())).toBe(page(makeInput()));
  });

  it('allows its own style and script and nothing else', () => {
    const elements = elementsOf(page(makeInput()));
    const policy = elements
      .flatMap((element) => (attribute(element, 'http-equiv') ? (attribute(element, 'content') ?? []) : []))
      .join();
    const digest = (tag: string) => {
      const element = elements.find(({ tagName, attrs }) => tagName === tag && attrs.length === 0);
      return createHash('sha256')
        .update(element ? textOf(element) : '')
        .digest('base64');
    };
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`style-src 'sha256-${digest('style')}'`);
    expect(policy).toContain(`script-src 'sha256-${digest('script')}'`);
    expect(policy).not.toContain('unsafe');
    expect(elements.filter((element) => attribute(element, 'style') !== null).map(({ tagName }) => tagName)).toEqual(
      [],
    );
  });

  it('opens with the decision: four numbers, then three things to know and do', () => {
    const elements = elementsOf(page(makeInput({ earlier: true })));
    const main = elements.find(({ tagName }) => tagName === 'main');
    const first = main?.childNodes[0];
    expect(first && 'attrs' in first ? attribute(first, 'id') : null).toBe('decision');
    expect(elements.filter((element) => attribute(element, 'class') === 'kpi')).toHaveLength(4);
    expect(elements.filter((element) => attribute(element, 'class') === 'decision')).toHaveLength(3);
  });

  it('leaves out sections that have no figures and says in the method what was not computed', () => {
    const marts = elementsOf(page(makeInput()));
    const sections = marts.flatMap((element) =>
      element.tagName === 'section' ? (attribute(element, 'id') ?? []) : [],
    );
    expect(sections).toEqual([
      'decision',
      'selection',
      'profit',
      'trend',
      'profile',
      'loss',
      'tiers',
      'policy',
      'monitor',
      'customers',
      'method',
    ]);
    const missing = marts.find((element) => attribute(element, 'class') === 'missing');
    expect(missing ? textOf(missing) : '').toContain('this needs a ledger');
  });

  it('is about the scorecard where the export holds loans alone', () => {
    const sections = elementsOf(page(loansAlone())).flatMap((element) =>
      element.tagName === 'section' ? (attribute(element, 'id') ?? []) : [],
    );
    expect(sections).toEqual(['decision', 'loan', 'method']);
  });

  it('lists every high-risk customer, hostile names as the text they are', () => {
    const elements = elementsOf(page(hostileInput()));
    const rows = elements.filter((element) => attribute(element, 'data-customer') !== null);
    expect(rows).toHaveLength(hostileInput().customers.length);
    const text = rows.map(textOf).join('\n');
    for (const name of HOSTILE_NAMES) expect(text).toContain(cleanText(name));
  });

  it('keeps more than two thousand customers as data, unable to end their script', () => {
    const customers = makeCustomers(2001).map((line, index) =>
      index === 7 ? { ...line, name: '</script><script>alert(1)</script><!--' } : line,
    );
    const elements = elementsOf(page(makeInput({ customers })));
    const data = elements.find((element) => attribute(element, 'id') === 'customer-data');
    const lines: unknown = JSON.parse(data ? textOf(data) : '[]');
    expect(lines).toHaveLength(2001);
    expect(JSON.stringify(lines)).toContain('</script><script>alert(1)</script><!--');
    expect(elements.filter((element) => attribute(element, 'data-customer') !== null)).toHaveLength(25);
  });

  it('holds the ten thousand that owe most, and says where the others are', () => {
    const elements = elementsOf(page(makeInput({ customers: makeCustomers(10_001) })));
    const data = elements.find((element) => attribute(element, 'id') === 'customer-data');
    expect(JSON.parse(data ? textOf(data) : '[]')).toHaveLength(10_000);
    const section = elements.find((element) => attribute(element, 'id') === 'customers');
    expect(section ? textOf(section) : '').toContain('The 10,000 largest of 10,001; all are in the workbook.');
  });

  it('speaks its language, to screen readers too', () => {
    const elements = elementsOf(page(makeInput(), 'zh-CN'));
    expect(attribute(elements[0] as never, 'lang')).toBe('zh-CN');
    const drawings = elements.filter((element) => element.tagName === 'svg' && attribute(element, 'role') === 'img');
    expect(drawings).toHaveLength(10);
    for (const drawing of drawings) expect(attribute(drawing, 'aria-label')).toMatch(/\p{Script=Han}/u);
    expect(elements.filter(({ tagName }) => tagName === 'h1')).toHaveLength(1);
  });

  it('defines every figure it shows', () => {
    const elements = elementsOf(page(makeInput()));
    const evidence: Record<string, unknown> = JSON.parse(
      textOf(elements.find((element) => attribute(element, 'id') === 'figures') as never),
    );
    const names = ['data-figure', 'data-source'];
    const shown = new Set(elements.flatMap((element) => names.flatMap((name) => attribute(element, name) ?? [])));
    expect(Object.keys(evidence).sort()).toEqual([...shown].sort());
  });
});
