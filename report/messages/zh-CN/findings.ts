import type { FindingWords } from '../messages.ts';
import { pValue, type Said, t } from '../phrase.ts';
import { creditFindings } from './credit.ts';
import { deskReviewFindings } from './desk-review.ts';
import { planFindings } from './plan.ts';

const standing = {
  'standing.synthetic': () => t`模拟数据：本报告中的客户和金额均为虚构。`,
  'standing.unreliable': (p: { reasons: string }) => t`本期数据不可靠：${p.reasons}。请先查清，再据此采取行动。`,
  'standing.snapshot': (p: { taken: string; month: string }) =>
    t`客户的余额、回款率和评分均为导出文件所载，即${p.taken}末的情况，并非${p.month}的，复盘结果亦然；只有按月列示的数据属于${p.month}。`,
  'standing.revision': (p: { revision: Said; month: string }) =>
    t`${p.month}第${p.revision}版，取代该月此前的所有报告。`,
  'standing.not_computed': (p: { what: string; why: string }) => t`${p.what}未计算：${p.why}。`,
};

const selection = {
  'selection.group': (p: { count: Said; all: Said; owed: Said; share: Said }) =>
    t`在${p.all}家可评定客户中，${p.count}家属于高风险，合计欠款${p.owed}，占可评定客户欠款的${p.share}。`,
  'selection.group_one': (p: { owed: Said; share: Said; name: string }) =>
    t`高风险客户只有一家：${p.name}，欠款${p.owed}，占可评定客户欠款的${p.share}。`,
  'selection.group_unshared': (p: { count: Said; all: Said }) =>
    t`在${p.all}家可评定客户中，${p.count}家属于高风险；因缺少汇率，欠款按币种分别列示。`,
  'selection.group_empty': (p: { all: Said }) => t`本月情况良好：${p.all}家可评定客户中没有一家属于高风险。`,
  'selection.unknown': (p: { why: string }) => t`未计算高风险客户数：${p.why}。`,
  'selection.nobody_rated': () => t`没有客户可以评定，因此无从筛选。`,
  'selection.rule': (p: { rate: Said; amount: Said }) =>
    t`高风险的标准：回款率低于${p.rate}，且应收余额超过${p.amount}，两项均不含等于。`,
  'selection.means': (p: { rate: Said; normalRate: Said }) =>
    t`这些客户平均回款率为${p.rate}，其他客户为${p.normalRate}。`,
  'selection.not_rated': (p: { count: Said; owed: Said }) =>
    t`另有${p.count}家客户（欠款${p.owed}）尚无回款率，不计入任何一组。`,
  'selection.not_rated_count': (p: { count: Said }) =>
    t`另有${p.count}家客户在任何币种下都尚无回款率，不计入任何一组。`,
  'selection.top_decile': (p: { owed: Said; share: Said }) =>
    t`欠款最多的一成客户合计欠${p.owed}，占该组余额的${p.share}。`,
  'selection.sensitive': (p: { tight: Said; loose: Said; count: Said }) =>
    t`名单对标准很敏感：收紧一档为${p.tight}家，现行标准为${p.count}家，放宽一档为${p.loose}家。宜当作工作清单，而非定论。`,
  'selection.steady': (p: { tight: Said; loose: Said; count: Said }) =>
    t`名单对标准不敏感：收紧一档为${p.tight}家，现行标准为${p.count}家，放宽一档为${p.loose}家。`,
  'selection.empty_near': (p: { loose: Said }) => t`如果两项标准各放宽一档，会有${p.loose}家。`,
  'selection.empty_far': () => t`即使两项标准各放宽一档，也没有客户入选。`,
  'selection.grew': (p: { count: Said; before: Said; owed: Said; owedBefore: Said }) =>
    t`高风险客户由${p.before}家增至${p.count}家，欠款由${p.owedBefore}变为${p.owed}。`,
  'selection.shrank': (p: { count: Said; before: Said; owed: Said; owedBefore: Said }) =>
    t`高风险客户由${p.before}家减至${p.count}家，欠款由${p.owedBefore}变为${p.owed}。`,
  'selection.same_size': (p: { count: Said; owed: Said; owedBefore: Said }) =>
    t`高风险客户仍为${p.count}家，欠款由${p.owedBefore}变为${p.owed}。`,
};

