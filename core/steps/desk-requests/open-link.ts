import { type DeskForm, type DeskLink, readForm, readLink, type TokenReading } from '../../domain/desk/desk-link.ts';
import type { DeskKeys } from '../../ports/link-keys.ts';
import { type DeskMoment, secondsOf } from './desk-ports.ts';

/** What a link opens, or why it opens nothing. */
export function openLink(keys: DeskKeys, token: string | null, moment: DeskMoment): TokenReading<DeskLink> {
  return readLink(token, checkOf(keys, moment));
}

/** What a form may change, or why nothing. */
export function openForm(keys: DeskKeys, token: string | null, moment: DeskMoment): TokenReading<DeskForm> {
  return readForm(token, checkOf(keys, moment));
}

function checkOf({ store, current, previous }: DeskKeys, moment: DeskMoment) {
  return { store, keys: [current, ...previous], now: secondsOf(moment.now) };
}
