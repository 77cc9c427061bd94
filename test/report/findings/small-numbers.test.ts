import { describe, expect, it } from 'vitest';
import { deskReviewFindings } from '../../../report/findings/desk-review.ts';
import { curedCells, reviewFindings } from '../../../report/findings/review.ts';
import { cellPhrase } from '../../../report/findings/section-table.ts';
import { plainText } from '../../../report/messages/phrase.ts';
import { createSpeaker } from '../../../report/messages/speaker.ts';
import { figure } from '../fixtures/figures.ts';
import { makeInput } from '../fixtures/report-input.ts';

/** Of so many customers one is cured; of so many promises one was kept. */
function monthOf(customers: number) {
  const base = 'review.strategy.active_collection';
  const arm = (name: string) => ({
    [`review.treatment.active_collection.${name}.customers`]: figure(customers, 'count'),
    [`review.treatment.active_collection.${name}.cured.count`]: figure(1, 'count'),
    [`review.treatment.active_collection.${name}.cured_pct`]: figure(100 / customers, 'pct'),
  });
  return makeInput({
    earlier: true,
    figures: {
      [`${base}.customers`]: figure(customers, 'count'),
      [`${base}.cured.count`]: figure(1, 'count'),
      [`${base}.cured_pct`]: figure(100 / customers, 'pct'),
      [`${base}.cured_low_pct`]: figure(5, 'pct'),
      [`${base}.cured_high_pct`]: figure(90, 'pct'),
      ...arm('treated'),
      ...arm('untreated'),
      'review.treatment.active_collection.p_value': figure(1, 'fraction'),
      'desk.tasks.standing.count': figure(customers, 'count'),
      'desk.tasks.open.count': figure(0, 'count'),
      'desk.words.kept.count': figure(1, 'count'),
      'desk.words.broken.count': figure(customers - 1, 'count'),
      'desk.words.kept_pct': figure(100 / customers, 'pct'),
      'desk.words.kept_low_pct': figure(5, 'pct'),
      'desk.words.kept_high_pct': figure(90, 'pct'),
    },
  });
}

function told(customers: number, locale: 'en' | 'zh-CN') {
  const input = monthOf(customers);
  const speaker = createSpeaker(input, locale);
  const findings = [...reviewFindings(input), ...deskReviewFindings(input)];
  return findings.filter(({ key }) => /cured|treatment|words/.test(key)).map((each) => plainText(speaker.say(each)));
}

describe('a handful of cases', () => {
  it('is told in counts: a share of two says no more than the two', () => {
    const sentences = told(2, 'en').filter((text) => /Active collection|Promises/.test(text));
    expect(sentences).toEqual([
      expect.stringMatching(/^Active collection: 1 of 2 cured, .* recovered; too few for a share\.$/),
      'Promises and instalments that came due: 1 kept, 1 broken.',
      'Active collection: 1 of the 2 worked on are cured, 1 of the 2 nobody worked on. Too few to compare.',
    ]);
    expect(sentences.join(' ')).not.toContain('%');
    expect(
      told(2, 'zh-CN')
        .filter((text) => /^积极催收/.test(text))
        .join(''),
    ).not.toContain('%');
  });

  it('stands as counts in the table too', () => {
    const cells = (customers: number) =>
      curedCells(createSpeaker(monthOf(customers), 'en'), 'active_collection').map((cell) =>
        plainText(cellPhrase(cell)),
      );
    expect(cells(2)).toEqual(['1 of 2', '–']);
    expect(cells(5)).toEqual(['20.0%', '5.0% – 90.0%']);
  });

  it('becomes a share from five on', () => {
    expect(told(5, 'en').filter((text) => text.startsWith('Active collection'))[0]).toMatch(/20\.0% of 5 cured/);
  });
});