const score = {
  'score.spread': (p: { mean: Said; median: Said; min: Said; max: Said }) =>
    t`风险评分介于${p.min}与${p.max}之间，均值${p.mean}，中位数${p.median}；分数越高风险越大。`,
  'score.worst_band': (p: { count: Said; owed: Said }) => t`70分及以上的有${p.count}家，欠款${p.owed}。`,
  'score.no_worst': () => t`没有客户达到70分。`,
  'score.one_band': (p: { count: Said; band: string }) =>
    t`有${p.count}家落在同一分数段（${p.band}），分段几乎没有区分作用，应按评分高低排序处理。`,
  'score.robust': (p: { zscore: Said; percentile: Said; overlap: Said }) =>
    t`排序稳健：改用标准化口径的秩相关为${p.zscore}，改用百分位口径为${p.percentile}；评分最高的一成客户有${p.overlap}不变。`,
  'score.fragile': (p: { zscore: Said; percentile: Said; overlap: Said }) =>
    t`排序受口径影响较大：标准化口径的秩相关为${p.zscore}，百分位口径为${p.percentile}，评分最高的一成客户有${p.overlap}不变。宜看分数段，不宜看名次。`,
  'score.unscored': (p: { count: Said }) => t`${p.count}家客户缺少数据，无法评分，已逐一列出原因。`,
  'score.clamped': (p: { count: Said }) => t`有${p.count}项数据超出取值范围，已按边界值计算。`,
};

const profit = {
  'profit.share_of_profit': (p: { share: Said; revenue: Said }) =>
    t`高风险客户贡献了${p.share}的毛利，占收入的${p.revenue}。`,
  'profit.better_than_revenue': () => t`其毛利占比高于收入占比，是值得挽留的客户。`,
  'profit.same_as_revenue': () => t`其毛利占比与收入占比相当。`,
  'profit.worse_than_revenue': () => t`其毛利占比低于收入占比，不必不计代价地全部挽留。`,
  'profit.share_of_loss': (p: { share: Said; all: Said; revenue: Said }) =>
    t`没有利润可分摊：全部发票合计亏损${p.all}，其中${p.share}的亏损来自高风险客户，其收入占比为${p.revenue}。`,
  'profit.mixed_sign': (p: { group: Said; all: Said }) =>
    t`高风险客户与公司整体盈亏方向相反（前者毛利${p.group}，整体${p.all}），占比没有意义，故不列示。`,
  'profit.no_group': (p: { all: Said }) => t`没有高风险客户，无占比可言；全部客户毛利合计${p.all}。`,
  'profit.not_available': (p: { why: string }) => t`高风险客户的利润贡献不详：${p.why}。`,
};

const trend = {
  'trend.streak': (p: { months: Said; start: Said; decline: Said; rate: Said }) =>
    t`回款率自${p.start}起连续${p.months}个月下降，累计下降${p.decline}，降至${p.rate}。`,
  'trend.fell_once': (p: { decline: Said; rate: Said }) => t`本月回款率下降${p.decline}，降至${p.rate}。`,
  'trend.rose': (p: { change: Said; rate: Said }) => t`本月回款率上升${p.change}，达到${p.rate}。`,
  'trend.held': (p: { rate: Said; mean: Said }) => t`本月回款率没有下降，为${p.rate}，同期均值为${p.mean}。`,
  'trend.single_month': (p: { rate: Said }) => t`导出数据只有一个月的回款率（${p.rate}），谈不上趋势。`,
  'trend.unknown': (p: { why: string }) => t`本月回款率不详：${p.why}。`,
  'trend.falls': (p: { months: Said; sum: Said; change: Said }) =>
    t`观察期内有${p.months}个月下降，降幅合计${p.sum}；末月比首月变动${p.change}。`,
  'trend.longest': (p: { months: Said; start: Said; end: Said; decline: Said }) =>
    t`最长一轮下降持续${p.months}个月（${p.start}至${p.end}），累计${p.decline}。`,
  'trend.worst_month': (p: { month: Said; change: Said }) => t`降幅最大的月份是${p.month}，变动${p.change}。`,
  'trend.no_fall': () => t`观察期内没有一个月下降。`,
  'trend.against_mean': (p: { rate: Said; mean: Said }) => t`本月为${p.rate}，观察期均值为${p.mean}。`,
};

