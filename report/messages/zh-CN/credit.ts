import { type Said, t } from '../phrase.ts';

/** 信用政策与升级处置表格的用语。 */
export const credit = {
  captions: {
    limits: '欠款与信用额度对照（超额者在前）',
    first_limits: '建议的首次额度（欠款多者在前）',
    overridden: '被人工否决的额度建议',
    new_customers: '新客户的信用条件（按得分）',
    steps: '建议的处置及其算式',
    gates: '满足各项条件的任务数',
    assumptions: '诉讼算式所依据的假设',
  },
  columns: {
    owed: '欠款',
    limit: '额度',
    used: '使用率',
    held: '控制原因',
    proposed: '建议额度',
    change: '变动',
    why: '理由',
    next_review: '下次复核',
    declined_by: '否决人',
    declined_on: '日期',
    said: '说明',
    points_from: '得分下限',
    months: '额度（月采购额的倍数）',
    terms: '账期（天）',
    prepayment: '预付比例',
    claim: '债权金额',
    way: '处置方式',
    by_agency: '委托机构',
    by_court: '诉讼',
    given_up: '核销',
    worth: '预期净额',
    decision: '审批',
    condition: '条件',
    for_agency: '委外',
    for_court: '诉讼',
    assumption: '假设',
    value: '取值',
  },
  assumptions: {
    odds_pct: '胜诉概率',
    recoverable_pct: '胜诉后可实际收回的比例',
    court_pct: '诉讼费（占债权）',
    lawyer_pct: '律师费（占债权）',
    fixed_cost: '固定费用',
    limitation_years: '诉讼时效（自到期日起，年）',
    tax_shield_pct: '核销可节省的税款比例',
    reputation_weight_pct: '信誉每低于5分一分，排序时扣减',
  },
  notes: {
    limits:
      '变动为风险评分与回款率两项调整之和，且不超过上下限。有任务的客户由人工在任务上批准，其余变动由信用管理员录入账套；在此之前，不论建议如何，仍按现有额度和控制执行。全部客户见credit_limits.csv。',
    new_customers:
      '得分为信用评分、经营年限、稳定性与推荐人各项占比的加权之和；未提供的项目不计分。duewatch assess按此规则评估申请客户。',
    steps:
      '委托机构：债权 × 成功率 ×（1 − 费率）。诉讼：债权 × 胜诉概率 × 可收回比例 − 诉讼费、律师费和固定费用。最后一个加号之后是未收回部分（仍可核销）所节省的税。每一步都须人工批准。',
    assumptions: '以上均为公司在设置中自定的假设，并非由账目测算得出。诉讼时效及其中断、中止须由法律顾问判断。',
  },
};

/** 信用政策与升级处置的词汇。 */
export const creditTerms = {
  holds: { freeze: '评分区间冻结', over_limit: '额度已用尽', prepay: '部分预付', none: '–' },
  credit_reasons: {
    risk_score_good: '风险评分低',
    risk_score_bad: '风险评分高',
    pays_well: '按期付款',
    pays_badly: '应付款项付得太少',
    capped_up: '受上限约束',
    capped_down: '受下限约束',
    overdue_no_rise: '有长期逾期，不予提高',
    little_used_no_rise: '额度很少使用，不予提高',
    nothing_known: '评分与付款情况均未知',
    first_limit: '按采购额首次核定',
    steady: '维持不变',
  },
  escalation_ways: { agency: '委托催收机构', legal: '提起诉讼', write_off: '核销', none: '留在催收岗' },
  escalation_checks: {
    amount: '金额达到',
    age: '账龄达到',
    dispute_free: '无争议',
    stages_exhausted: '催收计划已走完',
  },
  escalation_reasons: {
    gates_closed: '条件未全部满足',
    agency_best: '委托机构的预期净额最高',
    legal_best: '诉讼的预期净额最高',
    write_off_best: '两种方式都不优于核销',
    no_candidates: '设置中没有候选机构',
    time_barred: '时效已过：交法务',
    not_decided_in_time: '逾期无人决定',
    already_decided: '此步骤已有人工决定',
    waiting_for_decision: '等待人工决定',
  },
  approval_states: {
    ask: '本次提请批准',
    waiting: '等待批准',
    approved: '已批准',
    timed_out: '逾期无人决定',
    declined_lately: '近期已否决',
    not_asked: '由财务总监决定',
  },
};

