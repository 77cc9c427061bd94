import { termFor } from '../messages-for.ts';
import { terms } from './terms.ts';

/** 公式的一种写法：匹配的英文，及其中文；`inner` 用于公式中的公式。 */
export type FormulaPattern = readonly [
  RegExp,
  (parts: readonly string[], inner: (formula: string) => string) => string,
];

const AGES: Readonly<Record<string, string>> = {
  before_due: '到期前',
  '1_30': '逾期1–30天',
  '31_60': '逾期31–60天',
  '61_90': '逾期61–90天',
  over_90: '逾期90天以上',
};
const CHANNELS: Readonly<Record<string, string>> = { letter: '函件', mail: '邮件', phone: '电话', visit: '上门' };
const STATES: Readonly<Record<string, string>> = {
  open: '待办',
  in_progress: '进行中',
  waiting: '等待中',
  done: '已办结',
  broken: '未兑现',
  kept: '已兑现',
  running: '履行中',
  cancelled: '已取消',
};
const OUTCOMES: Readonly<Record<string, string>> = {
  paid: '付清',
  no_longer_at_risk: '风险解除',
  not_needed: '无需处理',
  sent_to_agency: '移交机构',
  legal_action: '诉诸法律',
  written_off: '核销',
  other: '其他',
};
const REASONS: Readonly<Record<string, string>> = {
  disputed: '存在争议',
  handed_over: '已移交',
  money_on_account: '账上有款',
  plan_running: '分期履行中',
  promise_open: '承诺未到期',
  beyond_limit: '超出数量上限',
  nothing_due: '无到期款项',
  paused: '催收暂停',
};
const MEASURES: Readonly<Record<string, string>> = {
  credit_freeze: '冻结赊销',
  insurance_notice: '通知信用保险',
  payment_plan: '分期还款',
  prepayment: '预付款',
  service_limits: '限制服务',
  temporary_extension: '临时展期',
};
const CAPACITY: Readonly<Record<string, string>> = {
  beyond: '远超',
  stretch: '略超',
  within: '不超过',
  unknown: '无从比较',
  pays_nothing: '从未付款可比',
};
const RANKS: Readonly<Record<string, string>> = {
  'the score that ruled each month': '各月生效的评分',
  'overdue ÷ open amount': '逾期 ÷ 未结金额',
  'mean days late of all invoices settled by then, 0 without any': '届时全部已结发票的平均迟付天数（没有的为0）',
};

