import type { glossary as english } from '../en/glossary.ts';

/** 本报告用到的行业用语，简短说明；`only` 与英文一致。 */
export const glossary: { readonly [K in keyof typeof english]: { readonly term: string; readonly meaning: string } } = {
  receivable: { term: '应收账款', meaning: '发票已开、款项未清，客户因此欠下的钱。' },
  outstanding: { term: '应收余额', meaning: '一个客户全部未结的应收账款，不论是否到期。' },
  exposure: { term: '敞口', meaning: '客户此后分文不付时会损失的金额，本报告取应收余额。' },
  overdue: { term: '逾期', meaning: '过了应付日仍未付清。' },
  ageing: { term: '账龄', meaning: '按逾期时间长短划分的未结金额；越久越难收回。' },
  credit_note: { term: '贷项通知单', meaning: '冲减发票部分或全部金额的单据。' },
  on_account: { term: '预收及未核销款', meaning: '已收到、但尚未对应到具体发票的款项或贷项。' },
  collection_rate: { term: '回款率（月）', meaning: '一个月里应收进的钱，实际收进了多大比例。' },
  payment_rate: { term: '回款率（客户）', meaning: '一个客户已到期的账单，累计付了多大比例。' },
  dso: {
    term: 'DSO',
    meaning: '应收账款周转天数：相当于多少天的销售额还没收回。最佳DSO只计未逾期部分，二者之差就是拖欠的代价。',
  },
  cei: { term: 'CEI', meaning: '催收有效性指数：当月可收的款项收回了多大比例，全部收回为100%。' },
  roll_rate: { term: '迁徙率', meaning: '某一账龄的金额一个月后落入下一账龄的比例。' },
  expected_loss: {
    term: '预期损失',
    meaning: '金额 × 收不到的概率 × 届时损失的比例。是众多客户的平均，不是对某一户的预言。',
  },
  provision: { term: '坏账准备', meaning: '账上为很可能收不回的应收账款预先计提的金额。' },
  write_off: { term: '核销', meaning: '认定收不回而把应收账款从账上转出；债权本身并不因此消灭。' },
  dunning: { term: '催收', meaning: '分步提醒付款，一步比一步正式。' },
  promise: { term: '付款承诺', meaning: '客户说定的日期和金额；是否兑现以账面为准。' },
  dispute: { term: '争议', meaning: '客户对发票有异议。应先解决争议，其间催款适得其反。' },
  credit_limit: { term: '信用额度', meaning: '客户在任一时点最多可以欠多少。' },
  prepayment: { term: '部分预付、冻结赊销', meaning: '先收一部分款再发货；不再新增赊销。' },
  high_risk: { term: '高风险', meaning: '到期的钱付得少、欠的又多：一项低于、一项高于规则所定的界限。' },
  tier: {
    term: '策略',
    meaning:
      '对高风险客户怎么办：高利润的以协议挽留，中利润的重点监控，低利润的积极催收。利润取账面盈利等级，或按毛利率三等分。',
  },
  top_decile: { term: '最大的一成', meaning: '余额最大的十分之一客户，户数向上取整。' },
  back_test: { term: '回测', meaning: '假设回到过去各月、只用当时已知的数据发出预警，再与后来的事实对照。' },
  auc: {
    term: 'AUC',
    meaning: '评分的排序能力：随机取一个出事的和一个没出事的，评分把前者排在前面的概率。0.5等于掷硬币，1为完全正确。',
  },
  lift: { term: '提升度', meaning: '评分最高的一组里出事的比例，是随机抽同样大小一组的多少倍。' },
  interval: { term: '95%区间', meaning: '同样的测量做100次，约有95次真值落在这样的范围里。区间宽，说明背后的样本少。' },
  p_value: { term: 'p值', meaning: '纯属巧合也能出现这么大差异的机会。低于0.05时，认为不只是巧合。' },
  delta: { term: 'Cliff’s δ', meaning: '一组取值整体高于另一组的程度，−1至1；接近0即无实质差异。' },
  out_of_fold: { term: '折外', meaning: '给某笔贷款打分的评分卡，制作时没有用到这笔贷款，因而不可能事先知道结果。' },
  woe: {
    term: 'WOE、信息值',
    meaning: 'WOE：某一分箱比全部贷款更安全（大于0）或更危险的程度；信息值：整个特征有多大区分力。',
  },
  ks: {
    term: 'KS、Gini',
    meaning: '另外两种排序能力的量度：好贷款与逾期贷款累计分布的最大差距，以及换算到0至1的AUC。',
  },
  psi: { term: 'PSI', meaning: '本月贷款与制卡时相比的偏移程度；高于0.25时应检视评分卡。' },
  cutoff: { term: '门槛分', meaning: '达到即予通过的最低分数。' },
};
