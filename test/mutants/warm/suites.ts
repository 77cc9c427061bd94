/*
 * The part of vitest's API that the tests of core/domain use: suites and cases are collected here, and can then be run any number of times in one
 * process. `expect` is vitest's own (vitest-module.ts).
 */

type Step = () => unknown;
interface Hooks {
  readonly beforeAll: Step[];
  readonly afterAll: Step[];
  readonly beforeEach: Step[];
  readonly afterEach: Step[];
}
export interface Suite {
  readonly name: string;
  readonly parent: Suite | undefined;
  readonly hooks: Hooks;
}
export interface Case {
  readonly id: string;
  readonly file: string;
  readonly suite: Suite;
  readonly run: Step;
}

type Body<A extends unknown[]> = (...given: A) => unknown;
type Named = <A extends unknown[]>(name: string, ...rest: readonly (Body<A> | object | number)[]) => void;
interface Definer extends Named {
  each: (rows: readonly unknown[]) => (name: string, ...rest: readonly (Body<unknown[]> | object | number)[]) => void;
}

const none = (): Hooks => ({ beforeAll: [], afterAll: [], beforeEach: [], afterEach: [] });
let cases: Case[] = [];
let file = '';
let finishing: Step[] = [];
let current: Suite = { name: '', parent: undefined, hooks: none() };

/** From outermost to innermost. */
export function chain(suite: Suite | undefined): Suite[] {
  return suite === undefined ? [] : [...chain(suite.parent), suite];
}

/** Collects what one file defines while `load` runs. */
export async function collect(name: string, load: () => Promise<unknown>): Promise<Case[]> {
  cases = [];
  file = name;
  current = { name: '', parent: undefined, hooks: none() };
  await load();
  return cases;
}

function bodyOf(rest: readonly (Body<unknown[]> | object | number)[]): Body<unknown[]> {
  const body = rest.find((each): each is Body<unknown[]> => typeof each === 'function');
  if (body === undefined) throw new TypeError('A test without a body');
  return body;
}

function define(name: string, run: Step): void {
  const title = [...chain(current).map((suite) => suite.name), name].filter((part) => part !== '').join(' > ');
  const same = cases.filter(({ id }) => id.startsWith(`${file}#${title}`)).length;
  cases.push({ id: `${file}#${title}${same === 0 ? '' : ` (${same + 1})`}`, file, suite: current, run });
}

function group(name: string, run: Step): void {
  const outer = current;
  current = { name, parent: outer, hooks: none() };
  try {
    run();
  } finally {
    current = outer;
  }
}

function definer(take: (name: string, run: Step) => void): Definer {
  const plain: Named = (name, ...rest) => take(name, () => bodyOf(rest as readonly object[])());
  return Object.assign(plain, {
    each:
      (rows: readonly unknown[]) =>
      (name: string, ...rest: readonly (Body<unknown[]> | object | number)[]) => {
        for (const [at, row] of rows.entries())
          take(`${name} [${at}]`, () => bodyOf(rest)(...(Array.isArray(row) ? row : [row])));
      },
  });
}

export const it = definer(define);
export const test = definer(define);
export const describe = definer(group);
const hook = (kind: keyof Hooks) => (step: Step) => {
  current.hooks[kind].push(step);
};
export const beforeAll = hook('beforeAll');
export const afterAll = hook('afterAll');
export const beforeEach = hook('beforeEach');
export const afterEach = hook('afterEach');

/** Something to tidy up after the case under way. */
export function onTestFinished(step: Step): void {
  finishing.push(step);
}

export async function tidyUp(): Promise<void> {
  const steps = finishing;
  finishing = [];
  for (const step of steps.toReversed()) await step();
}