const profile = {
  'profile.none_differ': () =>
    t`在合作时长、开票张数和平均单张金额上，未见高风险客户与其他客户有差异：凭这三项都无法预判谁会成为高风险客户。`,
  'profile.few': (p: { count: Said }) => t`高风险客户仅${p.count}家，只有极大的差异才能显现。`,
  'profile.no_comparison': (p: { why: string }) => t`无从比较：${p.why}。`,
  'profile.no_difference': (p: { what: string; high: Said; normal: Said; p: Said }) =>
    t`${p.what}：未见差异（中位数${p.high}对${p.normal}，${pValue(p.p)}）。`,
  'profile.larger': (p: { what: string; size: string; high: Said; normal: Said; delta: Said }) =>
    t`${p.what}（中位数${p.high}对${p.normal}），差异程度${p.size}，Cliff's δ为${p.delta}。`,
  'profile.smaller': (p: { what: string; size: string; high: Said; normal: Said; delta: Said }) =>
    t`${p.what}（中位数${p.high}对${p.normal}），差异程度${p.size}，Cliff's δ为${p.delta}。`,
  'profile.untested': (p: { what: string; why: string }) => t`${p.what}：未作比较，${p.why}。`,
  'profile.tier_says_nothing': (p: { tier: string; high: Said; normal: Said }) =>
    t`盈利等级没有区分作用：几乎所有客户都是“${p.tier}”（高风险${p.high}家，正常${p.normal}家）。`,
  'profile.tier_related': (p: { v: Said; p: Said }) => t`盈利等级与风险有关（Cramér's V为${p.v}，${pValue(p.p)}）。`,
  'profile.tier_unrelated': (p: { v: Said; p: Said }) =>
    t`未见盈利等级与风险有关（Cramér's V为${p.v}，${pValue(p.p)}）。`,
  'profile.selected_by': () => t`回款率和应收余额的差异来自筛选标准本身，不算发现。`,
};

const loss = {
  'loss.baseline': (p: { baseline: Said; stress: Said }) =>
    t`若回款率维持现状，全部客户六个月合计比按均值少收${p.baseline}；若再降同样幅度，少收${p.stress}。`,
  'loss.no_baseline': (p: { stress: Said }) =>
    t`按当前回款率，全部客户六个月回款不低于均值水平；若再降同样幅度，将少收${p.stress}。`,
  'loss.no_loss': () => t`按当前回款率，六个月回款不低于均值水平，且回款率没有下降。`,
  'loss.high_risk_part': (p: { baseline: Said; stress: Said }) => t`其中高风险客户分别占${p.baseline}和${p.stress}。`,
  'loss.worst_case': (p: { worst: Said }) =>
    t`若高风险客户此后分文不付，损失为${p.worst}：这是该组的上限，不是预测；上述金额针对全部客户，二者口径不同，不宜相比。`,
  'loss.expected': (p: { expected: Said; low: Said; high: Said }) =>
    t`按本公司账龄迁徙率，六个月预期损失${p.expected}；低于${p.low}和高于${p.high}的可能性各为一成。`,
  'loss.check': (p: { month: string; open: Said; foretold: Said; happened: Said }) =>
    t`六个月前（${p.month}末）按当时的迁徙率，${p.open}中预计有${p.foretold}逾期超过90天；实际为${p.happened}。`,
  'loss.check_unknown': (p: { why: string }) => t`未将此前的预测与实际对照：${p.why}。`,
  'loss.provision': (p: { provision: Said }) => t`按账龄计提的准备（IFRS 9简化方法）为${p.provision}，未作前瞻性调整。`,
  'loss.unknown': (p: { why: string }) => t`未计算六个月的可能损失：${p.why}。`,
  'loss.shortfall': (p: { shortfall: Said; net: Said }) =>
    t`对照公司自身的现金流预测（六个月净额${p.net}），有${p.shortfall}可能落空。`,
  'loss.no_forecast': (p: { why: string }) => t`未与现金流预测对照：${p.why}。`,
};