/** 信用政策与升级处置的语句。 */
export const creditFindings = {
  'credit.over': (p: { count: Said; amount: Said; limits: Said; use: Said }) =>
    t`${p.count}家客户的欠款超过信用额度，合计超出${p.amount}。额度共${p.limits}，已使用${p.use}。`,
  'credit.within': (p: { limits: Said; use: Said }) => t`没有客户超过信用额度。额度共${p.limits}，已使用${p.use}。`,
  'credit.no_limits': (p: { why: string; count: Said; exposure: Said }) =>
    t`无法核对信用额度：${p.why}。${p.count}家高风险客户没有额度，欠款${p.exposure}。`,
  'credit.without': (p: { count: Said; exposure: Said }) => t`${p.count}家高风险客户没有额度，欠款${p.exposure}。`,
  'credit.holds': (p: { freeze: Said; over: Said; prepay: Said }) =>
    t`受控客户：${p.freeze}家冻结赊销，${p.over}家须待欠款降至额度以内；另有${p.prepay}家每笔订单须部分预付。`,
  'credit.holds_no_limits': (p: { freeze: Said; prepay: Said }) =>
    t`受控客户：${p.freeze}家冻结赊销；另有${p.prepay}家每笔订单须部分预付。`,
  'credit.conflict': (p: { count: Said; role: string }) =>
    t`被冻结的客户中有${p.count}家同时属于“战略挽留”。供货以冻结为准：只收现款，须由${p.role}书面办理解除；其间的沟通按策略进行。`,
  'credit.proposals': (p: { down: Said; cut: Said; up: Said; rise: Said; steady: Said }) =>
    t`本季度复核：${p.down}个额度应下调，合计${p.cut}；${p.up}个可上调，合计${p.rise}；${p.steady}个维持不变。`,
  'credit.caps': (p: { up: Said; down: Said; capped: Said }) =>
    t`每次复核额度变动不超过+${p.up}或−${p.down}；${p.capped}个原应变动更多。`,
  'credit.first': (p: { count: Said }) => t`为${p.count}家没有额度且未被冻结、无须预付的客户建议了首次额度。`,
  'credit.between': (p: { month: string }) => t`下一次额度复核在${p.month}。`,
  'credit.next_reviews': (p: { count: Said }) => t`${p.count}家客户将在一个月内再次复核。`,
  'credit.overridden': (p: { count: Said }) => t`${p.count}项建议被人工否决，额度维持不变：何人、何故见下表。`,
  'credit.late_interest': (p: { rate: Said; amount: Said }) =>
    t`按年利率${p.rate}计单利，目前逾期款项的利息合计${p.amount}。其中可主张多少，取决于合同与法律。`,
  'credit.no_late_interest': (p: { why: string }) => t`未计算逾期利息：${p.why}。`,
  'escalation.agency': (p: { count: Said; claim: Said; expected: Said }) =>
    t`${p.count}笔应收款（${p.claim}）宜委托催收机构，扣除费用后预期收回${p.expected}。`,
  'escalation.legal': (p: { count: Said; claim: Said; expected: Said }) =>
    t`${p.count}笔债权（${p.claim}）宜提起诉讼，扣除费用后预期收回${p.expected}。`,
  'escalation.write_off': (p: { count: Said; claim: Said }) =>
    t`${p.count}笔应收款（${p.claim}）的各种处置方式都不优于核销。`,
  'escalation.none': (p: { tasks: Said }) => t`${p.tasks}项待办任务中，尚无应委托机构或起诉的。`,
  'escalation.gates': (p: { amount: Said; age: Said; free: Said; stages: Said }) =>
    t`委托机构的四项条件须同时满足：金额达到的有${p.amount}项，账龄达到的${p.age}项，无争议的${p.free}项，催收计划已走完的${p.stages}项。`,
  'escalation.gates_desk': (p: { amount: Said; age: Said; free: Said; why: string }) =>
    t`委托机构的四项条件须同时满足：金额达到的有${p.amount}项，无争议的${p.free}项；账龄因数据没有到期日，改按在催收岗的月数判断，达到的${p.age}项；催收计划是否走完未作判断：${p.why}。`,
  'escalation.no_candidates': (p: { why: string }) => t`未比较催收机构：${p.why}。`,
  'escalation.limitation': (p: { near: Said; over: Said }) =>
    t`${p.near}笔债权即将超过时效，${p.over}笔很可能已超过：请法律顾问优先查看。`,
  'escalation.approvals': (p: { asked: Said; waiting: Said; approved: Said; declined: Said }) =>
    t`每一步都由人决定：本次提请${p.asked}项，等待中${p.waiting}项，迄今批准${p.approved}项、否决${p.declined}项。`,
};

