import type { FigureReader } from '../format/figure-reader.ts';
import type { Decision, DecisionAct } from './decision.ts';
import { fig, finding } from './finding.ts';
import {
  cutoffFinding,
  fairnessFindings,
  featureNames,
  leaks,
  powerFinding,
  readFinding,
  surpriseFindings,
  surprises,
} from './loan.ts';

function actBy(owner: DecisionAct['owner'], what: DecisionAct['what']): DecisionAct {
  return { what, owner, due: null };
}

/** The three things to know and do where the export holds loans alone: does the card separate, is it fair, does it surprise. */
export function loanDecisions(figures: FigureReader): readonly Decision[] {
  const power = powerFinding(figures);
  const cutoff = cutoffFinding(figures);
  const usable = power.key === 'loan.separates' && cutoff !== null;
  const useful = finding('act.use_cutoff', { score: fig('loan.scorecard.cutoff_score') });
  const fairness = fairnessFindings(figures);
  const surprising = surpriseFindings(figures);
  const doubtful = [...leaks(figures), ...surprises(figures)];
  const first: Decision = {
    topic: 'scorecard',
    know: power,
    because: [readFinding(), ...(cutoff ? [cutoff] : [])],
    acts: usable ? [actBy('credit_controller', useful)] : [],
  };
  const [fair, ...others] = fairness;
  const unfair = fairness.some(({ key }) => key === 'loan.unfair');
  const second: Decision[] = fair
    ? [
        {
          topic: 'fairness',
          know: fair,
          because: others,
          acts: unfair ? [actBy('legal', finding('act.review_fairness', {}))] : [],
        },
      ]
    : [];
  const [surprise, ...further] = surprising;
  const check = finding('act.check_features', { names: featureNames(doubtful) });
  const third: Decision[] = surprise
    ? [
        {
          topic: 'features',
          know: surprise,
          because: further,
          acts: doubtful.length > 0 ? [actBy('credit_controller', check)] : [],
        },
      ]
    : [];
  return [first, ...second, ...third];
}
