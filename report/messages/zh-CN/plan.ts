import { type Said, t } from '../phrase.ts';

/** 催收计划表格的用语。 */
export const plan = {
  captions: {
    stages: '各阶段、各策略的客户数与该阶段的常规动作',
    steps: '下一步动作（失信者在前，其次按逾期金额）',
    rests: '暂停催收的原因',
    channels: '下一步动作的方式',
    owners: '下一步由谁执行',
    measures: '应采取的措施',
    evaluation: '当月已联系客户的结果',
  },
  columns: {
    stage: '阶段',
    customers: '客户数',
    overdue: '逾期金额',
    step: '动作',
    customer: '客户',
    days: '逾期天数',
    by: '方式',
    owner: '负责人',
    due: '期限',
    measures: '措施',
    why: '原因',
    channel: '方式',
    who: '岗位',
    next_steps: '下一步动作数',
    measure: '措施',
    reached: '已联系',
    paid: '有付款',
    share: '占比',
    low: '下限',
    high: '上限',
    settled: '已结清',
  },
  notes: {
    stages:
      '阶段是下一步催收所处的级别：按最早一张无争议逾期发票的账龄确定，但最多只比已送达客户的上一步推进一级，因此账龄较长的款项也可能仍处于较早的阶段。所列为参数中的常规动作，视策略与原因可改为上门或电话。全部客户见collection_plan.csv。',
    steps: 'letters.ndjson存有计划内每家客户的文本（含电话和上门所用），其全部未付发票合并在一份文本中。',
    evaluation:
      '每家客户只计入最后一次联系到它的阶段。此为观察数据：并未随机留出对照，占比不等于该阶段的效果。区间为 95% 威尔逊区间。',
  },
  step: (p: { channel: string; template: string; owner: string }) => `${p.channel}，${p.template}（${p.owner}）`,
  broken: '失信',
};

/** 催收计划的词汇表。 */
export const planTerms = {
  plan_stages: {
    before_due: '到期前',
    '1_30': '第一阶段（逾期1天起）',
    '31_60': '第二阶段（31天起）',
    '61_90': '第三阶段（61天起）',
    over_90: '第四阶段（91天起）',
  },
  plan_groups: { none: '不在分层内' },
  plan_channels: { mail: '邮件', phone: '电话', letter: '信函', visit: '上门' },
  plan_templates: {
    notice: '到期提示',
    friendly: '温馨提醒',
    reminder: '付款提醒',
    demand: '催款函',
    final: '最后催款函',
  },
  plan_pauses: {
    disputed: '争议未决',
    promise_open: '付款承诺未到期',
    plan_running: '分期正按约履行',
    money_on_account: '账上余款足以抵付逾期款',
    handed_over: '已委外、诉讼或核销，或已批准委外、诉讼',
  },
  plan_measures: {
    payment_plan: '分期付款',
    temporary_extension: '临时展期',
    prepayment: '预付货款',
    service_limits: '限制供货与服务',
    credit_freeze: '冻结赊销',
    insurance_notice: '通知信用保险人',
  },
  plan_segments: {
    plan: '催收计划',
    stage: '阶段',
    paused: '暂停催收',
    channel: '下一步方式',
    owner: '下一步岗位',
    measure: '措施',
    letters: '文本',
    not_drafted: '未起草',
    beyond_limit: '超出文本数量上限',
    nothing_due: '无到期款项',
    promises: '付款承诺',
    within: '在客户付款水平之内',
    stretch: '略超客户付款水平',
    beyond: '远超客户付款水平',
    pays_nothing: '客户近期无付款',
    instalments: '分期协议',
    running: '履行中',
    kept: '已履行',
    broken: '已违约',
    cancelled: '已取消',
    evaluation: '当月已联系',
    contacted: '客户数',
    paid: '有付款',
    settled: '月末已结清',
    paid_pct: '有付款的占比',
    paid_low_pct: '有付款的占比下限',
    paid_high_pct: '有付款的占比上限',
  },
};

/** 催收计划的句子。 */
export const planFindings = {
  'plan.unknown': (p: { why: string }) => t`没有分阶段催收计划：${p.why}。`,
  'plan.nothing': () => t`没有逾期或即将到期的款项，无须去函。`,
  'plan.steps': (p: { mail: Said; phone: Said; letter: Said; visit: Said }) =>
    t`下一步动作：邮件${p.mail}，电话${p.phone}，信函${p.letter}，上门${p.visit}。`,
  'plan.late': (p: { count: Said; amount: Said }) => t`${p.count}家客户处于最后两个阶段，逾期${p.amount}。`,
  'plan.paused': (p: { count: Said; amount: Said; reasons: string }) =>
    t`对${p.count}家客户暂停催收，涉及逾期${p.amount}：${p.reasons}。这些金额仍计入各项合计。`,
  'plan.broken': (p: { count: Said }) => t`${p.count}家客户未履行承诺或分期，应优先处理。`,
  'plan.held_back': (p: { count: Said }) => t`${p.count}家客户的账龄已到更后的阶段，但因上一步没有送达记录而暂不推进。`,
  'plan.exhausted': (p: { count: Said }) => t`${p.count}家客户的各阶段均已走完，下一步为委外或诉讼。`,
  'plan.letters': (p: { count: Said; send: Said }) =>
    t`已为${p.count}家客户起草文本（电话和上门的用作沟通提纲），每份列明该客户全部未付款项；其中${p.send}份按规则可自动发出。`,
  'plan.beyond': (p: { count: Said }) =>
    t`另有${p.count}家客户有逾期或即将到期款项，超出每月文本数量上限，只计数、不列入计划。`,
  'plan.not_believed': (p: { count: Said }) =>
    t`${p.count}项未到期的承诺高于客户以往的付款能力，应改约其能履行的日期。`,
  'plan.no_evaluation': (p: { why: string }) => t`各阶段的回款效果未知：${p.why}。`,
};

/** 指标名称；其余由编号中的词组成。 */
export const planNames = {
  'plan.customers.count': '催收计划内的客户数',
  'plan.customers.beyond_limit.count': '超出文本数量上限的客户数',
  'plan.paused.count': '暂停催收的客户数',
  'plan.paused.overdue': '暂停催收的逾期金额',
  'plan.held_back.count': '等待送达而暂不推进的客户数',
  'plan.again.count': '曾尝试但未送达的动作数',
  'plan.broken_word.count': '未履行承诺或分期的客户数',
  'plan.exhausted.count': '各阶段均已走完的客户数',
  'plan.letters.drafted.count': '已起草的文本数（含电话和上门）',
  'plan.letters.to_send.count': '可自动发出的文本数',
  'plan.late.count': '处于最后两个阶段的客户数',
  'plan.late.overdue': '最后两个阶段的逾期金额',
  'plan.promises.unlikely.count': '客户尚未显示出支付能力的承诺数',
  'plan.steps': '催收计划的下一步动作',
};
