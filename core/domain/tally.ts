/** How many customers, and what they owe in 10⁻¹² units. */
export interface Tally {
  readonly count: number;
  readonly outstanding: bigint;
}

const NOTHING: Tally = { count: 0, outstanding: 0n };

/** Counts customers and sums their balances by a key; a customer whose key is null is left out. */
export function tallyBy<C extends { readonly outstanding: bigint }>(
  customers: readonly C[],
  keyOf: (customer: C) => string | null,
): (key: string) => Tally {
  const tallies = new Map<string, { count: number; outstanding: bigint }>();
  for (const customer of customers) {
    const key = keyOf(customer);
    if (key === null) continue;
    const tally = tallies.get(key);
    if (tally === undefined) tallies.set(key, { count: 1, outstanding: customer.outstanding });
    else {
      tally.count++;
      tally.outstanding += customer.outstanding;
    }
  }
  return (key) => tallies.get(key) ?? NOTHING;
}
