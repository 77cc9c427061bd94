import { findings } from './en/findings.ts';
import { words } from './en/interface.ts';
import { labels } from './en/labels.ts';
import { notes } from './en/notes.ts';
import { terms } from './en/terms.ts';

/** The English catalogue. Its shape is the shape every language has to fill. */
export const en = { terms, notes, findings, labels, words };
