import { hold } from '../fuzz-case.ts';

const BEFORE = names();

function names(): string {
  const objects = [Object.prototype, Array.prototype, Function.prototype, String.prototype, Map.prototype];
  return objects.map((object) => Reflect.ownKeys(object).map(String).sort().join()).join(';');
}

/** Holds that what every object inherits is as it was when the process began. */
export function holdPrototypes(): void {
  hold(names() === BEFORE, 'a prototype that every object inherits has been changed');
  hold(!('polluted' in {}), 'every object has got a property of the input');
}