const tiers = {
  'tiers.retain': (p: { count: Said; owed: Said }) => t`挽留${p.count}家高利润客户，欠款${p.owed}：登门商定还款计划。`,
  'tiers.watch': (p: { count: Said; owed: Said }) =>
    t`每周监控${p.count}家客户，欠款${p.owed}：逐周对账，首次逾约即电话跟进。`,
  'tiers.collect': (p: { count: Said; owed: Said }) => t`催收${p.count}家客户，欠款${p.owed}：评分高的先办。`,
  'tiers.retain_count': (p: { count: Said }) => t`挽留${p.count}家高利润客户：登门商定还款计划。`,
  'tiers.watch_count': (p: { count: Said }) => t`每周监控${p.count}家客户：逐周对账，首次逾约即电话跟进。`,
  'tiers.collect_count': (p: { count: Said }) => t`催收${p.count}家客户：评分高的先办。`,
  'tiers.relative_axis': () => t`几乎所有客户的盈利等级相同，等级没有区分作用；改按组内毛利率高低三等分。`,
  'tiers.no_axis': () => t`既无盈利等级，也无毛利率：所有客户按低利润处理，策略仅由此得出。`,
  'tiers.tier_axis': () => t`利润取账面盈利等级，风险取评分段。`,
  'tiers.unknown_tiers': (p: { names: string }) => t`规则中没有以下盈利等级，一律按低利润处理：${p.names}。`,
  'tiers.all_one': (p: { strategy: string }) => t`所有高风险客户都归入同一策略（${p.strategy}），矩阵没有区分作用。`,
};

const warnings = {
  'warnings.count': (p: { count: Said; fresh: Said }) => t`${p.count}家客户触发预警，其中${p.fresh}家为本月新增。`,
  'warnings.count_only': (p: { count: Said }) => t`${p.count}家客户触发预警。`,
  'warnings.nobody': () => t`没有客户触发预警。`,
  'warnings.unknown': (p: { why: string }) => t`未计算早期预警：${p.why}。`,
  'warnings.useful': (p: { auc: Said; low: Said; high: Said; lift: Said }) =>
    t`以历史数据检验，预警排序有效：AUC为${p.auc}（95%区间${p.low}至${p.high}）；评分最高的一成客户出问题的比例是平均水平的${p.lift}倍。`,
  'warnings.no_better': (p: { auc: Said; low: Said; high: Said; simple: Said; lateness: Said }) =>
    t`以历史数据检验，预警（AUC为${p.auc}，区间${p.low}至${p.high}）未能以超出误差的幅度优于简单规则：逾期占比为${p.simple}，过往平均迟付天数为${p.lateness}。`,
  'warnings.judged': (p: { months: Said; events: Said }) =>
    t`检验涵盖${p.months}个月、${p.events}次出问题；最近三个月结果未定，不计在内。`,
  'warnings.alerts': (p: { count: Said; precision: Said; covered: Said; money: Said; lead: Said }) =>
    t`这些月份的${p.count}次预警中${p.precision}之后确实出了问题；覆盖了${p.covered}的案例和${p.money}的金额，中位提前${p.lead}天。`,
  'warnings.model_dynamic': () => t`评分采用参数中的分值。`,
  'warnings.model_fitted': (p: { from: string; to: string; auc: Said; other: Said }) =>
    t`评分采用由${p.from}至${p.to}数据学得的评分卡：在未见过的月份上，其AUC（${p.auc}）优于参数分值（${p.other}），且超出误差。`,
  'warnings.no_address': (p: { roles: string }) =>
    t`下列岗位在参数中没有邮箱，未发预警邮件：${p.roles}。任务照常建立。`,
  'warnings.chance': (p: { auc: Said; low: Said; high: Said }) =>
    t`以历史数据检验，预警与随机猜测无法区分：AUC为${p.auc}（95%区间${p.low}至${p.high}）。`,
  'warnings.untested': (p: { why: string }) => t`预警效果无法检验：${p.why}。`,
};

