/** 早期预警与贷款评分卡各指标计算公式的中文说法。 */
export const judgingFormulas: Readonly<Record<string, string>> = {
  // 早期预警
  '100 × open amount of customers alerted and with an event ÷ that of all with an event':
    '100 × 已预警且发生事件的客户未结金额 ÷ 全部发生事件的客户未结金额',
  'customer-months with an alert, in judged months': '受评月份中有预警的客户月次',
  '100 × right ÷ events': '100 × 命中 ÷ 事件',
  '100 × right ÷ alerts': '100 × 命中 ÷ 预警',
  'of those, followed by none': '其中未发生事件的',
  'of those, followed by an event': '其中随后发生事件的',
  'median days from the month end at which the alert opened to the event': '自发出预警的月末至事件发生的天数中位数',
  'chance that an event ranks above another, over all judged customer-months':
    '全部受评客户月次中，发生事件者排在未发生者之前的概率',
  '97.5 % of draws of months': '按月重抽样的97.5%分位',
  '2.5 % of draws of months': '按月重抽样的2.5%分位',
  '100 × customer-months with an event ÷ all': '100 × 发生事件的客户月次 ÷ 全部',
  'each judged month by itself': '逐月列示各受评月份',
  'customer-months by score: the chance the scores stand for, and what became of them':
    '按评分划分的客户月次：评分所代表的概率与实际结果',
  'customers with something open, by judged month end': '各受评月末有未结金额的客户',
  'customer-months with an event': '发生事件的客户月次',
  'AUC less that of mean_days_late': 'AUC减去按平均迟付天数排序的AUC',
  'AUC less that of overdue_share': 'AUC减去按逾期占比排序的AUC',
  'each month’s customers in tenths by score, added up': '每月客户按评分十等分后相加',
  'median days to the event, top decile': '评分最高一成至事件发生的天数中位数',
  'that share ÷ the base rate': '该比例 ÷ 总体发生率',
  'month ends with six months behind and three closed ahead': '之前满六个月、之后三个月已结束的月末',
  '100 × events among the ⌈n/10⌉ highest of each month, ties at their share':
    '100 × 每月评分最高的 ⌈n/10⌉ 户中发生事件的比例，并列按份额计',
  'beats_naive_rules where the gain over both is above 0 in 97.5 % of draws of months':
    '在97.5%的按月重抽样中，比两条简单规则都好，才算胜出',
  'customers alerted a month before and not now': '上月预警、本月解除的客户',
  'customers with at least one reason': '至少符合一条理由的客户',
  'people who are written to of them': '为此收到邮件的人',
  'desks with alerts and without an address': '有预警而未填邮箱的岗位',
  'months both models were judged on': '两个模型同时受评的月份',
  'over those months': '在这些月份中',
  '1.96 standard errors of the difference, by draws of months': '差异的1.96倍标准误，按月重抽样',
  'over those months, each month’s card learnt before it': '在这些月份中，各月所用评分卡均只由更早的数据学得',
  'dynamic: points from the settings; fitted: the card learnt from closed months':
    'dynamic：分值取自设置；fitted：由已结束月份学得的评分卡',
  'customer-months with an event it learnt from': '训练所用、发生事件的客户月次',
  'first month the card learnt from': '训练数据的首月',
  'last month the card learnt from': '训练数据的末月',
  'customers alerted now and not a month before': '本月预警、上月没有的客户',
  'customers alerted now and not at the month compared with': '本月预警、对照月没有的客户',
  'Σ open amount of the customers alerted': 'Σ 预警客户的未结金额',
  'customers with something open': '有未结金额的客户',
  'scores of the first ten of them, month by month': '其中前十户逐月的评分',
  'alerts opened since the last published review, or all on a first run: a task each':
    '自上次发布以来新增的预警（首次运行为全部），每条一项任务',
  'alerted customers by score, then by open amount': '预警客户，按评分、再按未结金额排列',

  // 贷款评分卡
  'made from the loans of the export and their scorecard (docs/scorecard.md)':
    '由导出数据中的贷款及其评分卡得出（docs/scorecard.md）',
  'AUC of a flexible model over the same folds': '同样分折下灵活模型的AUC',
  'outcome at cut-offs from lenient to strict, by the card’s score and by the out-of-fold score; expected loss = loss given overdue × mean out-of-fold chance, weighted by loan amount where there is one':
    '由宽到严各门槛分的结果，分别按评分卡得分和折外得分；预期损失 = 逾期损失率 × 平均折外概率，有贷款金额时按金额加权',
  'loans left out for want of a usable target': '因无可用目标而剔除的贷款',
  'lowest ÷ highest approval rate of the groups large enough to compare': '样本足够的各组中，最低通过率 ÷ 最高通过率',
  'highest − lowest approval rate among loans that are not overdue': '未逾期贷款中，最高通过率 − 最低通过率',
  '100 × loans with the card’s score ≥ cut-off ÷ loans of the group': '100 × 得分不低于门槛分的贷款 ÷ 该组贷款',
  'loans of the group': '该组贷款',
  'approval rate among the group’s loans that are not overdue': '该组未逾期贷款的通过率',
  '100 × overdue loans ÷ loans of the group': '100 × 该组逾期贷款 ÷ 该组贷款',
  'how well a logistic regression on the card’s features tells the group, out of fold':
    '用评分卡特征作逻辑回归识别组别的能力（折外）',
  'loans without the attribute': '没有该属性的贷款',
  'area under the ROC curve of the feature alone, in tenths or by text, riskiest first':
    '单个特征的ROC曲线下面积，按十分位或文字取值，风险由高到低',
  'loans by bin; overdue rate with its 95 % Wilson interval; WOE = ln(share of goods ÷ share of bads); points where the card has the feature':
    '各分箱的贷款数；逾期率及95% Wilson区间；WOE = ln（好样本占比 ÷ 坏样本占比）；入卡特征另列分值',
  'Pearson χ² of overdue over tenths of the number or over the texts': '逾期对特征十分位或文字取值的Pearson χ²',
  'P(overdue loan has the larger value) − P(smaller); for texts, the riskier':
    'P（逾期贷款取值较大）− P（较小）；文字取值按风险较高者',
  'coefficient of the feature’s WOE in the log-odds of being overdue': '特征WOE在逾期对数几率中的系数',
  'sign of the Mann–Whitney statistic against the common expectation, where its p-value (Benjamini–Hochberg over the features) is significant':
    'Mann–Whitney统计量的方向与通常预期对照，仅在p值（对全部特征作Benjamini–Hochberg校正）显著时判定',
  'personal, loan, history or other, by the rules': '按规则分为个人、贷款、历史或其他',
  'Σ (share of goods − share of bads) · ln(share of goods ÷ share of bads) over the bins':
    'Σ（好样本占比 − 坏样本占比）· ln（好样本占比 ÷ 坏样本占比），对各分箱求和',
  'numeric or categorical, by the manifest': '按清单分为数值型或类别型',
  'the feature alone reaches the area under the ROC curve that the rules call leakage':
    '单个特征的AUC达到规则所定的泄漏标准',
  '100 × blanks ÷ loans': '100 × 空值 ÷ 贷款',
  'first of the selection’s steps that the feature did not pass': '特征未通过的第一个筛选步骤',
  'two-sided Wald test of the coefficient': '系数的双侧Wald检验',
  'p-value of that χ² test, or of Fisher’s exact test where counts are small':
    '上述χ²检验的p值；频数过小时为Fisher精确检验',
  'Σ (share now − share then) · ln(share now ÷ share then) over the earlier month’s bins':
    'Σ（现占比 − 当时占比）· ln（现占比 ÷ 当时占比），按早先月份的分箱',
  'Σ (share now − share then) · ln(share now ÷ share then) over the bands of the earlier card’s score':
    'Σ（现占比 − 当时占比）· ln（现占比 ÷ 当时占比），按早先评分卡的分数段',
  'in the scorecard': '是否入卡',
  'shape of the overdue rate over rising values': '取值由小到大时逾期率的形态',
  '1 ÷ (1 − R²) of the feature’s WOE on those of the others': '1 ÷（1 − R²），以其他特征的WOE回归该特征的WOE',
  'features by information value, largest first': '特征按信息值由大到小',
  'features read': '读入的特征',
  'pairs of features in thirds whose effects on the log-odds do not add up: likelihood-ratio test, Bonferroni over the pairs; the bins where it shows most':
    '按三分位配对、对数几率效应不可相加的特征对：似然比检验，对各对作Bonferroni校正；列出最明显的分箱',
  'features that alone tell overdue loans apart almost perfectly': '单凭自身几乎可完全区分逾期的特征',
  '100 × overdue loans ÷ loans': '100 × 逾期贷款 ÷ 贷款',
  'refusals that name the feature among at most four reasons': '拒绝理由（至多四条）中提到该特征的次数',
  'loans with a usable target': '有可用目标的贷款',
  'P(a good loan’s out-of-fold score > an overdue loan’s) + ½ P(equal)':
    'P（好贷款的折外得分 > 逾期贷款的折外得分）+ ½ P（相等）',
  'AUC + 1.96 standard errors (DeLong 1988)': 'AUC + 1.96倍标准误（DeLong 1988）',
  'AUC − 1.96 standard errors (DeLong 1988)': 'AUC − 1.96倍标准误（DeLong 1988）',
  'the same of the card’s own score': '同上，按评分卡自身得分',
  'good : bad': '好 : 坏',
  'points that every loan begins with': '每笔贷款的起始分',
  'score at the base odds': '基准几率对应的分数',
  'mean of (out-of-fold chance − outcome)²': '（折外概率 − 结果）² 的平均',
  'slope of a logistic regression of the outcome on the out-of-fold log-odds': '结果对折外对数几率作逻辑回归的斜率',
  'the regression reached its maximum': '回归是否收敛到极大值',
  'laid down by the rules, or from the approval rate they ask for, or base score + pdo/ln 2 · ln(break-even odds ÷ base odds)':
    '由规则给定，或由规则要求的通过率推得，或为 基准分 + PDO/ln 2 · ln（盈亏平衡几率 ÷ 基准几率）',
  'features of the card': '入卡特征数',
  'folds; every one has bins, features and coefficients of its own': '折数；各折有自己的分箱、特征和系数',
  '2 · AUC − 1': '2 · AUC − 1',
  'largest distance between the cumulative out-of-fold scores of overdue and good loans':
    '逾期与良好贷款折外得分累计分布的最大距离',
  'overdue rate of the ⌈n/10⌉ lowest out-of-fold scores ÷ overall rate':
    '折外得分最低的 ⌈n/10⌉ 笔的逾期率 ÷ 总体逾期率',
  '100 × mean out-of-fold chance of being overdue': '100 × 平均折外逾期概率',
  'points that double the odds': '几率翻倍所需的分数',
  'rounds of folds that the out-of-fold score is the mean of': '折外得分所平均的分折轮数',
  'base points + the most points of every feature': '起始分 + 各特征最高分',
  'base points + the least points of every feature': '起始分 + 各特征最低分',
  'the regression has no finite maximum of its own and was held back by a penalty':
    '回归本身没有有限的极大值，已加罚项约束',
  'what the manifest maps to overdue': '清单中映射为逾期的取值',
};
