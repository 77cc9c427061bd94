import type { Figure, FigureRow, Figures } from '../../core/contracts/figure.ts';

/** Reads figures by id with the type they should have; null where one is absent, not computed or of another type. */
export interface FigureReader {
  readonly get: (id: string) => Figure | undefined;
  /** True where the figure is there and has a value. */
  readonly has: (id: string) => boolean;
  /** A number, or money as a number: for comparing only, never for showing or adding. */
  readonly number: (id: string) => number | null;
  readonly text: (id: string) => string | null;
  readonly rows: (id: string) => readonly FigureRow[];
  /** Ids that begin with the prefix, in order of code points. */
  readonly ids: (prefix: string) => readonly string[];
}

function isRow(cell: unknown): cell is FigureRow {
  return typeof cell === 'object' && cell !== null && !Array.isArray(cell);
}

/** A reader over the figures of a run. */
export function figureReader(figures: Figures): FigureReader {
  const get = (id: string): Figure | undefined => (Object.hasOwn(figures, id) ? figures[id] : undefined);
  const value = (id: string) => get(id)?.value ?? null;
  return {
    get,
    has: (id) => value(id) !== null,
    number: (id) => {
      const found = value(id);
      if (found === null || typeof found === 'object' || typeof found === 'boolean' || found === '') return null;
      const number = Number(found);
      return Number.isFinite(number) ? number : null;
    },
    text: (id) => {
      const found = value(id);
      return typeof found === 'string' ? found : null;
    },
    rows: (id) => {
      const found = value(id);
      return Array.isArray(found) ? found.filter(isRow) : [];
    },
    ids: (prefix) =>
      Object.keys(figures)
        .filter((id) => id.startsWith(prefix))
        .sort(),
  };
}
