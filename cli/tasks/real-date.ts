import { z } from 'zod';
import { WrongUsage } from '../../core/contracts/errors.ts';

/** A date as an option gives it. Throws {@link WrongUsage} for what the calendar does not have. */
export function realDate(text: string, option: string): string {
  if (z.iso.date().safeParse(text).success) return text;
  throw new WrongUsage(`${option} takes a date such as 2025-11-30, not ${JSON.stringify(text)}`);
}
