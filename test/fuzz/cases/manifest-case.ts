import { join } from 'node:path';
import { stringify } from 'yaml';
import { pathFault } from '../../../core/landing/export-path.ts';
import { planLanding } from '../../../core/landing/plan-landing.ts';
import type { Dice } from '../../../core/sample/dice.ts';
import { VARIANTS } from '../base-exports.ts';
import { BASE_MANIFESTS } from '../base-manifests.ts';
import { hold, type Outcome } from '../fuzz-case.ts';
import type { FuzzLab } from '../fuzz-lab.ts';
import { mutateBytes } from '../mutate/bytes.ts';
import { oneOfOr } from '../mutate/draw.ts';
import { HOSTILE_TEXTS } from '../mutate/hostile-texts.ts';
import { HOSTILE_YAML, mutateTree, type Tree } from '../mutate/tree.ts';
import { judgeLanded } from '../oracle/judge-landed.ts';
import { holdPrototypes } from '../oracle/prototype-untouched.ts';

/**
 * One manifest changed in its keys, values or bytes, over a sound export among files with hostile names. Read, planned and, where the plan
 * stands, landed: no manifest throws, none names a file outside, none changes what objects inherit, and every row is accounted for.
 */
export async function manifestCase(lab: FuzzLab, dice: Dice): Promise<Outcome> {
  const [first] = BASE_MANIFESTS;
  hold(first !== undefined, 'no manifest to start from');
  const { profile, manifest } = oneOfOr(dice, BASE_MANIFESTS, first);
  const base = await lab.base(profile, dice.whole(0, VARIANTS - 1));
  const text = manifestText(manifest, dice);
  const reading = lab.lander.readManifest(text, 'exports.yaml');
  holdPrototypes();
  if (reading.manifest === null) return refused(reading.problems);
  const fileNames = [...[...base.tables.keys()].map((name) => `${name}.csv`), oneOfOr(dice, HOSTILE_TEXTS, 'x')];
  const plan = planLanding({ fileNames, manifest: reading.manifest, rules: lab.rules });
  const named = plan.tables.flatMap(({ files }) => files);
  hold(
    named.every((name) => fileNames.includes(name)),
    `a plan names files that the export does not have: ${named}`,
  );
  if (plan.problems.length > 0) return refused(plan.problems);
  hold(
    named.every((name) => pathFault(name) === undefined),
    `a plan reads outside the export: ${named}`,
  );
  return lab.inFolder(async (folder) => {
    const problems = [];
    for (const table of plan.tables) {
      const landed = await lab.land(table, base.folder, folder);
      await judgeLanded(lab, landed, join(folder, table.table));
      problems.push(...landed.table.problems);
    }
    return problems.length > 0 ? refused(problems) : { outcome: 'accepted, landed', checked: [] };
  });
}

function manifestText(manifest: Tree, dice: Dice): string {
  if (dice.chance(0.05)) return oneOfOr(dice, HOSTILE_YAML, '');
  const text = stringify(mutateTree(manifest, dice.whole(0, 3), dice));
  if (dice.chance(0.7)) return text;
  return mutateBytes(Buffer.from(text), dice.whole(1, 3), dice).toString('utf8');
}

function refused(problems: readonly { rule: string; message: string; fix: string }[]): Outcome {
  const [first] = problems;
  hold(first !== undefined && first.message !== '' && first.fix !== '', 'refused without a reason or a way out');
  return { outcome: `refused: ${first.rule}`, checked: [] };
}
