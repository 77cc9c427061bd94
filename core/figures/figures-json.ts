import { z } from 'zod';
import type { Figures } from '../contracts/figure.ts';
import type { RunInfo } from '../contracts/report-input.ts';
import { compareIds } from '../domain/customer-order.ts';

/**
 * The text of figures.json: `{ run, figures }`, one figure a line, ids in order, so that the same run is the same bytes and two runs can
 * be compared line by line. Ends with a line feed.
 */
export function figuresJson(run: RunInfo, figures: Figures): string {
  const lines = Object.entries(figures)
    .sort(([a], [b]) => compareIds(a, b))
    .map(([id, { value, unit, note, reason, evidence }]) => {
      const figure = { value, unit, note, reason, evidence: sortKeys(evidence) };
      return `    ${JSON.stringify(id)}: ${JSON.stringify(figure)}`;
    });
  return `{\n  "run": ${JSON.stringify(sortKeys(run))},\n  "figures": {\n${lines.join(',\n')}\n  }\n}\n`;
}

const figuresFile = z.object({
  figures: z.record(z.string(), z.looseObject({ value: z.json(), unit: z.string(), evidence: z.looseObject({}) })),
});

/** The figures of a figures.json that this program wrote. */
export function parseFigures(text: string): Figures {
  return figuresFile.parse(JSON.parse(text)).figures as Figures;
}

function sortKeys(record: object): object {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => compareIds(a, b)));
}
