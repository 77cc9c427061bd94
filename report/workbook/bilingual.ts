import type { Locale } from '../../core/contracts/config.ts';
import type { ReportInput } from '../../core/contracts/report-input.ts';
import type { Messages } from '../messages/messages.ts';
import { createSpeaker, type Speaker } from '../messages/speaker.ts';
import { type WorkbookWords, workbookWords } from '../messages/workbook-words.ts';

/** All words of one language that the workbook may use. */
export interface Tongue {
  readonly locale: Locale;
  readonly messages: Messages;
  readonly book: WorkbookWords;
  readonly speaker: Speaker;
}

/** Says the same thing in each language of the run, the first language first. */
export interface Bilingual {
  readonly tongues: readonly Tongue[];
  /** On one line: `回款率 · Payment rate`. What is the same in both is said once. */
  readonly say: (pick: (tongue: Tongue) => string) => string;
  /** On two lines, for the head of a column. */
  readonly head: (pick: (tongue: Tongue) => string) => string;
  /** As the name of a sheet: `评分 Score`. */
  readonly sheetName: (pick: (words: WorkbookWords) => string) => string;
}

const LONGEST_SHEET_NAME = 31;

/** The languages of a run's report, for the one workbook that all its readers share. */
export function createBilingual(input: ReportInput): Bilingual {
  const locales = [...new Set(input.rules.locales)];
  const tongues = locales.map((locale): Tongue => {
    const speaker = createSpeaker(input, locale);
    return { locale, speaker, messages: speaker.messages, book: workbookWords(locale) };
  });
  const join = (gap: string) => (pick: (tongue: Tongue) => string) => [...new Set(tongues.map(pick))].join(gap);
  const spaced = join(' ');
  return {
    tongues,
    say: join(' · '),
    head: join('\n'),
    sheetName: (pick) =>
      spaced((tongue) => pick(tongue.book))
        .replace(/[[\]:*?/\\]/g, ' ')
        .slice(0, LONGEST_SHEET_NAME),
  };
}
