/** Fields whose values name people or customers: they never reach a log. */
const PERSONAL = new Set([
  'email',
  'to',
  'from',
  'recipient',
  'recipients',
  'name',
  'customer_name',
  'owner_name',
  'raw',
  'note',
]);
/** What stands between words. */
const BETWEEN = /([\s<>"'/]+)/;

/** Replacer for the logger's JSON: personal fields and addresses inside any text come out masked. */
export function maskPersonal(key: string, value: unknown): unknown {
  if (PERSONAL.has(key) && value !== null && value !== undefined && key !== '') return '***';
  if (typeof value === 'string' && value.includes('@')) return value.split(BETWEEN).map(maskAddress).join('');
  return value;
}

/** A word with an at sign between a name and a domain. Looked at piece by piece: a pattern over the whole text could be made to take hours. */
function maskAddress(word: string): string {
  const at = word.lastIndexOf('@');
  let end = word.length;
  while (end > at && !/[A-Za-z]/.test(word[end - 1] ?? '')) end--;
  const domain = word.slice(at + 1, end);
  return at > 0 && /\.[A-Za-z]{2}/.test(domain) && !domain.startsWith('.') ? `***@***${word.slice(end)}` : word;
}
