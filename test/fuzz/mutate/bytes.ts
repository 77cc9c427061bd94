import type { Dice } from '../../../core/sample/dice.ts';
import { oneOfOr } from './draw.ts';

const SPECIAL = [
  '"',
  ',',
  ';',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '\0',
  '\\',
  ' ',
  '""',
  '\n\n',
  "'",
  '\uFEFF',
  ':',
  '#',
  '&',
  '*',
];
/** Halves of characters and bytes that no UTF-8 text holds. */
const BROKEN = [0xc3, 0x80, 0xff, 0xfe, 0xe2, 0xed];

type Change = (bytes: Buffer, at: number, dice: Dice) => Buffer;

const CHANGES: readonly Change[] = [
  (bytes, at, dice) => {
    const copy = Buffer.from(bytes);
    if (copy.length > 0) copy[Math.min(at, copy.length - 1)] = dice.whole(0, 255);
    return copy;
  },
  (bytes, at, dice) => insert(bytes, at, Buffer.from(oneOfOr(dice, SPECIAL, '"'))),
  (bytes, at, dice) => insert(bytes, at, Buffer.from(oneOfOr(dice, SPECIAL, '"'))),
  (bytes, at, dice) => insert(bytes, at, Buffer.from([oneOfOr(dice, BROKEN, 0xff)])),
  (bytes, at, dice) => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + dice.whole(1, 40))]),
  (bytes, at, dice) => insert(bytes, at, bytes.subarray(at, at + dice.whole(1, 200))),
  (bytes, at) => bytes.subarray(0, at),
  (bytes, at) => Buffer.concat([bytes.subarray(at), bytes.subarray(0, at)]),
  (bytes, at, dice) => insert(bytes, at, Buffer.alloc(dice.whole(1, 4000), 'x')),
];

function insert(bytes: Buffer, at: number, what: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), what, bytes.subarray(at)]);
}

/** Bytes with so many random changes: flips, special characters, cuts, copies, a truncation. */
export function mutateBytes(bytes: Buffer, times: number, dice: Dice): Buffer {
  let changed = bytes;
  for (let time = 0; time < times; time++) {
    const change = oneOfOr(dice, CHANGES, (all) => all);
    changed = change(changed, dice.whole(0, Math.max(0, changed.length)), dice);
  }
  return changed;
}