const policy = {
  'policy.by_band': () => t`供货看分数段，沟通看策略。`,
  'policy.which': () =>
    t`分数段决定新订单以什么条件发货，策略决定由谁、以什么方式与客户沟通；信用额度只经信用复核并由人工批准后调整。各客户的两项内容见网页和工作簿的客户明细。`,
  'policy.band': (p: { count: Said; band: string; policy: string }) => t`${p.band}：${p.count}家，${p.policy}。`,
  'policy.nobody': () => t`本月没有客户需要调整信用政策。`,
};

const monitor = {
  'monitor.targets': () => t`用以下指标检验措施是否见效，每项都有负责人和期限。`,
  'monitor.target': (p: { what: string; now: Said; target: Said; by: Said }) =>
    t`${p.what}：${p.by}前由${p.now}调整到${p.target}。`,
};

const review = {
  'review.first': (p: { why: string }) => t`上月措施暂无法评价：${p.why}。`,
  'review.rebuilt': (p: { month: string }) =>
    t`${p.month}没有发布过复盘：该月高风险名单由账目重建，策略按现行规则推定，当时未必执行，因此以下只反映这些客户的变化，不代表措施的效果。`,
  'review.moves': (p: { month: string; entered: Said; paid: Said; other: Said; stayed: Said }) =>
    t`与${p.month}相比，新进入名单${p.entered}家，欠款减少而移出${p.paid}家，因其他原因移出${p.other}家，留在名单${p.stayed}家。`,
  'review.rate_up': (p: { change: Said }) => t`回款率比上月高${p.change}。`,
  'review.rate_down': (p: { change: Said }) => t`回款率比上月低${p.change}。`,
  'review.rate_same': () => t`回款率与上月持平。`,
  'review.cured': (p: { strategy: string; cured: Said; customers: Said; low: Said; high: Said; recovered: Said }) =>
    t`${p.strategy}：${p.customers}家中有${p.cured}恢复正常（95%区间${p.low}至${p.high}），收回${p.recovered}。`,
  'review.cured_few': (p: { strategy: string; cured: Said; customers: Said; recovered: Said }) =>
    t`${p.strategy}：${p.customers}家中有${p.cured}家恢复正常，收回${p.recovered}；户数太少，不计比例。`,
  'review.cannot_tell': () => t`各区间相互重叠，本月看不出哪种策略更有效。`,
};

const overdue = {
  'overdue.total': (p: { amount: Said; invoices: Said; customers: Said }) =>
    t`逾期金额${p.amount}，涉及${p.customers}家客户的${p.invoices}张发票。`,
  'overdue.nothing': () => t`没有逾期款项。`,
  'overdue.days': (p: { mean: Said; weighted: Said }) => t`逾期发票平均逾期${p.mean}天，按金额加权为${p.weighted}天。`,
  'overdue.dso': (p: { dso: Said; best: Said; late: Said }) =>
    t`应收账款周转天数为${p.dso}天；若全部按期付款只需${p.best}天，拖欠占用了${p.late}天。`,
  'overdue.causes_inferred': (p: { recorded: Said }) =>
    t`只有${p.recorded}的逾期原因有记录，其余为推断或不明。催收时请补录。`,
  'overdue.purpose': () => t`目的：摸清逾期款项及其账龄，逐户列明已知的逾期原因，落实由谁采取什么措施。`,
  'overdue.period': (p: { month: string; day: string }) =>
    t`期间：${p.month}。所有数字截至${p.day}，此后的开票和付款均不计入。`,
  'overdue.source': (p: { profile: string; files: Said; tables: string }) =>
    t`数据来源：${p.profile}；读取文件${p.files}个；采用行数：${p.tables}。`,
  'overdue.cause_kinds': (p: { recorded: Said; inferred: Said; unknown: Said }) =>
    t`在有逾期的客户中，${p.recorded}的原因在账面上有记录，${p.inferred}由规则推断，${p.unknown}原因不明；各户所依据的规则和证据见明细。`,
  'overdue.main_cause': (p: { cause: string; share: Said; customers: Said }) =>
    t`最常见的原因是“${p.cause}”：${p.customers}家，占有逾期客户的${p.share}。`,
  'overdue.main_unknown': (p: { share: Said; customers: Said }) =>
    t`最多的是原因不明：${p.customers}家，占有逾期客户的${p.share}。首先要做的是问清原因。`,
  'overdue.listed': (p: { shown: Said; count: Said }) =>
    t`明细为${p.count}家中逾期金额最大的${p.shown}家，全部客户见数据行文件。`,
  'overdue.undecided': () =>
    t`数据不能代为决定的事：数据中只有金额和日期，没有合同、担保、债务人资产、诉讼时效和费用。是否委托催收机构或诉诸法律，由财务总监和法务逐户决定；有争议的款项先行核实。`,
  'overdue.share_current': (p: { current: Said }) => t`应收账款中有${p.current}未逾期。`,
  'overdue.old': (p: { late: Said; latest: Said }) =>
    t`逾期91至120天的有${p.late}，超过120天的有${p.latest}：委托催收和法律手段针对的就是这部分。`,
  'overdue.no_old': () => t`没有逾期超过90天的款项，尚无须委托催收机构或诉诸法律。`,
  'overdue.cash': (p: { cash: Said }) =>
    t`按最近十二个月的付款情况，目前未结款项六个月内可收回${p.cash}，不含今后新开的发票。`,
  'overdue.no_loss': () => t`按最近十二个月的账龄迁徙率，目前未结款项预计没有损失。`,
  'overdue.watch': (p: { month: string }) => t`${p.month}的审视将重新检查以下指标：`,
  'overdue.unknown': (p: { why: string }) => t`未计算账龄和周转天数：${p.why}。`,
};

