import type { FigureReader } from '../format/figure-reader.ts';
import type { Speaker } from './speaker.ts';

/** A speaker that remembers which figures were looked at. */
export interface WatchedSpeaker {
  readonly speaker: Speaker;
  /** Ids of the figures that were looked at and are there, in order of code points. */
  readonly read: () => readonly string[];
}

/** Watches a speaker, so that whoever draws or writes with it need not say which figures that took. */
export function watchSpeaker(speaker: Speaker): WatchedSpeaker {
  const ids = new Set<string>();
  const seen = <T>(id: string, value: T): T => {
    ids.add(id);
    return value;
  };
  const { figures } = speaker;
  const watched: FigureReader = {
    get: (id) => seen(id, figures.get(id)),
    has: (id) => seen(id, figures.has(id)),
    number: (id) => seen(id, figures.number(id)),
    text: (id) => seen(id, figures.text(id)),
    rows: (id) => seen(id, figures.rows(id)),
    ids: figures.ids,
  };
  return {
    speaker: {
      ...speaker,
      figures: watched,
      figure: (id, style) => seen(id, speaker.figure(id, style)),
      cell: (id, row, field, style) => seen(id, speaker.cell(id, row, field, style)),
      say: (finding) => {
        const phrase = speaker.say(finding);
        for (const part of phrase) if (typeof part === 'object' && part.id !== undefined) ids.add(part.id);
        return phrase;
      },
    },
    read: () => [...ids].filter((id) => figures.has(id)).sort(),
  };
}
