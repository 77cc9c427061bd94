import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FileLinkKeys } from '../../adapters/embedded/file-link-keys.ts';
import { FolderObjectStore } from '../../adapters/embedded/folder-object-store.ts';
import type { RunRef } from '../../core/contracts/states.ts';
import { composeReport } from '../../core/steps/compose-report.ts';
import { drawCharts } from '../../core/steps/draw-charts.ts';
import { writeReportInput } from '../../core/steps/report-input-file.ts';
import { createRenderer } from '../../report/renderer.ts';
import { PDF_FONTS } from '../report/fixtures/pdf-fonts.ts';
import { makeInput } from '../report/fixtures/report-input.ts';

const RUN: RunRef = {
  id: '2026-06-4f7a1c',
  period: '2026-06',
  revision: 1,
  prefix: 'runs/2026-06/2026-06-4f7a1c/',
  work: 'work/2026-06-4f7a1c/',
  exports: '',
  startedAt: '2026-07-02T06:00:00.000Z',
  owner: 'test',
  dryRun: false,
  resend: false,
  version: '0.1.0',
};

/** Composes the mails of a run whose workbook is so many bytes larger than it is; the real one of so many customers takes a minute to make. */
async function mails(padding: number) {
  const folder = await mkdtemp(join(tmpdir(), 'duewatch-compose-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const store = new FolderObjectStore(folder);
  const real = createRenderer(async () => PDF_FONTS);
  const renderer = {
    ...real,
    workbook: async (input: Parameters<typeof real.workbook>[0]) =>
      Buffer.concat([await real.workbook(input), new Uint8Array(padding)]),
  };
  await writeReportInput(store, RUN, makeInput());
  await drawCharts({ store, renderer }, { run: RUN });
  await composeReport({ store, renderer, desk: { keys: new FileLinkKeys(folder) } }, { run: RUN });
  const keys = await store.list(`${RUN.prefix}outbox/`);
  return Promise.all(keys.map(async (key) => (await store.read(key)) ?? new Uint8Array()));
}

describe('the mails of a report', () => {
  it('carry PDF and workbook', async () => {
    const [raw = new Uint8Array()] = await mails(0);
    const { attachments, text = '' } = await new PostalMime().parse(raw);
    const files = attachments.flatMap(({ filename, disposition }) => (disposition === 'attachment' ? [filename] : []));
    expect(files).toEqual(['duewatch-2026-06.en.pdf', 'duewatch-2026-06.xlsx']);
    expect(text).not.toContain('too large');
  });

  it('leave out a workbook that is too large for a mail, and say in each language where it lies', async () => {
    const raws = await mails(9_000_000);
    const read = await Promise.all(raws.map((raw) => new PostalMime().parse(raw)));
    for (const { attachments } of read)
      expect(attachments.some(({ filename }) => filename?.endsWith('.xlsx'))).toBe(false);
    const squeezed = read.map(({ text = '' }) => text.replace(/\s+/g, ''));
    const place = 'runs/2026-06/2026-06-4f7a1c/workbook.xlsx';
    expect(squeezed[0]).toContain(`istoolargeforamail.Itlieswiththerun,at${place}`);
    expect(squeezed[1]).toContain(`过大，未随信发送；存放于本次运行的目录：${place}`);
    for (const { html = '' } of read) expect(html).toContain(place);
    for (const raw of raws) expect(raw.byteLength).toBeLessThan(10_000_000);
  });
});
