import type { Dice } from '../../../core/sample/dice.ts';
import { oneOfOr } from './draw.ts';
import { HOSTILE_TEXTS } from './hostile-texts.ts';

/** What YAML and JSON can hold. */
export type Tree = string | number | boolean | null | readonly Tree[] | { readonly [key: string]: Tree };

const VALUES: readonly Tree[] = [
  ...HOSTILE_TEXTS,
  null,
  true,
  false,
  0,
  -1,
  1e308,
  Number.MAX_SAFE_INTEGER,
  0.1,
  [],
  {},
  [[]],
  [null],
  ['ledger', 'loans'],
  { constructor: 'x' },
  { prototype: {} },
];
const KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '',
  ' ',
  'file',
  'x',
  '\u0000',
  '<<',
];

/** A value with one random change somewhere inside. */
function changed(value: Tree, dice: Dice): Tree {
  if (Array.isArray(value)) return changedList(value, dice);
  if (value === null || typeof value !== 'object') return oneOfOr(dice, VALUES, null);
  const entries = Object.entries(value);
  if (entries.length === 0 || dice.chance(0.1)) {
    return Object.fromEntries([...entries, [oneOfOr(dice, KEYS, 'x'), oneOfOr(dice, VALUES, null)]]);
  }
  const at = dice.whole(0, entries.length - 1);
  const how = dice.between(0, 1);
  const next = entries.flatMap(([key, held], index): [string, Tree][] => {
    if (index !== at) return [[key, held]];
    if (how < 0.1) return [];
    if (how < 0.2) return [[oneOfOr(dice, KEYS, 'x'), held]];
    return [[key, how < 0.35 ? oneOfOr(dice, VALUES, null) : changed(held, dice)]];
  });
  return Object.fromEntries(next);
}

function changedList(list: readonly Tree[], dice: Dice): Tree {
  if (list.length === 0 || dice.chance(0.2)) return [...list, oneOfOr(dice, VALUES, null)];
  const at = dice.whole(0, list.length - 1);
  return dice.chance(0.2)
    ? list.filter((_, index) => index !== at)
    : list.map((held, index) => (index === at ? changed(held, dice) : held));
}

/** A tree with so many random changes. */
export function mutateTree(tree: Tree, times: number, dice: Dice): Tree {
  let next = tree;
  for (let time = 0; time < times; time++) next = changed(next, dice);
  return next;
}

const WIDE = `a: &a [${'x, '.repeat(9)}x]\n${'bcdefghi'
  .split('')
  .map(
    (name, index) => `${name}: &${name} [${`*${'abcdefghi'[index] ?? 'a'}, `.repeat(9)}*${'abcdefghi'[index] ?? 'a'}]`,
  )
  .join('\n')}\n`;

/** YAML that has broken readers elsewhere. */
export const HOSTILE_YAML: readonly string[] = [
  WIDE,
  'a: &a { b: *a }\n',
  '? [profile, x]\n: y\n',
  'profile: !!js/function "function () { return 1 }"\n',
  'profile: !!binary aGVsbG8=\n',
  '<<: { profile: ledger }\n',
  '"__proto__": { polluted: yes }\nprofile: ledger\n',
  'constructor: { prototype: { polluted: yes } }\nprofile: ledger\n',
  `${'['.repeat(5000)}\n`,
  `${'a: {'.repeat(800)}\n`,
  `${'- '.repeat(2000)}x\n`,
  'profile: ledger\nprofile: loans\n',
  '%YAML 9.9\n---\nprofile: ledger\n',
  '---\nprofile: ledger\n---\nprofile: loans\n',
  '\uFEFFprofile: ledger\n',
  'profile: "\\uD800"\n',
  '',
  '\n',
  '# nothing\n',
  '~\n',
  '42\n',
  '[]\n',
];
