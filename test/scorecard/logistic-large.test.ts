import { describe, expect, it } from 'vitest';
import { codedDesign } from '../../core/domain/scorecard/design.ts';
import { fitLogistic } from '../../core/domain/scorecard/logistic.ts';
import { evenStream } from './made-up-book.ts';

describe('fitLogistic of a large book', () => {
  it('gives the same where the curvature is measured on a sample', () => {
    const random = evenStream(5);
    const n = 200_000;
    const codes = Uint8Array.from({ length: n }, () => Math.floor(4 * random()));
    const standsFor = Float64Array.from([-1, -0.2, 0.4, 1.1]);
    const overdue = Uint8Array.from(codes, (code) =>
      random() < 1 / (1 + Math.exp(1.5 - 0.8 * (standsFor[code] ?? 0))) ? 1 : 0,
    );
    const rows = Uint32Array.from(codes.keys());
    const fit = fitLogistic(codedDesign([{ codes, standsFor }], rows), overdue);
    const bads = [0, 1, 2, 3].map((code) =>
      overdue.reduce((sum, bad, row) => sum + (codes[row] === code ? bad : 0), 0),
    );
    const score = [0, 1, 2, 3].reduce((sum, code) => {
      const count = codes.reduce((all, other) => all + (other === code ? 1 : 0), 0);
      const chance =
        1 / (1 + Math.exp(-(fit.coefficients[0] ?? 0) - (fit.coefficients[1] ?? 0) * (standsFor[code] ?? 0)));
      return sum + (standsFor[code] ?? 0) * ((bads[code] ?? 0) - count * chance);
    }, 0);
    expect(fit.converged).toBe(true);
    expect(Math.abs(score)).toBeLessThan(1e-4);
    expect(fit.coefficients[1]).toBeCloseTo(0.8, 1);
  });
});
