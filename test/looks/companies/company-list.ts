/**
 * Whose reports are looked at: a handful of customers, the bundled sample, a hundred thousand customers, a month without a high-risk
 * customer, names nobody hoped for, and books kept invoice by invoice (alerts, plans, everything overdue).
 */
export const COMPANIES = ['tiny', 'typical', 'huge', 'nobody', 'hostile', 'books'] as const;
/** One of them. */
export type CompanyName = (typeof COMPANIES)[number];

/** Languages every report is looked at in. */
export const LOCALES = ['en', 'zh-CN'] as const;
/** One of them. */
export type LooksLocale = (typeof LOCALES)[number];

/** True for the name of a company of the lane. */
export function isCompanyName(text: string): text is CompanyName {
  return COMPANIES.some((name) => name === text);
}

/** The companies of this run: all, or the one that was asked for. */
export function chosenCompanies(): readonly CompanyName[] {
  const only = process.env['LOOKS_ONLY'] ?? '';
  return only === '' ? COMPANIES : COMPANIES.filter((name) => name === only);
}
