/*
 * A test runner for Stryker that keeps the tests loaded: a mutant is switched on, the tests that reach it run, and it is switched off. Vitest starts
 * a worker for each mutant and loads everything in it, which takes a second and more; core/domain has some ten thousand mutants. What runs while
 * modules load, or while a test file is collected, is loaded anew for the mutants in it.
 *
 * One process sees many mutants. So a test that fails is run again without the mutant; if it fails then too, an earlier mutant left something
 * behind: everything is loaded anew, and the mutant tried again.
 */
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { PARTS } from '../parts.ts';
import { loadByGeneration } from './generations.ts';
import { type Failure, runCases } from './run-cases.ts';
import { type Case, collect } from './suites.ts';

type Counts = Record<string, number>;
/** What the mutated code and we exchange: names are Stryker's. */
interface Switch {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  mutantCoverage?: { static: Counts; perTest: Record<string, Counts> };
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
}
interface MutantRun {
  readonly testFilter?: readonly string[];
  readonly hitLimit?: number;
  readonly activeMutant: { readonly id: string };
  readonly reloadEnvironment: boolean;
}
/** Which files reach a mutant while they are collected; kept for the processes that come after the one of the first run. */
type Collected = Record<string, readonly string[]>;

const COLLECTED = '.collected-mutants.json';
const WHILE_COLLECTING = 'while collecting ';

function sharedSwitch(): Switch {
  const place = globalThis as { __stryker__?: Switch };
  place.__stryker__ ??= {};
  return place.__stryker__;
}

function testFiles(): string[] {
  const part = PARTS.find(({ name }) => name === process.env['DUEWATCH_MUTANTS']);
  if (part === undefined) throw new Error('DUEWATCH_MUTANTS names no part of test/mutants/parts.ts');
  return globSync([...part.tests]).sort();
}

class WarmRunner {
  readonly #state = sharedSwitch();
  #generation = 0;
  #loaded = new Map<string, Case[]>();
  #collected: Collected | undefined;
  #collectError: string | undefined;

  capabilities(): { reloadEnvironment: boolean } {
    return { reloadEnvironment: true };
  }

  init(): void {
    loadByGeneration(new URL('./vitest-module.ts', import.meta.url).href);
  }

