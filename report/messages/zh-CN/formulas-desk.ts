/** 信用额度、催收台、催收计划与升级处理各指标计算公式的中文说法。 */
export const deskFormulas: Readonly<Record<string, string>> = {
  // 信用额度
  'customers with a limit or in the high-risk group': '有额度或属高风险的客户',
  'customers of strategic retention whose band asks for a freeze: the freeze holds first':
    '属战略挽留而分段要求冻结的客户：先按冻结执行',
  'customers whose supply on credit is held by this first': '首先因此暂停赊销的客户',
  'largest exposures with a limit, or held: what is owed, the limit, the proposal':
    '有额度或已暂停赊销的最大敞口：欠款、额度与建议',
  'Σ overdue amount × days overdue × the set rate a year ÷ 365 ÷ 100: simple interest from the due date':
    'Σ 逾期金额 × 逾期天数 × 设定年利率 ÷ 365 ÷ 100：自到期日起按单利',
  'customers with a limit': '有额度的客户',
  'the period’s month is one of those in which limits are looked at': '报告期所在月份是否为额度复核月',
  "the period's month is one of those in which limits are looked at": '报告期所在月份是否为额度复核月',
  'Σ outstanding balance of customers with a limit': 'Σ 有额度客户的应收余额',
  'next month whose review looks at limits': '下一个额度复核月',
  'Σ limit': 'Σ 额度',
  'exposure ÷ limits × 100': '敞口 ÷ 额度 × 100',
  'high-risk customers without a limit': '没有额度的高风险客户',
  'Σ (outstanding balance − limit) of these customers': 'Σ 这些客户的（应收余额 − 额度）',
  'customers who owe more than their limit': '欠款超过额度的客户',
  'proposals that a person declined: who, when, and what was said': '被否决的建议：何人、何时、理由',
  'customers whose last proposal was declined: the limit stands by a person’s decision':
    '上次建议被否决的客户：额度依人的决定维持',
  'limits whose wished change is beyond the caps': '拟调幅度超出上限的额度',
  'Σ (present − proposed limit) of these': 'Σ（现额度 − 建议额度）',
  'limits that should fall': '应下调的额度',
  'first limits for high-risk customers who have none and are neither frozen nor prepay':
    '为没有额度、既未冻结也不预付的高风险客户建议的首个额度',
  'limits that should stay': '应维持的额度',
  'Σ (proposed − present limit) of these': 'Σ（建议额度 − 现额度）',
  'limits that should rise': '应上调的额度',
  'customers that are looked at again within a month': '一个月内再次复核的客户',

  // 催收台
  'tries to reach a customer on days of the month': '当月联系客户的次数',
  'those in which somebody was reached': '其中联系上的次数',
  'Σ disputed amounts, the whole balance where none was named; they stay in every total':
    'Σ 争议金额，未注明的按全部余额；仍计入各项合计',
  'standing tasks with a dispute that is not settled': '争议未了结的在办任务',
  'money received in the month from customers with a standing task: payments, or the fall of the balance + what was invoiced where the books hold no payments; each customer once':
    '当月自有在办任务的客户收到的款项：付款额；账面没有付款的，为余额减少额 + 开票额；每户只计一次',
  'Σ balances of the customers with a standing task, each customer once': 'Σ 有在办任务的客户余额，每户只计一次',
  'tasks of earlier months that were not done': '以前月份未办结的任务',
  'Σ amounts of the promises and instalments broken': 'Σ 未兑现的承诺与分期金额',
  'promises and instalments found broken this month': '本月查实未兑现的承诺与分期',
  'Σ amounts of the promises and instalments kept': 'Σ 已兑现的承诺与分期金额',
  'promises and instalments found kept this month': '本月查实已兑现的承诺与分期',
  '100 × kept ÷ (kept + broken)': '100 × 已兑现 ÷（已兑现 + 未兑现）',
  'Σ amounts of those still open': 'Σ 尚未到期者的金额',
  'promises and instalments not yet due, or within their days of grace': '尚未到期或在宽限期内的承诺与分期',

  // 升级处理
  'agencies in the settings': '设置中的催收机构',
  'tasks that meet this condition, or for which the settings do not ask it': '符合该条件或设置不要求该条件的任务',
  'tasks for which every condition of the agency gate is met': '委托机构的条件全部满足的任务',
  'Σ claim of these tasks': 'Σ 这些任务的债权额',
  'tasks for which this way has the largest expected value of those that are open':
    '在可行途径中以此途径预期价值最大的任务',
  'Σ (claim × success rate × (1 − fee) + tax shield of what is not brought in) of the agency ranked first; rates are the settings’':
    'Σ（债权额 × 成功率 ×（1 − 费率）+ 未收回部分的税盾），取排名第一的机构；各率取自设置',
  'steps that a person approved': '经人批准的步骤',
  'steps that this review asks a person to approve': '本次复盘提请批准的步骤',
  'Σ claim: what is overdue, or the balance where due dates are not known': 'Σ 债权额：逾期金额；到期日不明的为余额',
  'steps that a person declined, or that nobody decided in time': '被否决或逾时未决的步骤',
  'recommended steps, largest expected value first, with the arithmetic of both ways':
    '建议步骤，按预期价值由大到小，附两种途径的算式',
  'tasks for which every condition of the legal gate is met': '诉讼的条件全部满足的任务',
  'Σ (claim × odds × recoverable share − court − lawyer − fixed cost + tax shield of what is not recovered); odds and costs are the settings’ assumptions':
    'Σ（债权额 × 胜算 × 可收回比例 − 诉讼费 − 律师费 − 固定成本 + 未收回部分的税盾）；胜算与费用为设置中的假设',
  'tasks whose oldest claim runs out within the set days: for counsel': '最早债权将在设定天数内届满时效的任务：交法务',
  'tasks whose oldest claim has probably run out: for counsel': '最早债权很可能已过时效的任务：交法务',
  'customers with standing tasks of the high-risk group, each by its newest': '有在办任务的高风险客户，各取最新任务',
  'steps asked for earlier on standing tasks that nobody has decided': '此前在未结任务上提请、尚无人决定的步骤',
  'Σ claim × tax shield of the settings': 'Σ 债权额 × 设置中的税盾比例',

  // 催收计划
  'steps tried before that did not arrive': '曾尝试而未送达的步骤',
  'customers with a promise or instalment broken': '承诺或分期未兑现的客户',
  'customers with something overdue, contested or due soon beyond plans.letters_up_to: counted, not planned':
    '超出plans.letters_up_to的有逾期、有争议或即将到期的客户：只计数，不列计划',
  'customers with something overdue, contested or due soon that the plan looks at':
    '计划所涵盖的有逾期、有争议或即将到期的客户',
  '100 × paid ÷ contacted; observational: nobody was left out at random': '100 × 付款 ÷ 联系；仅为观察：没有随机对照',
  'those of them that paid something in the month': '其中当月有付款的',
  'those of them that owe nothing at its end': '其中月末无欠款的',
  'customers reached at this stage in the month, each at the last stage that reached it':
    '当月在该阶段联系到的客户，各按最后联系到的阶段计',
  'customers for whom all stages are through': '各阶段均已走完的客户',
  'customers old enough for a later stage whose last one is not known to have reached them':
    '账龄已到下一阶段、但上一步是否送达不明的客户',
  'customers with a letter drafted': '已拟函的客户',
  'letters that the rules let leave by themselves': '规则允许自动发出的函件',
  'customers whose chasing rests': '暂停催收的客户',
  'Σ overdue, contested or not, of customers whose chasing rests': 'Σ 暂停催收客户的逾期额，不论有无争议',
  'open promises and instalments beyond the stretch, or of customers that paid nothing':
    '超出偿付能力的未到期承诺与分期，或来自从未付款的客户',
};
