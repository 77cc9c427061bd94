import type { LetterWords } from '../letter-words.ts';

/** 中文信函，语气由缓到严。 */
export const letters: LetterWords = {
  subject: {
    notice: ({ company, day }) => `${company}：${day}前到期的发票提示`,
    friendly: ({ company }) => `${company}：未付发票温馨提醒`,
    reminder: ({ company, overdue }) => `${company}：逾期款项${overdue}，请安排付款`,
    demand: ({ company, overdue }) => `${company}催款函：逾期款项${overdue}`,
    final: ({ company, overdue }) => `${company}最后催款函：逾期款项${overdue}`,
  },
  synthetic: '【模拟数据】',
  greeting: ({ customer }) => `${customer}财务部：`,
  opening: {
    notice: ({ day }) => [
      `您好！谨提前告知：下列发票将于${day}前到期。`,
      '如付款已经安排，则无需理会本函。如未收到发票，或对内容有异议，请尽早告知，以便在到期前更正。',
    ],
    friendly: ({ overdue }) => [`您好！下列发票已过付款日，我方尚未收到款项，逾期合计${overdue}。或许只是一时疏漏。`],
    reminder: ({ overdue, days }) => [`贵方逾期款项合计${overdue}，最早一张发票已逾期${days}天，请尽快安排付款。`],
    demand: ({ overdue, days }) => [
      `贵方仍有${overdue}未付，最早一张发票已逾期${days}天。我方至今未得到贵方的付款日期。`,
    ],
    final: ({ overdue, days }) => [
      `贵方仍有${overdue}未付，最早一张发票已逾期${days}天。这是该笔债权移出我方财务部门之前的最后一封函件。`,
    ],
  },
  closing: {
    notice: () => ['感谢贵方按时付款。'],
    friendly: ({ day }) => [`请于${day}前付款，或告知预计付款日期。如款项已经汇出，谨致谢意，请忽略本函。`],
    reminder: ({ day }) => [`请于${day}前付款。如届时无法全额支付，请于今日告知可付金额与日期。`],
    demand: ({ day }) => [`请于${day}前付清全部逾期款项，或在此之前与我方书面约定付款日期。`],
    final: ({ day }) => [
      `如${day}前仍未收到全部逾期款项，也未达成书面约定，我方将考虑把该笔债权委托催收机构或提起诉讼，不再另行通知。合同中关于逾期利息与费用的约定，我方保留主张的权利。`,
    ],
  },
  broken: ({ amount, day }) => `贵方曾承诺于${day}前支付${amount}，该款项至今未足额到账。`,
  measures: {
    payment_plan: '如一次付清有困难，我方愿意商议分期付款。',
    temporary_extension: '如需要更多时间，请来电联系，可就部分款项另行约定付款日期。',
    prepayment: '账款结清之前，新订单可能需要预付货款。',
    service_limits: '账款结清之前，我方可能限制供货与服务。',
    credit_freeze: '账款结清之前，我方可能暂停赊销供货。',
    insurance_notice: null,
  },
  asOf: ({ day }) => `截至${day}的未付发票`,
  columns: { invoice: '发票号', date: '开票日', due: '到期日', days: '逾期天数', total: '金额', open: '未付' },
  notDue: '未到期',
  totalOverdue: '逾期合计',
  totalNotDue: '未到期合计',
  totalOpen: '未付总计',
  moreInvoices: ({ count }) => `另有${count}张，已计入合计`,
  disputed: ({ count }) => `贵方有异议的${count}张发票未列入本函。`,
  payTo: '收款账户',
  reference: '客户编号',
  regards: '顺颂商祺',
  colon: '：',
  listSeparator: '、',
};
