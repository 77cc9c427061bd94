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
const ADDRESS = /[^\s<>"'/]+@[^\s<>"'/]+\.[A-Za-z]{2,}/g;

/** Replacer for the logger's JSON: personal fields and addresses inside any text come out masked. */
export function maskPersonal(key: string, value: unknown): unknown {
  if (PERSONAL.has(key) && value !== null && value !== undefined && key !== '') return '***';
  if (typeof value === 'string') return value.replace(ADDRESS, '***@***');
  return value;
}