  #import(file: string): Promise<unknown> {
    return import(`${pathToFileURL(file).href}?generation=${this.#generation}`);
  }

  /** Cases of these files, collected in the present generation. */
  async #cases(files: readonly string[]): Promise<Case[]> {
    const all: Case[] = [];
    for (const file of files) {
      const known =
        this.#loaded.get(file) ??
        (await collect(file, () => this.#import(file)).catch((error) => this.#broken(file, error)));
      this.#loaded.set(file, known);
      all.push(...known);
    }
    return all;
  }

  /** A file that cannot be collected has no cases; what the others say decides. */
  #broken(file: string, error: unknown): Case[] {
    this.#collectError = `${file}: ${error}`;
    return [];
  }

  #renew(): void {
    this.#generation += 1;
    this.#collectError = undefined;
    this.#loaded = new Map();
  }

  /** First the code alone, then test by test: what a file reaches while it is collected counts for each of its tests. */
  async dryRun(): Promise<object> {
    const state = this.#state;
    state.activeMutant = undefined;
    for (const code of globSync('core/domain/**/*.ts').sort()) await this.#import(code);
    const all: Case[] = [];
    for (const file of testFiles()) {
      state.currentTestId = WHILE_COLLECTING + file;
      all.push(...(await this.#cases([file])));
    }
    const tests: object[] = [];
    const shared = new Map<string, readonly string[]>();
    const failed = await runCases(all, {
      about: (ids) => {
        state.currentTestId = ids.length === 1 ? ids[0] : `shared ${shared.size}`;
        if (ids.length > 1) shared.set(`shared ${shared.size}`, ids);
      },
      timed: (id, timeSpentMs) =>
        tests.push({ id, name: id.split('#')[1], fileName: id.split('#')[0], timeSpentMs, status: 0 }),
    });
    state.currentTestId = undefined;
    if (this.#collectError !== undefined) return { status: 'error', errorMessage: this.#collectError };
    if (failed !== undefined) return { status: 'error', errorMessage: `${failed.id}: ${failed.message}` };
    return { status: 'complete', tests, mutantCoverage: this.#coverage(all, shared) };
  }

  #coverage(all: readonly Case[], shared: ReadonlyMap<string, readonly string[]>): object {
    const found = this.#state.mutantCoverage ?? { static: {}, perTest: {} };
    const perTest: Record<string, Counts> = {};
    const collected: Record<string, string[]> = {};
    const add = (id: string, counts: Counts) => {
      const own = perTest[id] ?? {};
      perTest[id] = own;
      for (const [mutant, hits] of Object.entries(counts)) own[mutant] = (own[mutant] ?? 0) + hits;
    };
    for (const [about, counts] of Object.entries(found.perTest)) {
      const file = about.startsWith(WHILE_COLLECTING) ? about.slice(WHILE_COLLECTING.length) : undefined;
      const ids =
        file === undefined
          ? (shared.get(about) ?? [about])
          : all.filter((one) => one.file === file).map(({ id }) => id);
      for (const id of ids) add(id, counts);
      if (file === undefined) continue;
      for (const mutant of Object.keys(counts)) collected[mutant] = [...(collected[mutant] ?? []), file];
    }
    writeFileSync(COLLECTED, JSON.stringify(collected));
    return { static: found.static, perTest };
  }

  #needsLoading({ activeMutant, reloadEnvironment }: MutantRun): boolean {
    this.#collected ??= existsSync(COLLECTED) ? (JSON.parse(readFileSync(COLLECTED, 'utf8')) as Collected) : {};
    return reloadEnvironment || this.#collected[activeMutant.id] !== undefined;
  }

  #switchOff(): void {
    this.#state.activeMutant = undefined;
    this.#state.hitCount = undefined;
  }

  async #attempt(run: MutantRun): Promise<{ failed: Failure | undefined; ran: Case[] }> {
    const filter = run.testFilter === undefined ? undefined : new Set(run.testFilter);
    const files =
      filter === undefined ? testFiles() : [...new Set([...filter].map((id) => id.split('#')[0] ?? ''))].sort();
    const loading = this.#needsLoading(run);
    if (loading) this.#renew();
    else await this.#cases(files);
    this.#state.hitLimit = run.hitLimit;
    this.#state.hitCount = 0;
    this.#state.activeMutant = run.activeMutant.id;
    const ran = (await this.#cases(files)).filter(({ id }) => filter?.has(id) ?? true);
    return { failed: await runCases(ran), ran };
  }

  async mutantRun(run: MutantRun): Promise<object> {
    const loading = this.#needsLoading(run);
    for (let left = 2; ; left -= 1) {
      try {
        const { failed, ran } = await this.#attempt(run);
        const broken = this.#collectError;
        const tooMany = run.hitLimit !== undefined && (this.#state.hitCount ?? 0) > run.hitLimit;
        this.#switchOff();
        if (loading) this.#renew();
        if (tooMany) return { status: 'timeout', reason: 'it ran a hundred times as often as without the mutant' };
        if (failed === undefined && broken !== undefined) return { status: 'error', errorMessage: broken };
        if (failed === undefined) return { status: 'survived', nrOfTests: ran.length };
        if (loading || left === 0 || (await this.#holdsWithout(failed, ran)))
          return { status: 'killed', killedBy: [failed.id], failureMessage: failed.message, nrOfTests: ran.length };
        this.#renew();
      } catch (error) {
        this.#switchOff();
        this.#renew();
        return { status: 'error', errorMessage: String(error) };
      }
    }
  }

  async #holdsWithout(failed: Failure, ran: readonly Case[]): Promise<boolean> {
    return (await runCases(ran.filter(({ id }) => id === failed.id))) === undefined;
  }
}

const factory = Object.assign(() => new WarmRunner(), { inject: [] });
export const strykerPlugins = [{ kind: 'TestRunner', name: 'warm', factory }];
