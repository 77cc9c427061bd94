/** 各指标计算公式的中文说法，按 figures.json 中的英文公式查找；随数据变化的部分见 formula-patterns.ts。 */
export const formulas: Readonly<Record<string, string>> = {
  // 逾期与账龄指标
  'kpi.dso_days − kpi.best_possible_dso_days': 'DSO − 最佳DSO',
  'the same with the receivables that are not overdue': '同上，只计未逾期的应收账款',
  '100 × (receivables at the start + invoiced − receivables at the end) ÷ (receivables at the start + invoiced − those at the end that are not overdue)':
    '100 ×（期初应收 + 本期开票 − 期末应收）÷（期初应收 + 本期开票 − 期末未逾期应收）',
  'days of the latest months whose invoicing makes up the receivables, the last month in proportion':
    '从最近月份起逐月倒推，开票额合计等于应收账款的天数，末月按比例',
  'payments and credits that settle no invoice; not taken from the receivables':
    '未核销任何发票的付款和贷项；未从应收中扣除',
  'receivables × 90 ÷ (invoiced − credit notes) of the 90 days that end with the period':
    '应收账款 × 90 ÷ 截至期末90天的（开票 − 贷项）',
  'the same indicators at each month end': '各月末的同一组指标',
  '100 × receivables that are not overdue ÷ receivables': '100 × 未逾期应收 ÷ 应收账款',
  'open and not overdue': '未结清且未逾期',
  'invoices open and not overdue': '未结清且未逾期的发票',
  'what was open at each month end, by how long it had been due': '各月末未结清金额，按已到期时间划分',
  'Σ open amount of those invoices': 'Σ 这些发票的未结金额',
  'the same by month': '同上，按月列示',
  'what comes in of what is open now, if it rolls as over the last twelve months':
    '现有未结金额按近十二个月的迁徙规律预计可收回的部分',
  'customers with something overdue for this cause': '因此原因逾期的客户',
  '100 × those ÷ customers with something overdue': '100 × 这些客户 ÷ 有逾期的客户',
  '100 × customers whose cause was inferred by a rule ÷ customers with something overdue':
    '100 × 原因由规则推断的客户 ÷ 有逾期的客户',
  '100 × customers whose cause the books record ÷ customers with something overdue; the others’ is inferred or unknown':
    '100 × 账面记有原因的客户 ÷ 有逾期的客户；其余为推断或不明',
  '100 × customers whose cause the books or a task record ÷ customers with something overdue; the others’ is inferred or unknown':
    '100 × 账面或任务记有原因的客户 ÷ 有逾期的客户；其余为推断或不明',
  'customers with something overdue': '有逾期的客户',
  'invoices open and due before the period’s end': '期末前到期而未结清的发票',
  'Σ days overdue ÷ invoices': 'Σ 逾期天数 ÷ 发票张数',
  'Σ open amount × days overdue ÷ Σ open amount': 'Σ 未结金额 × 逾期天数 ÷ Σ 未结金额',

  // 损失
  'high-risk outstanding × decline of the current streak ÷ 100': '高风险余额 × 本轮下降幅度 ÷ 100',
  'high-risk outstanding × fall of the worst month ÷ 100': '高风险余额 × 最差月份降幅 ÷ 100',
  '6 × mean monthly revenue × (mean rate − latest rate) ÷ 100, at least 0':
    '6 × 月均收入 ×（平均回款率 − 最近回款率）÷ 100，不小于0',
  '6 × mean monthly revenue × (mean rate − (latest rate − decline of the current streak)) ÷ 100, at least 0':
    '6 × 月均收入 ×（平均回款率 −（最近回款率 − 本轮下降幅度））÷ 100，不小于0',
  'loss.baseline_6m × high-risk share of outstanding': '基准损失 × 高风险客户的余额占比',
  'loss.stress_6m × high-risk share of outstanding': '压力损失 × 高风险客户的余额占比',
  'loss.forecast_shortfall_6m × high-risk share of outstanding': '预测缺口 × 高风险客户的余额占比',
  'what happened less what was foretold': '实际 − 预测',
  'Σ open amount then × probability of being over 90 days overdue within six months, from the roll rates known then':
    'Σ 当时未结金额 × 六个月内逾期超过90天的概率（按当时已知的迁徙率）',
  'of what was open then: what came to be over 90 days overdue at a month end up to the period’s':
    '当时未结金额中，截至本期各月末曾逾期超过90天的部分',
  'the month end of six months ago, at which the forecast is rebuilt': '六个月前的月末，在该时点重建预测',
  'open at that month end': '该月末未结金额',
  'Σ open amount × probability of being over 90 days overdue within six months (own roll rates of twelve months) × part of such amounts not collected within a year':
    'Σ 未结金额 × 六个月内逾期超过90天的概率（自身十二个月迁徙率）× 此类金额一年内收不回的比例',
  'loss.expected_6m of what the high-risk group has open': '高风险客户未结金额的预期损失',
  'tenth percentile over 2,000 paths of six of those months': '由这些月份抽取六个月的2,000条路径的第十百分位',
  'ninetieth percentile over the same paths': '同一组路径的第九十百分位',
  'Σ forecast net cash of the six months after the period': 'Σ 期后六个月的预测净现金流',
  'forecast net cash × sum of declines ÷ 100': '预测净现金流 × 降幅合计 ÷ 100',
  'Σ max(0, forecasted − risk-adjusted inflows) of the six months': 'Σ max(0，预测流入 − 风险调整后流入)，六个月合计',
  'which of the two readings the forecast allows': '预测数据支持两种口径中的哪一种',
  'how loss.forecast_shortfall_6m was read': '预测缺口采用的口径',
  'mean of the monthly revenue of the window': '区间内月收入的平均值',
  'provision matrix (IFRS 9, simplified approach): open amount by age × probability of ever being over 90 days overdue × part of such amounts not collected within a year':
    '减值准备矩阵（IFRS 9简化法）：各账龄未结金额 × 最终逾期超过90天的概率 × 此类金额一年内收不回的比例',
  'Σ of the provision matrix': '减值准备矩阵合计',
  'where what was open at a month end was one month later, over the twelve months up to the period; and the probability of being over 90 days overdue within six':
    '截至本期的十二个月内，月末未结金额一个月后的去向；以及六个月内逾期超过90天的概率',
  'all balances of the high-risk group': '高风险客户的全部余额',

  // 筛选与评分
  'customers with a payment rate and a balance': '有回款率和余额的客户',
  'Σ outstanding balance of rated customers': 'Σ 已评定客户的应收余额',
  'Σ outstanding balance of the high-risk group': 'Σ 高风险客户的应收余额',
  '100 × high-risk customers ÷ rated customers': '100 × 高风险客户 ÷ 已评定客户',
  '100 × Σ outstanding of the high-risk group ÷ Σ outstanding of rated customers':
    '100 × Σ 高风险客户余额 ÷ Σ 已评定客户余额',
  'Σ of the ⌈n/10⌉ largest balances of the group': 'Σ 高风险客户中最大的 ⌈n/10⌉ 笔余额',
  '100 × the ⌈n/10⌉ largest balances ÷ Σ outstanding of the group': '100 × 最大的 ⌈n/10⌉ 笔余额 ÷ Σ 高风险客户余额',
  'the rule and the score applied to every month end as the books show it now': '按账面现状，对每个月末套用规则和评分',
  'rated customers outside the high-risk group': '高风险以外的已评定客户',
  'Σ outstanding balance of rated customers outside the group': 'Σ 高风险以外已评定客户的应收余额',
  'customers without a payment rate': '没有回款率的客户',
  'Σ outstanding balance of customers without a payment rate': 'Σ 没有回款率的客户的应收余额',
  'the group under each pair of thresholds': '各组门槛下的高风险客户',
  'Σ ÷ n over customers of the group that have it': 'Σ ÷ n，取组内有该值的客户',
  'customers whose score is in the band': '评分在该分段的客户',
  'customers with a score in the band, lower bound inclusive': '评分在该分段的客户，含下限',
  'Σ outstanding balance of the band': 'Σ 该分段客户的应收余额',
  'inputs outside 0–100 (credit score 0–850), taken at the edge': '超出0–100（信用评分0–850）、按边界取值的输入',
  'high-risk customers whose value is derived from the ledger': '由明细账推算取值的高风险客户',
  'high-risk customers whose value the books give': '账面给出取值的高风险客户',
  'highest score': '最高评分',
  'lowest score': '最低评分',
  'Σ score ÷ scored customers of the high-risk group': 'Σ 评分 ÷ 已评分的高风险客户',
  'middle score; the mean of the two middle ones for an even count': '居中的评分；偶数时取中间两个的平均',
  'Spearman correlation of the score with the same weights over percentile-ranked inputs':
    '评分与按百分位排名的输入、同样权重所得评分的Spearman相关',
  'Spearman correlation of the score with the same weights over standardised inputs':
    '评分与按标准化输入、同样权重所得评分的Spearman相关',
  '100 × customers in the top ⌈n/10⌉ both by score and over standardised inputs ÷ ⌈n/10⌉':
    '100 × 按评分与按标准化输入同在前 ⌈n/10⌉ 的客户 ÷ ⌈n/10⌉',
  '100 × customers in the top ⌈n/10⌉ both by score and over percentile-ranked inputs ÷ ⌈n/10⌉':
    '100 × 按评分与按百分位排名同在前 ⌈n/10⌉ 的客户 ÷ ⌈n/10⌉',
  'high-risk customers with all three inputs': '三项输入齐全的高风险客户',
  'high-risk customers that lack an input': '缺少输入项的高风险客户',
  'high-risk customers': '高风险客户',
  'Σ outstanding balance of these customers': 'Σ 这些客户的应收余额',
  'profitability tier, or relative margin where one level holds more than the set share of the group':
    '盈利等级；某一等级占比超过设定值时，改用组内相对毛利率',
  'settings: a target, or the value now moved by a change': '取自设置：直接给定的目标，或现值加上变动',

  // 特征对照
  'customers of each group with a value in [from, to)': '两组中取值落在［起，止）的客户',
  '2U ÷ (n₁n₂) − 1, positive where high-risk customers have the larger values':
    '2U ÷（n₁n₂）− 1，高风险客户取值较大时为正',
  'mean of the high-risk group − mean of the normal group': '高风险组均值 − 正常组均值',
  'mean of the high-risk group ÷ mean of the normal group': '高风险组均值 ÷ 正常组均值',
  'middle value (type 7)': '中位数（第7类算法）',
  'first quartile, linear interpolation (type 7)': '第一四分位数，线性插值（第7类算法）',
  'third quartile, linear interpolation (type 7)': '第三四分位数，线性插值（第7类算法）',
  'Mann–Whitney U, two-sided, normal approximation with tie correction, no continuity correction':
    'Mann–Whitney U检验，双侧，正态近似，结点校正，不作连续性校正',
  'no_difference where p ≥ 0.05 or |delta| < 0.147; small < 0.33; medium < 0.474; else large':
    'p ≥ 0.05 或 |δ| < 0.147 为未见差异；< 0.33 小；< 0.474 中；其余大',
  '√(χ² ÷ n), χ² uncorrected': '√(χ² ÷ n)，χ² 未校正',
  'customers without a tier': '没有盈利等级的客户',
  'Pearson χ² without continuity correction; Fisher’s exact test where an expected count is below 5':
    'Pearson χ² 检验，不作连续性校正；期望频数低于5时用Fisher精确检验',
  'which of the two tests': '采用了两种检验中的哪一种',
  'customers of the group in the tier, text as in the data': '组内属于该等级的客户，等级文字与数据一致',

  // 利润
  'Σ gross profit of all invoices that have one': 'Σ 全部有毛利记录的发票的毛利',
  "Σ gross profit of the high-risk group's invoices that have one": 'Σ 高风险客户有毛利记录的发票的毛利',
  '100 × the group’s invoice total ÷ that of all invoices': '100 × 高风险客户开票额 ÷ 全部开票额',
  '100 × the group’s gross profit ÷ that of all': '100 × 高风险客户毛利 ÷ 全部毛利',
  'by the signs of the two sums; a zero part goes with the sign of the whole': '由两项合计的正负判定；部分为零时随整体',

  // 账实核对
  'customers or documents for which the books give an amount to compare': '账面给出可供核对金额的客户或单据',
  '100 × Σ |difference| ÷ Σ |what the books say|, in the currency where it is largest':
    '100 × Σ |差异| ÷ Σ |账面数|，取差异最大的币种',
  'those that differ by more than the tolerance': '差异超过容差的',
  'those that differ as is usual: tax or shipping on top of the lines': '属常见差异的：行外的税费或运费',
  'agrees, differs or not_compared': '相符、不符或未核对',
  'the largest differences between what the books say and what their documents add up to, with the likely reason':
    '账面与单据合计之间最大的差异及可能原因',

  // 回款率走势
  'rate of the last month − rate of the first month of the window': '区间末月回款率 − 首月回款率',
  'rate of the month before the run − rate of its last month': '本轮下降前一个月的回款率 − 末月回款率',
  'last month of the run': '该轮下降的末月',
  'falls in a row': '连续下降的月数',
  'first month of the run that fell': '该轮下降的首月',
  'months of the window whose rate is below the month before': '区间内低于上月的月数',
  'the period': '报告期',
  'collection rate of the latest month': '最近一个月的回款率',
  'mean of the rates of the window; months without one are skipped': '区间内回款率的平均，缺数月份略过',
  'rate of each month and its change from the month before, inside the window': '区间内各月回款率及较上月的变动',
  'runs of two falls or more, oldest first; decline from the month before the run':
    '两个月及以上的连续下降，由早到晚；降幅自下降前一个月算起',
  'Σ of the falls from month to month, as a positive number': 'Σ 各月降幅，以正数表示',
  'its rate − the rate of the month before': '当月回款率 − 上月回款率',
  'month with the deepest fall, the latest of equal ones': '降幅最大的月份，相同时取最近的',

  // 月度复盘
  'published: by an earlier run; rebuilt: by the rules of today from the books as of that month end':
    '已发布：出自先前的报告；重建：按现行规则由该月末账面重算',
  'latest collection rate − that of the previous review': '最近回款率 − 上次复盘的回款率',
  'high-risk now and not at the previous review': '现为高风险、上次不是',
  'no longer high-risk, and the balance is not lower or not in the books': '不再高风险，但余额未降或账上已无',
  'no longer high-risk, and the balance is lower': '不再高风险，且余额下降',
  'high-risk at both': '两次均为高风险',
  'period of the review compared with': '对照的报告期',
  'Wilson 95 % interval, upper end': 'Wilson 95%区间上限',
  'Wilson 95 % interval, lower end': 'Wilson 95%区间下限',
  'those no longer high-risk and still in the books': '不再高风险且仍在账上的',
  'those whose task ended as paid or no longer at risk': '任务以付清或风险解除告终的',
  '100 × those no longer high-risk and still in the books ÷ all of them': '100 × 不再高风险且仍在账上的 ÷ 全部',
  'median days from the end of the month that opened the task to the end of the month that found it cured':
    '自开立任务的月末至查明改善的月末的天数中位数',
  'customers the strategy had at the previous review': '上次复盘时采用该对策的客户',
  'Σ max(0, balance then − balance now) over them': 'Σ max(0，当时余额 − 现余额)',
  'the figure of each name now, at the last published review, and a year before':
    '各指标的现值、上次发布值和一年前的值',
  'published review twelve months before the period': '十二个月前发布的复盘',
  'share cured of those worked on − of the others: an observation, people choose whom they call':
    '已跟进者的改善比例 − 其余者的改善比例：仅为观察结果，联系谁由人选择',
  'Pearson’s test of cured or not by worked on or not, Fisher’s exact test where an expected count is below 5':
    '改善与否对跟进与否的Pearson检验；期望频数低于5时用Fisher精确检验',
  '100 × those whose task ended as paid or no longer at risk ÷ all of them': '100 × 任务以付清或风险解除告终的 ÷ 全部',
  'high-risk tasks of earlier months whose task was worked on by the month’s end':
    '以前月份的高风险任务中，月末前已有人跟进的',
  'high-risk tasks of earlier months whose task nobody worked on': '以前月份的高风险任务中，无人跟进的',
};
