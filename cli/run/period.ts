const PERIOD = /^\d{4}-(0[1-9]|1[0-2])$/;

/** Whether a text names a month as YYYY-MM. */
export function isPeriod(text: string): boolean {
  return PERIOD.test(text);
}
