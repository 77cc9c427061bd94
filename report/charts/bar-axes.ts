import { INK } from './palette.ts';

/** A value axis that is not shown: bars carry their values themselves. */
export function hiddenScale(max?: number, gridIndex = 0) {
  return { type: 'value', gridIndex, show: false, min: 0, ...(max === undefined ? {} : { max }) };
}

/** Names down the left of horizontal bars, first on top. */
export function nameAxis(names: readonly string[], axisLabel: object, gridIndex = 0) {
  return {
    type: 'category',
    gridIndex,
    inverse: true,
    // Names may repeat; places do not.
    data: names.map((_, index) => String(index)),
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: {
      color: INK.text,
      fontSize: 12,
      formatter: (_: string, index: number) => names[index] ?? '',
      ...axisLabel,
    },
  };
}

/** The same with a faint line that the bars stand on. */
export function standingAxis(names: readonly string[], axisLabel: object, gridIndex: number) {
  const axisLine = { show: true, onZero: false, lineStyle: { color: INK.faint } };
  return { ...nameAxis(names, axisLabel, gridIndex), axisLine };
}