const loan = {
  'loan.read': (p: { rows: Said; rate: Said }) => t`共读取${p.rows}笔贷款，逾期率${p.rate}。`,
  'loan.separates': (p: { auc: Said; low: Said; high: Said; ks: Said }) =>
    t`评分卡在样本外能够区分好坏贷款：AUC为${p.auc}（95%区间${p.low}至${p.high}），KS为${p.ks}。`,
  'loan.chance': (p: { auc: Said; low: Said; high: Said }) =>
    t`评分卡与随机猜测无法区分：AUC为${p.auc}（95%区间${p.low}至${p.high}），不宜使用。`,
  'loan.cutoff': (p: { score: Said; approval: Said; overdue: Said; refused: Said }) =>
    t`以${p.score}分为准入线，通过率${p.approval}，通过者逾期率${p.overdue}，坏账贷款有${p.refused}被拒。`,
  'loan.unfair': (p: { attribute: string; ratio: Said }) =>
    t`按${p.attribute}分组，最低通过率只有最高的${p.ratio}，低于五分之四标准，使用前须复核。`,
  'loan.fair': (p: { attribute: string; ratio: Said }) =>
    t`按${p.attribute}分组，最低通过率为最高的${p.ratio}，高于五分之四标准。`,
  'loan.opposite': (p: { names: string }) => t`与预期方向相反的特征：${p.names}。`,
  'loan.leakage': (p: { names: string }) =>
    t`好得不真实：仅凭${p.names}就几乎能完全区分逾期贷款，很可能是事后才知道的信息。除非放款时已知，否则应予剔除。`,
  'loan.no_surprise': () => t`没有特征与通常预期相反。`,
  'loan.unseparated': (p: { why: string }) => t`无法评价评分卡：${p.why}。`,
  'loan.benchmark': (p: { boosted: Said; auc: Said }) =>
    t`同样的分折下，灵活模型的AUC为${p.boosted}，评分卡为${p.auc}；差距就是可解释性的代价。`,
};

