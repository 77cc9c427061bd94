import { describe, expect, test } from 'vitest';
import type { Figures } from '../../core/contracts/figure.ts';
import type { RunInfo } from '../../core/contracts/report-input.ts';
import { composeFigures } from '../../core/figures/compose-figures.ts';
import { figuresJson, parseFigures } from '../../core/figures/figures-json.ts';
import { composeInput } from './marts-rows.ts';

const run: RunInfo = {
  id: '2025-09-abc',
  period: '2025-09',
  revision: 1,
  profile: 'quickbooks-marts',
  company: 'Acme <b>',
  synthetic: false,
  currency: 'USD',
  version: '0.1.0',
  reliable: true,
  warnings: [],
};
const { figures } = composeFigures(composeInput({ customers: [{ id: 'a', rate: 20, owed: 60_000 }] }));

describe('figures.json', () => {
  test('is one figure a line, in order of the ids', () => {
    const text = figuresJson(run, {
      'b.x': { value: 1, unit: 'count', evidence: { rows: 'r', formula: 'f' } },
      a: { value: null, unit: 'money', note: 'why', reason: 'no_forecast', evidence: {} },
    });
    expect(text.split('\n').slice(2)).toEqual([
      '  "figures": {',
      '    "a": {"value":null,"unit":"money","note":"why","reason":"no_forecast","evidence":{}},',
      '    "b.x": {"value":1,"unit":"count","evidence":{"formula":"f","rows":"r"}}',
      '  }',
      '}',
      '',
    ]);
  });

  test('is the same bytes whatever order figures were made in', () => {
    const turned: Figures = Object.fromEntries(Object.entries(figures).toReversed());
    const otherRun: RunInfo = { ...Object.fromEntries(Object.entries(run).toReversed()), ...run };
    expect(figuresJson(otherRun, turned)).toBe(figuresJson(run, figures));
  });

  test('reads back as what was written', () => {
    const text = figuresJson(run, figures);
    expect(JSON.parse(text)).toEqual({ run, figures });
    expect(parseFigures(text)).toEqual(figures);
  });

  test('of no figures is still JSON', () => {
    expect(JSON.parse(figuresJson(run, {}))).toEqual({ run, figures: {} });
  });
});
