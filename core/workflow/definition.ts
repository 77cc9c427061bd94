import { DuewatchError } from '../contracts/errors.ts';

/** The state machine's file names something that nobody gives a value for. */
export class DefinitionIncomplete extends DuewatchError {
  override name = 'DefinitionIncomplete';
}

/** Values for the `${Name}` places of the state machine's file. */
export type Substitutions = Readonly<Record<string, string>>;

const PLACE = /\$\{([A-Za-z0-9]+)\}/g;

/** The names of all places in the definition, each once, sorted. */
export function placesOf(definition: string): readonly string[] {
  return [...new Set([...definition.matchAll(PLACE)].map((match) => match[1] ?? ''))].sort();
}

/**
 * Fills the places of the definition as CloudFormation does: plain text replacement. Values must therefore come JSON-escaped already
 * ({@link jsonText}, {@link formatText}). Throws {@link DefinitionIncomplete} for a place without a value.
 */
export function fillDefinition(definition: string, values: Substitutions): string {
  return definition.replace(PLACE, (_place, name: string) => {
    const value = values[name];
    if (value === undefined)
      throw new DefinitionIncomplete(`the state machine has a place \${${name}} that nothing fills`);
    return value;
  });
}

/** A text for a place inside a JSON string. */
export function jsonText(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/**
 * A text for a place inside the template of a `States.Format('…')`, which is itself inside a JSON string. Interpreters disagree on a
 * backslash there, so a text with one is refused.
 */
export function formatText(text: string): string {
  if (text.includes('\\')) throw new DefinitionIncomplete('a query that is unloaded must not contain a backslash');
  return jsonText(text.replace(/['{}]/g, (character) => `\\${character}`));
}

/** `high_risk_customers` → `HighRiskCustomers`: how a query is called in the state machine. */
export function stateNameOf(query: string): string {
  return query
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** The places that a query fills: `Sql<Name>` as a whole query, `Format<Name>` inside a `States.Format` template. */
export function queryPlaces(query: string, text: string): Substitutions {
  return { [`Sql${stateNameOf(query)}`]: jsonText(text), [`Format${stateNameOf(query)}`]: formatText(text) };
}

/** Name of a query by its path: `queries/derive/ledger/ledger_invoice.sql` → `ledger_ledger_invoice`; `common` leaves no trace. */
export function derivationName(path: string): string {
  return path
    .replace(/^queries\//, '')
    .replace(/\.sql$/, '')
    .replace(/^derive\/(common\/)?/, '')
    .replaceAll('/', '_');
}
