import type { CategoricalColumn, LoanTable } from '../../core/domain/scorecard/loan-table.ts';

/** A stream of evenly spread numbers in (0, 1) from a seed (mulberry32). */
function stream(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const NUMBERS = 20;
const TEXTS = 10;

/** Made-up loans with 20 numbers and 10 texts, half of which have something to do with being overdue, and some blanks. */
export function madeUpLoans(loans: number, seed = 1, count = { numbers: NUMBERS, texts: TEXTS }): LoanTable {
  const random = stream(seed);
  const logOdds = new Float64Array(loans).fill(-2);
  const numeric = new Map<string, Float64Array>();
  const categorical = new Map<string, CategoricalColumn>();
  for (let feature = 0; feature < count.numbers; feature += 1) {
    numeric.set(`number_${String(feature).padStart(2, '0')}`, numbers(random, logOdds, feature));
  }
  for (let feature = 0; feature < count.texts; feature += 1) {
    categorical.set(`text_${feature}`, texts(random, logOdds, feature));
  }
  const overdue = Uint8Array.from(logOdds, (odds) => (random() < 1 / (1 + Math.exp(-odds)) ? 1 : 0));
  const gender: CategoricalColumn = {
    levels: ['female', 'male'],
    codes: Int32Array.from(overdue, () => (random() < 0.5 ? 0 : 1)),
  };
  return {
    ids: Array.from({ length: loans }, (_, row) => `L${row + 1}`),
    overdue,
    excluded: 0,
    targetDefinition: 'made up',
    numeric,
    categorical,
    protectedAttributes: new Map([['gender', gender]]),
  };
}

function numbers(random: () => number, logOdds: Float64Array, feature: number): Float64Array {
  const effect = feature % 2 === 0 ? 0.5 - feature * 0.02 : 0;
  return logOdds.map((odds, row) => {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    logOdds[row] = odds + effect * (feature % 6 === 4 ? normal * normal - 1 : normal);
    return random() < 0.03 ? Number.NaN : Math.round(1000 * Math.exp(normal / 2)) / (feature % 3 === 0 ? 100 : 1);
  });
}

function texts(random: () => number, logOdds: Float64Array, feature: number): CategoricalColumn {
  const count = [2, 3, 5, 8, 12, 20, 40, 80, 200, 4][feature] ?? 5;
  const effects = Array.from({ length: count }, () => (feature % 2 === 0 ? random() - 0.5 : 0));
  const codes = Int32Array.from(logOdds, (odds, row) => {
    const code = Math.floor(count * random() ** 1.5);
    logOdds[row] = odds + (effects[code] ?? 0);
    return random() < 0.02 ? -1 : code;
  });
  return { levels: Array.from({ length: count }, (_, code) => `T${code}`), codes };
}
