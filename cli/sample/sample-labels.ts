import { stringify } from 'yaml';
import type { Sample } from '../../core/sample/sample.ts';

/** The rules that go with a sample: its company's name and the mark that every artefact shows. Give it with --config. */
export const SAMPLE_RULES = 'rules.yaml';

const LABEL = 'SYNTHETIC DATA, made up by `duewatch sample`. 虚构数据，由 duewatch sample 生成。';

/** The manifest, labelled in a comment: its keys are fixed. */
export function manifestText(sample: Sample): string {
  return `# ${LABEL}\n${stringify({ profile: sample.options.profile, home_currency: sample.currency })}`;
}

/** The overlay for --config that marks a run over this sample as synthetic. */
export function rulesText(sample: Sample): string {
  return `# ${LABEL}\n${stringify({ company: { name: sample.company, synthetic: true }, currency: sample.currency })}`;
}

/** What a person reads who finds the folder. */
export function markerText(sample: Sample): string {
  const { profile, customers, months, seed, lastMonth } = sample.options;
  return `${LABEL}

No person, company, invoice or payment in this folder exists. All addresses end in example.com.
本文件夹中的人员、公司、发票和付款均不存在。所有邮箱地址均以 example.com 结尾。

company   ${sample.company}
profile   ${profile}
customers ${customers}
months    ${months}, the newest is ${lastMonth}
seed      ${seed}

The same options write the same bytes again. To review it:
  npx duewatch run --exports <this folder> --period ${lastMonth} --store <a folder> --config <this folder>/${SAMPLE_RULES}
${sample.planted === null ? '' : '\ntruth/planted.csv lists the customers that were made to fail, and when. It is the answer sheet, not part of the export.\n'}`;
}
