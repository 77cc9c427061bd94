import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const CACHE = join(import.meta.dirname, '..', '..', '.cache', 'scorecard-tools');
const PACKAGES = {
  optbinning: ['optbinning==1.0.0'],
  scorecardpy: ['scorecardpy==0.1.9.7', 'pandas<3', 'scikit-learn', 'setuptools<81'],
} as const;

/** An open scorecard tool that the bench sets ours beside. */
export type Tool = keyof typeof PACKAGES;
export const TOOLS: readonly Tool[] = ['optbinning', 'scorecardpy'];

/** A loan book as the tools get it: columns as texts, which of them are numbers, the outcome, the fold of each loan in every round. */
export interface ToolJob {
  readonly columns: Readonly<Record<string, readonly string[]>>;
  readonly numeric: readonly string[];
  readonly overdue: readonly number[];
  readonly rounds: readonly (readonly number[])[];
}

function pythonOf(tool: Tool, python3: string): string {
  const dir = join(CACHE, tool);
  const python = join(dir, 'bin', 'python');
  if (!existsSync(python)) {
    execFileSync(python3, ['-m', 'venv', dir], { stdio: 'inherit' });
    execFileSync(python, ['-m', 'pip', 'install', '-q', ...PACKAGES[tool]], { stdio: 'inherit' });
  }
  return python;
}

/** What the tool says of the job, as JSON text. Installs the tool under .cache/ the first time. */
export function askTool(tool: Tool, job: ToolJob, python3: string, what: 'odds' | 'seconds' = 'odds'): string {
  mkdirSync(CACHE, { recursive: true });
  const file = join(CACHE, `job-${process.pid}.json`);
  writeFileSync(file, JSON.stringify(job));
  try {
    return execFileSync(pythonOf(tool, python3), [join(import.meta.dirname, 'open_tools.py'), tool, file, what], {
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } finally {
    rmSync(file);
  }
}
