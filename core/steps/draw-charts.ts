import { z } from 'zod';
import type { Locale } from '../contracts/config.ts';
import type { RunRef } from '../contracts/states.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { RenderedChart, Renderer } from '../ports/renderer.ts';
import { readReportInput } from './report-input-file.ts';
import { readWork, WorkFileMissing, writeWork } from './work-files.ts';

const drawnChart = z.object({ name: z.string(), title: z.string(), alt: z.string() });

/** Draws every chart in each language of the rules, as SVG and PNG. */
export async function drawCharts(
  ports: { store: ObjectStore; renderer: Pick<Renderer, 'charts'> },
  { run }: { run: RunRef },
): Promise<{ charts: number }> {
  const input = await readReportInput(ports.store, run);
  let drawn = 0;
  for (const locale of input.rules.locales) {
    const charts = await ports.renderer.charts(input, locale);
    for (const chart of charts) {
      await ports.store.write(
        `${run.prefix}${chartPath(chart.name, locale, 'svg')}`,
        new TextEncoder().encode(chart.svg),
      );
      await ports.store.write(`${run.prefix}${chartPath(chart.name, locale, 'png')}`, chart.png);
    }
    await writeWork(
      ports.store,
      run,
      indexName(locale),
      charts.map(({ name, title, alt }) => ({ name, title, alt })),
    );
    drawn += charts.length;
  }
  return { charts: drawn };
}

/** The charts of a language as DrawCharts left them. Throws {@link WorkFileMissing} where it did not. */
export async function readCharts(store: ObjectStore, run: RunRef, locale: Locale): Promise<readonly RenderedChart[]> {
  const index = await readWork(store, run, indexName(locale), z.array(drawnChart));
  return Promise.all(
    index.map(async (chart) => {
      const svg = await store.read(`${run.prefix}${chartPath(chart.name, locale, 'svg')}`);
      const png = await store.read(`${run.prefix}${chartPath(chart.name, locale, 'png')}`);
      if (svg === undefined || png === undefined)
        throw new WorkFileMissing(`chart ${chart.name}.${locale} is gone: run DrawCharts again`);
      return { ...chart, svg: new TextDecoder().decode(svg), png };
    }),
  );
}

function chartPath(name: string, locale: Locale, extension: string): string {
  return `charts/${name}.${locale}.${extension}`;
}

function indexName(locale: Locale): string {
  return `charts.${locale}.json`;
}
