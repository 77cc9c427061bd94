import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { loadRules } from '../../../config/load-rules.ts';
import type { Rules } from '../../../core/contracts/config.ts';
import { DuewatchError, InvalidRules } from '../../../core/contracts/errors.ts';
import { canonicalJson } from '../../../core/domain/run-id.ts';
import { planLanding } from '../../../core/landing/plan-landing.ts';
import type { Dice } from '../../../core/sample/dice.ts';
import { hold, type Outcome } from '../fuzz-case.ts';
import type { FuzzLab } from '../fuzz-lab.ts';
import { writeFiles } from '../fuzz-lab.ts';
import { mutateBytes } from '../mutate/bytes.ts';
import { oneOfOr } from '../mutate/draw.ts';
import { HOSTILE_YAML, mutateTree } from '../mutate/tree.ts';
import { judgeLanded } from '../oracle/judge-landed.ts';
import { holdPrototypes } from '../oracle/prototype-untouched.ts';

/** Books whose days depend on the rules' time zone. */
const ZONED = `invoice_id,customer_id,invoice_date,due_date,total_amount,settled_date
1,A,2025-09-30T23:30:00Z,2025-10-30,100.00,2025-09-30 3:58:55
2,B,2025-09-01T00:00:00+05:30,2025-09-30,250.50,
`;

/**
 * One rules file changed in its keys, values or bytes, laid over the shipped rules. Either refused as InvalidRules, or complete rules that a landing
 * and a run's id can be made with.
 */
export async function rulesCase(lab: FuzzLab, dice: Dice): Promise<Outcome> {
  const text = rulesText(lab, dice);
  let rules: Rules;
  try {
    rules = loadRules(lab.shipped, [{ name: 'rules.yaml', text }]);
  } catch (error) {
    holdPrototypes();
    if (!(error instanceof DuewatchError)) throw error;
    hold(error instanceof InvalidRules, `rules refused as ${error.name}`);
    hold(error.message.includes('rules.yaml'), 'refused rules without the file');
    return { outcome: `refused: ${error.name}`, checked: [] };
  }
  holdPrototypes();
  hold(canonicalJson(rules) === canonicalJson(JSON.parse(JSON.stringify(rules))), 'rules that JSON changes');
  return lab.inFolder(async (folder) => {
    writeFiles(folder, [['invoices.csv', ZONED]]);
    const plan = planLanding({ fileNames: ['invoices.csv'], manifest: null, rules });
    const [table] = plan.tables;
    hold(table !== undefined && plan.problems.length === 0, 'sound books are refused under these rules');
    const landed = await lab.land(table, folder, join(folder, 'landed'));
    await judgeLanded(lab, landed, join(folder, 'landed', table.table));
    hold(landed.table.rows_landed === 2, 'sound rows are left out under these rules');
    return { outcome: 'accepted, landed under them', checked: [] };
  });
}

function rulesText(lab: FuzzLab, dice: Dice): string {
  if (dice.chance(0.05)) return oneOfOr(dice, HOSTILE_YAML, '');
  const text = stringify(mutateTree(parse(lab.shipped.text), dice.whole(1, 3), dice));
  return dice.chance(0.7) ? text : mutateBytes(Buffer.from(text), dice.whole(1, 3), dice).toString('utf8');
}