/** 指标名称。 */
export const creditNames = {
  'credit.customers.count': '信用复核涉及的客户数',
  'credit.limits.count': '有信用额度的客户数',
  'credit.limits.total': '信用额度合计',
  'credit.limits.exposure': '有额度客户的欠款',
  'credit.limits.use_pct': '额度使用率',
  'credit.limits.due': '本月复核额度',
  'credit.limits.next_month': '下一次复核额度的月份',
  'credit.over_limit.count': '超额客户数',
  'credit.over_limit.amount': '超出额度的欠款',
  'credit.no_limit.count': '没有额度的高风险客户数',
  'credit.no_limit.exposure': '没有额度的高风险客户欠款',
  'credit.hold.freeze.count': '冻结赊销的客户数',
  'credit.hold.freeze.exposure': '冻结客户的欠款',
  'credit.hold.over_limit.count': '额度用尽的客户数',
  'credit.hold.over_limit.exposure': '额度用尽客户的欠款',
  'credit.hold.prepay.count': '须预付的客户数',
  'credit.hold.prepay.exposure': '须预付客户的欠款',
  'credit.freeze_against_retention.count': '被冻结但应保留的客户数',
  'credit.review.next_month.count': '一个月内再次复核的客户数',
  'credit.overridden.count': '被人工否决的额度建议数',
  'credit.overridden': '被人工否决的额度建议',
  'credit.proposals.up.count': '可上调的额度数',
  'credit.proposals.up.amount': '建议上调合计',
  'credit.proposals.down.count': '应下调的额度数',
  'credit.proposals.down.amount': '建议下调合计',
  'credit.proposals.steady.count': '维持不变的额度数',
  'credit.proposals.capped.count': '受上下限约束的建议数',
  'credit.proposals.first.count': '首次额度建议数',
  'credit.largest': '欠款与额度对照',
  'credit.late_interest': '逾期款项的利息',
  'escalation.tasks.count': '考虑升级处置的任务数',
  'escalation.claim': '这些任务的债权',
  'escalation.agency.candidates.count': '设置中的候选机构数',
  'escalation.agency.open.count': '满足委外全部条件的任务数',
  'escalation.legal.open.count': '满足诉讼全部条件的任务数',
  'escalation.agency.recommended.count': '建议委外的任务数',
  'escalation.agency.recommended.claim': '建议委外的债权',
  'escalation.agency.recommended.expected': '委外预期净收回',
  'escalation.legal.recommended.count': '建议诉讼的任务数',
  'escalation.legal.recommended.claim': '建议诉讼的债权',
  'escalation.legal.recommended.expected': '诉讼预期净收回',
  'escalation.write_off.recommended.count': '核销不劣于其他方式的任务数',
  'escalation.write_off.recommended.claim': '核销不劣于其他方式的债权',
  'escalation.write_off.recommended.expected': '核销可节省的税款',
  'escalation.limitation.near.count': '时效将至的债权数',
  'escalation.limitation.over.count': '很可能已过时效的债权数',
  'escalation.asked.count': '本次提请批准的步骤数',
  'escalation.waiting.count': '等待批准的步骤数',
  'escalation.approved.count': '已批准的步骤数',
  'escalation.declined.count': '已否决的步骤数',
  'escalation.largest': '建议的处置',
  'escalation.agency.check.amount.count': '委外：金额达到的任务数',
  'escalation.agency.check.age.count': '委外：账龄达到的任务数',
  'escalation.agency.check.dispute_free.count': '委外：无争议的任务数',
  'escalation.agency.check.stages_exhausted.count': '委外：催收计划已走完的任务数',
  'escalation.legal.check.amount.count': '诉讼：金额达到的任务数',
  'escalation.legal.check.age.count': '诉讼：账龄达到的任务数',
  'escalation.legal.check.dispute_free.count': '诉讼：无争议（如有要求）的任务数',
  'escalation.legal.check.stages_exhausted.count': '诉讼：催收计划已走完的任务数',
};
