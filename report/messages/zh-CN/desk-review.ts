import type { deskReview as words } from '../en/desk-review.ts';
import { pValue, type Said, t } from '../phrase.ts';

/** 任务的结果（句子）。 */
export const deskReviewFindings = {
  'desk.tasks': (p: { standing: Said; untouched: Said; working: Said; waiting: Said; done: Said }) =>
    t`本次审视开始时，以前月份的任务有${p.standing}项未完成：其中${p.done}项已结束，${p.waiting}项在等待承诺、分期或争议结果，${p.working}项处理中，${p.untouched}项尚无人处理。`,
  'desk.untouched': (p: { untouched: Said }) =>
    t`尚未结束的任务中，有${p.untouched}项没有任何处理记录。报告本身收不回欠款，要靠联系客户。`,
  'desk.words': (p: {
    kept: Said;
    keptAmount: Said;
    broken: Said;
    brokenAmount: Said;
    pct: Said;
    low: Said;
    high: Said;
  }) =>
    t`到期的付款承诺与分期：兑现${p.kept}笔，共${p.keptAmount}；未兑现${p.broken}笔，共${p.brokenAmount}。兑现率${p.pct}（95%区间${p.low}至${p.high}）。`,
  'desk.words_count': (p: { kept: Said; broken: Said; pct: Said; low: Said; high: Said }) =>
    t`到期的付款承诺与分期：兑现${p.kept}笔，未兑现${p.broken}笔。兑现率${p.pct}（95%区间${p.low}至${p.high}）。`,
  'desk.words_few': (p: { kept: Said; keptAmount: Said; broken: Said; brokenAmount: Said }) =>
    t`到期的付款承诺与分期：兑现${p.kept}笔，共${p.keptAmount}；未兑现${p.broken}笔，共${p.brokenAmount}。`,
  'desk.words_few_count': (p: { kept: Said; broken: Said }) =>
    t`到期的付款承诺与分期：兑现${p.kept}笔，未兑现${p.broken}笔。`,
  'desk.open_words': (p: { count: Said; amount: Said }) => t`另有${p.count}笔尚未到期，共${p.amount}。`,
  'desk.received': (p: { received: Said }) => t`有未完成任务的客户本月付款${p.received}。`,
  'desk.disputes': (p: { count: Said; amount: Said }) =>
    t`有${p.count}项争议尚未了结，涉及${p.amount}；这些金额仍计入各项合计。`,
  'desk.causes': (p: { difficulty: Said; forgotten: Said; disputed: Said; error: Said; other: Said }) =>
    t`经办人记下的原因：资金困难${p.difficulty}家，遗忘${p.forgotten}家，有争议${p.disputed}家，账务差错${p.error}家，其他${p.other}家。`,
  'desk.treatment_few': (p: { strategy: string; treated: Said; worked: Said; untreated: Said; others: Said }) =>
    t`${p.strategy}：处理过的${p.worked}项任务中${p.treated}项好转，无人处理的${p.others}项中${p.untreated}项好转；为数太少，不作比较。`,
  'desk.treatment': (p: { strategy: string; treated: Said; worked: Said; untreated: Said; others: Said; p: Said }) =>
    t`${p.strategy}：处理过的${p.worked}项任务好转${p.treated}，无人处理的${p.others}项好转${p.untreated}（${pValue(p.p)}）。这是观察所得，不是试验：联系谁由人选择。`,
};

/** 任务复盘表格的用语。 */
export const deskReview: { readonly [K in keyof typeof words]: (typeof words)[K] } = {
  indicators: '核心指标与上月、上年对比',
  decisions: '上月三项决定的结果',
  columns: {
    indicator: '指标',
    now: '本月',
    last_month: '上月',
    last_year: '上年同月',
    decision: '决定',
    before: '当时',
    target: '目标',
    days: '好转天数',
  },
  of: (p) => `${p.all}家中${p.part}家`,
  topics: { exposure: '风险敞口', collection: '回款', concentration: '集中度' },
};
