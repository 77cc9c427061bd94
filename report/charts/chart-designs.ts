import type { Locale } from '../../core/contracts/config.ts';
import type { ReportInput } from '../../core/contracts/report-input.ts';
import { hasReceivables } from '../findings/key-figures.ts';
import { createSpeaker } from '../messages/speaker.ts';
import { watchSpeaker } from '../messages/watched-speaker.ts';
import { ageingDesign } from './ageing.ts';
import { type ChartFont, textWidth } from './chart-font.ts';
import { sourceLine } from './chart-words.ts';
import { collectionRateDesign } from './collection-rate.ts';
import { type Breadth, type ChartDesign, type ChartName, type DrawingContext, WIDTHS } from './design.ts';
import { drawSvg, measureBy } from './draw.ts';
import { largestBalancesDesign } from './largest-balances.ts';
import { loanFeaturesDesign } from './loan-features.ts';
import { loanGainsDesign } from './loan-gains.ts';
import { lossScenariosDesign } from './loss-scenarios.ts';
import { INK } from './palette.ts';
import { riskProfileDesign } from './risk-profile.ts';
import { rollRatesDesign } from './roll-rates.ts';
import { tidySvg } from './tidy-svg.ts';
import { tierExposureDesign } from './tier-exposure.ts';
import { warningCalibrationDesign } from './warning-calibration.ts';
import { warningHistoryDesign } from './warning-history.ts';
import { warningLiftDesign } from './warning-lift.ts';
import { escapeXml } from './xml.ts';

const DESIGNS: Readonly<Record<ChartName, (context: DrawingContext) => ChartDesign>> = {
  'collection-rate': collectionRateDesign,
  'risk-profile': riskProfileDesign,
  'tier-exposure': tierExposureDesign,
  'loss-scenarios': lossScenariosDesign,
  'largest-balances': largestBalancesDesign,
  ageing: ageingDesign,
  'roll-rates': rollRatesDesign,
  'warning-history': warningHistoryDesign,
  'warning-lift': warningLiftDesign,
  'warning-calibration': warningCalibrationDesign,
  'loan-features': loanFeaturesDesign,
  'loan-gains': loanGainsDesign,
};

/** Charts of every review of customers, with or without something to draw. */
const RECEIVABLES: readonly ChartName[] = [
  'collection-rate',
  'risk-profile',
  'tier-exposure',
  'loss-scenarios',
  'largest-balances',
];

/** Charts of figures that only some exports have; without those they are left out. */
const SOMETIMES: readonly ChartName[] = [
  'ageing',
  'roll-rates',
  'warning-history',
  'warning-lift',
  'warning-calibration',
  'loan-features',
  'loan-gains',
];

/** Height of the place where a chart would be that has nothing to draw. */
const EMPTY_HEIGHT = 90;

/** A design, and the figures it was made from. */
export interface DesignedChart extends ChartDesign {
  readonly figures: readonly string[];
}

/** Designs and draws the charts of a run in one language. */
export interface ChartStudio {
  readonly source: string;
  /** The charts this run has, in the order in which they are listed. */
  readonly names: readonly ChartName[];
  readonly design: (name: ChartName, breadth: Breadth) => DesignedChart;
  /** The drawing of a design; ids in it begin with the prefix. */
  readonly draw: (design: ChartDesign, breadth: Breadth, prefix: string) => string;
}

/** Opens a studio; ECharts measures text by the font from here on. */
export function chartStudio(input: ReportInput, locale: Locale, font: ChartFont): ChartStudio {
  const speaker = createSpeaker(input, locale);
  const measure = (text: string, size: number) => textWidth(text, size, font.regular);
  measureBy(font);
  const made = (name: ChartName, breadth: Breadth) => {
    const watched = watchSpeaker(speaker);
    const design = DESIGNS[name]({ input, speaker: watched.speaker, breadth, measure });
    return { ...design, figures: watched.read() };
  };
  return {
    source: sourceLine(input, speaker),
    names: [
      ...(hasReceivables(speaker.figures) ? RECEIVABLES : []),
      ...SOMETIMES.filter((name) => made(name, 'wide').option !== null),
    ],
    design: (name, breadth) => {
      const design = made(name, breadth);
      return design.option ? design : { ...design, height: EMPTY_HEIGHT, legend: [] };
    },
    draw: (design, breadth, prefix) => {
      const width = WIDTHS[breadth];
      if (design.option) return tidySvg(drawSvg(design.option, width, design.height), prefix);
      const words = escapeXml(speaker.messages.words.charts.no_data);
      return `<text x="${width / 2}" y="${design.height / 2}" text-anchor="middle" font-size="14" fill="${INK.muted}">${words}</text>`;
    },
  };
}