const quality = {
  'quality.clean': () => t`所有行均已读入，没有隔离。`,
  'quality.quarantined': (p: { rows: Said; tables: string }) =>
    t`${p.rows}行无法读取，已隔离（${p.tables}），原因见隔离文件夹。`,
  'quality.suspects': (p: { list: string }) => t`已保留但存疑：${p.list}。`,
  'quality.score_sources': (p: { given: Said; derived: Said; stable: Said; regular: Said }) =>
    t`高风险客户的信用评分：${p.given}家由账套给出，${p.derived}家由付款行为推导；经营稳定性：${p.stable}家由账套给出，${p.regular}家由开票的规律和时长推导。`,
  'quality.books_agree': (p: { list: string }) => t`账面金额与其单据相符：${p.list}。`,
  'quality.books_differ': (p: { check: string; differing: Said; compared: Said; share: Said }) =>
    t`账面金额与其单据不符：${p.check}共核对${p.compared}项，${p.differing}项不符，差异占账面金额的${p.share}。`,
  'quality.books_not_compared': (p: { list: string; why: string }) => t`未与账面核对：${p.list}，原因是${p.why}。`,
};

const headline = {
  'headline.group': (p: { count: Said; owed: Said }) => t`${p.count}家高风险客户欠款${p.owed}`,
  'headline.count': (p: { count: Said }) => t`${p.count}家高风险客户`,
  'headline.nobody': () => t`没有高风险客户`,
  'headline.loans': (p: { rows: Said; rate: Said }) => t`${p.rows}笔贷款，逾期率${p.rate}`,
  'headline.unknown': () => t`没有客户可以评定`,
};

const act = {
  'act.collect': (p: { count: Said; owed: Said }) => t`对${p.count}家客户启动积极催收，欠款${p.owed}。`,
  'act.retain': (p: { count: Said; owed: Said }) => t`与${p.count}家高利润客户商定还款计划，欠款${p.owed}。`,
  'act.watch': (p: { count: Said; owed: Said }) => t`对${p.count}家客户（欠款${p.owed}）逐周对账监控。`,
  'act.collect_count': (p: { count: Said }) => t`对${p.count}家客户启动积极催收。`,
  'act.retain_count': (p: { count: Said }) => t`与${p.count}家高利润客户商定还款计划。`,
  'act.watch_count': (p: { count: Said }) => t`对${p.count}家客户逐周对账监控。`,
  'act.demand': (p: { count: Said; owed: Said }) =>
    t`向处于最后两个催收阶段的${p.count}家客户（逾期${p.owed}）正式催款。`,
  'act.alerts': (p: { count: Said }) => t`对本月新触发预警的${p.count}家客户走出第一步，避免逾期扩大。`,
  'act.policy_worst_count': (p: { count: Said; policy: string }) =>
    t`对70分及以上的${p.count}家客户执行“${p.policy}”。`,
  'act.policy_worst': (p: { count: Said; owed: Said; policy: string }) =>
    t`对70分及以上的${p.count}家客户（欠款${p.owed}）执行“${p.policy}”。`,
  'act.largest_first': (p: { owed: Said; share: Said }) =>
    t`先联系欠款最多的一成客户：${p.owed}，占该组余额的${p.share}。`,
  'act.raise_rate': (p: { target: Said; by: Said }) => t`${p.by}前把回款率提高到${p.target}。`,
  'act.stop_falls': (p: { by: Said }) => t`${p.by}前止住回款率的连续下降。`,
  'act.use_cutoff': (p: { score: Said }) => t`先以${p.score}分为准入线与现行审批并行试用，再正式采用。`,
  'act.review_fairness': () => t`正式采用前，复核各受保护群体的通过率。`,
  'act.check_features': (p: { names: string }) => t`正式采用前，核实${p.names}的数据来源。`,
  'act.routine': () => t`按计划提醒即可，无需额外措施。`,
  'act.check_export': () => t`检查导出数据：没有客户同时具备回款率和应收余额。`,
  'act.give_rates': () => t`在导出数据中补充汇率，以便汇总敞口。`,
  'act.record_history': () => t`导出更多月份，下月才能区分趋势与波动。`,
  'act.reconcile': () => t`先将导出数据与账面核对一致，再重新运行本月。`,
};

/** 报告能说的每一句话，按主题。 */
export const findings: FindingWords = {
  ...standing,
  ...selection,
  ...score,
  ...profit,
  ...trend,
  ...profile,
  ...loss,
  ...tiers,
  ...warnings,
  ...policy,
  ...monitor,
  ...review,
  ...overdue,
  ...planFindings,
  ...creditFindings,
  ...deskReviewFindings,
  ...loan,
  ...quality,
  ...headline,
  ...act,
};
