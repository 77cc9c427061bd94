import { type Command, Option } from 'commander';
import type { Terminal } from '../terminal.ts';

/** The commands of the credit policy: `assess` and `clauses`. */
export function addCredit(program: Command, terminal: Terminal, set: (status: number) => void): void {
  const format = () =>
    new Option('--format <format>', 'how the answer is written').choices(['table', 'csv', 'json']).default('table');
  const locale = () => new Option('--locale <locale>', 'language of the words').choices(['zh-CN', 'en']).default('en');
  program
    .command('assess')
    .description('judge new customers by the rules: points, limit, terms, and what they follow from')
    .option('--file <file>', 'applicants, a row each (.csv or .xlsx); docs/credit-policy.md lists the columns')
    .option('--input <name=value...>', 'one applicant instead of a file, by the columns of a file')
    .addOption(format())
    .addOption(locale())
    .option('--config <file>', 'rules that overlay the shipped ones (YAML)')
    .action(async (options) => set(await (await import('./assess-command.ts')).assessCommand(options, terminal)));
  program
    .command('clauses')
    .description('hold late interest and fees of contracts against the rules')
    .requiredOption('--file <file>', 'contracts, a row each (.csv or .xlsx); docs/credit-policy.md lists the columns')
    .addOption(format())
    .addOption(locale())
    .option('--config <file>', 'rules that overlay the shipped ones (YAML)')
    .action(async (options) => set(await (await import('./clauses-command.ts')).clausesCommand(options, terminal)));
}
