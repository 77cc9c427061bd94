import type { Rules } from '../contracts/config.ts';
import type { LandingPlan, LandingProblem } from '../contracts/landing.ts';
import { MANIFEST_NAMES, planLanding } from '../landing/plan-landing.ts';
import type { ExportFiles, Lander } from '../ports/lander.ts';
import type { ObjectStore } from '../ports/object-store.ts';

/** The file whose presence says that an export was made up by `duewatch sample`. */
export const SYNTHETIC_MARKER = 'SYNTHETIC.txt';

/** Reads the export's manifest, where it has one, and decides which file is landed as which table. */
export async function planExport(
  ports: { exports: ObjectStore; lander: Pick<Lander, 'readManifest'> },
  exports: string,
  files: readonly string[],
  rules: Rules,
): Promise<LandingPlan> {
  const manifestFile = MANIFEST_NAMES.find((name) => files.includes(name));
  if (manifestFile === undefined) return planLanding({ fileNames: files, manifest: null, rules });
  const bytes = (await ports.exports.read(exports + manifestFile)) ?? new Uint8Array();
  const reading = ports.lander.readManifest(new TextDecoder().decode(bytes), manifestFile);
  if (reading.manifest === null) return unreadable(reading.problems, rules.currency);
  const plan = planLanding({ fileNames: files, manifest: reading.manifest, manifestFile, rules });
  return { ...plan, problems: [...reading.problems, ...plan.problems] };
}

function unreadable(problems: readonly LandingProblem[], currency: string): LandingPlan {
  return { profiles: [], home_currency: currency, tables: [], unused_files: [], problems };
}

/** Local files of the export behind its prefix. */
export function exportFiles(ports: { exports: ObjectStore }, exports: string): ExportFiles {
  return (file) => ports.exports.localFile(exports + file);
}

/** An export that was made up says so wherever it shows. */
export function markSynthetic(rules: Rules, files: readonly string[]): Rules {
  return files.includes(SYNTHETIC_MARKER) ? { ...rules, company: { ...rules.company, synthetic: true } } : rules;
}