/** 随设置和数据变化的公式。 */
export const formulaPatterns: readonly FormulaPattern[] = [
  [
    /^(.+); by (the score that ruled each month|overdue ÷ open amount|mean days late of all invoices settled by then, 0 without any)$/,
    ([what = '', by = ''], inner) => `${inner(what)}；按${termFor(RANKS, by)}`,
  ],
  [
    /^customers with payment rate < ([\d.]+) % and outstanding balance > ([\d.]+)$/,
    ([rate, amount]) => `回款率 < ${rate}% 且应收余额 > ${amount} 的客户`,
  ],
  [/^invoices open and (\d+)–(\d+) days overdue$/, ([from, to]) => `逾期${from}–${to}天、未结清的发票`],
  [/^invoices open and over (\d+) days overdue$/, ([from]) => `逾期${from}天以上、未结清的发票`],
  [/^open and (\d+)–(\d+) days overdue$/, ([from, to]) => `未结清且逾期${from}–${to}天`],
  [/^open and over (\d+) days overdue$/, ([from]) => `未结清且逾期${from}天以上`],
  [/^the (\d+) customers with the most overdue, and why$/, ([count]) => `逾期金额最大的${count}户及原因`],
  [/^score ≥ ([\d.]+)$/, ([score]) => `评分 ≥ ${score}`],
  [/^score rose in each of the last (\d+) months$/, ([months]) => `最近${months}个月评分逐月上升`],
  [
    /^mean days overdue of three months ≥ ([\d.]+) days above the three before$/,
    ([days]) => `近三个月平均逾期天数比前三个月多${days}天或以上`,
  ],
  [
    /^something overdue and nothing paid in (\d+) months in a row or more$/,
    ([months]) => `有逾期且连续${months}个月或以上未付款`,
  ],
  [
    /^open amount grew ([\d.]+) % or more in three months, to its highest in a year, with something overdue$/,
    ([share]) => `未结金额三个月增长${share}%或以上、达一年最高，且有逾期`,
  ],
  [
    /^100 × (overdue |good )?loans with the (card’s|out-of-fold) score (≥|<) cut-off ÷ (overdue |good )?loans$/,
    ([kind = '', score = '', sign = '', of = '']) =>
      `100 × ${score === 'card’s' ? '评分卡得分' : '折外得分'} ${sign} 门槛分的${kind === 'overdue ' ? '逾期' : kind === 'good ' ? '良好' : ''}贷款 ÷ ${of === 'overdue ' ? '逾期' : of === 'good ' ? '良好' : ''}贷款`,
  ],
  [
    /^100 × overdue ÷ loans, of those with the (card’s|out-of-fold) score ≥ cut-off$/,
    ([score]) => `${score === 'card’s' ? '评分卡得分' : '折外得分'}不低于门槛分的贷款中，100 × 逾期 ÷ 贷款`,
  ],
  [
    /^about ten equal bands of the out-of-fold score of (\d+) loans, riskiest first; lift = overdue rate of the band ÷ overall rate$/,
    ([loans]) => `${loans}笔贷款的折外得分约十等分，风险由高到低；提升度 = 该段逾期率 ÷ 总体逾期率`,
  ],
  [/^customers at the stages 61_90 and over_90$/, () => '处于逾期61–90天和90天以上阶段的客户'],
  [/^Σ overdue and not contested at the stages 61_90 and over_90$/, () => 'Σ 逾期61–90天和90天以上阶段的无争议逾期额'],
  [
    /^customers at the stage (\w+), (\w+)$/,
    ([stage = '', strategy = '']) =>
      `${termFor(AGES, stage)}阶段的客户，${strategy === 'none' ? '无对策' : termFor(terms.strategies, strategy)}`,
  ],
  [/^customers at the stage (\w+)$/, ([stage = '']) => `${termFor(AGES, stage)}阶段的客户`],
  [/^Σ overdue and not contested at the stage (\w+)$/, ([stage = '']) => `Σ ${termFor(AGES, stage)}阶段的无争议逾期额`],
  [/^next steps by (\w+)$/, ([channel = '']) => `以${termFor(CHANNELS, channel)}进行的下一步`],
  [/^next steps of the role (\w+)$/, ([role = '']) => `由${termFor(terms.roles, role)}负责的下一步`],
  [
    /^the first (\d+) next steps: broken words first, then the largest overdue amounts$/,
    ([count]) => `前${count}项下一步：先是承诺未兑现的，再按逾期金额由大到小`,
  ],
  [/^those of them for the reason (\w+)$/, ([reason = '']) => `其中因${termFor(REASONS, reason)}的`],
  [/^customers without a letter: (\w+)$/, ([reason = '']) => `未拟函的客户：${termFor(REASONS, reason)}`],
  [/^customers for whom (\w+) is asked for$/, ([measure = '']) => `拟请求${termFor(MEASURES, measure)}的客户`],
  [
    /^agreements to pay in instalments that are (\w+) by the month.s findings$/,
    ([state = '']) => `本月查实${termFor(STATES, state)}的分期协议`,
  ],
  [
    /^open promises and instalments that are (\w+) what the customer paid a month on average$/,
    ([size = '']) => `未到期的承诺与分期：与客户月均付款相比${termFor(CAPACITY, size)}`,
  ],
  [
    /^standing or ended tasks with the cause (\w+)$/,
    ([cause = '']) => `原因为${termFor(terms.causes, cause)}的在办或已结任务`,
  ],
  [
    /^tasks that ended in the month with outcome (\w+): by the books, or by a person on a day of the month$/,
    ([outcome = '']) => `当月以“${termFor(OUTCOMES, outcome)}”告终的任务：由账面判定，或由人当月结案`,
  ],
  [/^those of them that are (\w+) after this review$/, ([state = '']) => `其中本次复盘后${termFor(STATES, state)}的`],
  [
    /^what each of the last review.s three decisions was to move\W*before, now, and its target where one was set$/,
    () => '上次复盘三项决策所针对的指标：当时、现在，以及设定的目标',
  ],
];
