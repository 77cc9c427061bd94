/**
 * Why a feature is not in the card: `protected` never scored; `measured_only` by the rules; `no_values` blank or one value everywhere; `mostly_missing`;
 * `leakage` it alone tells overdue loans apart almost perfectly; `low_iv` says too little; `correlated` with one that says more;
 * `high_vif` explained by the others; `wrong_sign` beside the others it would work the wrong way round; `not_significant`;
 * `over_limit` there are enough better ones; `no_card` there is no card at all.
 */
export type NotSelected =
  | 'protected'
  | 'measured_only'
  | 'no_values'
  | 'mostly_missing'
  | 'leakage'
  | 'low_iv'
  | 'correlated'
  | 'high_vif'
  | 'wrong_sign'
  | 'not_significant'
  | 'over_limit'
  | 'no_card';
