const EXPONENT = String.raw`[\s\v]*([+-]?)(\d*)\.?(\d*)[eE]([+-]?\d+)[\s\v]*`;
/** Further than any column reaches, to either side of the point. */
const FAR = 400;
const MOST_ZEROS = 60;

/**
 * Macros that write a number with an exponent without one (`1.5E4` becomes `15000`). The engine's own casts of exponents to
 * decimals lose digits, round up what should be zero and refuse what they could hold; those of plain digits are exact.
 */
export const NUMBER_MACROS = `
  CREATE OR REPLACE TEMP MACRO exponent_of(digits) AS
    least(greatest(coalesce(TRY_CAST(digits AS BIGINT), CASE WHEN digits LIKE '-%' THEN -${FAR} ELSE ${FAR} END), -${FAR}), ${FAR});
  CREATE OR REPLACE TEMP MACRO shift_point(whole, fraction, places) AS
    CASE
      WHEN length(whole) + places <= 0
        THEN '0.' || repeat('0', least(-(length(whole) + places), ${MOST_ZEROS})) || whole || fraction
      WHEN places >= length(fraction) THEN whole || fraction || repeat('0', least(places - length(fraction), ${MOST_ZEROS}))
      ELSE left(whole || fraction, length(whole) + places) || '.' || substr(whole || fraction, length(whole) + places + 1)
    END;
  CREATE OR REPLACE TEMP MACRO plain_number(text) AS
    CASE WHEN (contains(text, 'e') OR contains(text, 'E')) AND regexp_full_match(text, '${EXPONENT}')
      THEN regexp_extract(text, '${EXPONENT}', 1) || shift_point(
        regexp_extract(text, '${EXPONENT}', 2), regexp_extract(text, '${EXPONENT}', 3),
        exponent_of(regexp_extract(text, '${EXPONENT}', 4)))
      ELSE text
    END;
`;

/** SQL of a text that, if it is a number, holds plain digits. */
export function plainNumber(text: string): string {
  return `plain_number(${text})`;
}

/** SQL that is true where digits hold what the engine's casts read in their own way: exponents, and underscores between digits. */
export function oddDigits(digits: string): string {
  return `contains(${digits}, 'e') OR contains(${digits}, 'E') OR contains(${digits}, '_')`;
}
