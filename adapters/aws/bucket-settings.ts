import { loadRules, type RulesFile } from '../../config/load-rules.ts';
import type { Rules } from '../../core/contracts/config.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import type { Settings } from '../../core/ports/settings.ts';

/** Where a company's own rules lie in the bucket; they overlay the shipped ones. */
export const COMPANY_RULES = 'config/rules.yaml';

/** The shipped rules, overlaid by the company's file in the bucket where there is one. */
export class BucketSettings implements Settings {
  readonly #store: ObjectStore;
  readonly #shipped: RulesFile;

  constructor(store: ObjectStore, shipped: RulesFile) {
    this.#store = store;
    this.#shipped = shipped;
  }

  async rules(): Promise<Rules> {
    const own = await this.#store.read(COMPANY_RULES);
    const overlays = own === undefined ? [] : [{ name: COMPANY_RULES, text: new TextDecoder().decode(own) }];
    return loadRules(this.#shipped, overlays);
  }
}
