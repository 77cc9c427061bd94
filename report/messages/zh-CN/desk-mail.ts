import type { DeskWords } from '../desk-words.ts';

/** 发给负责人的邮件用语。 */
export const deskMail: DeskWords['mail'] = {
  subject: ({ company, month, opened, broken, policy }) =>
    `${company} ${month}：${[
      broken === '0' ? '' : `${broken}项承诺未兑现`,
      policy === '0' ? '' : `${policy}家客户须执行信用政策`,
      opened === '0' ? '' : `${opened}项新任务`,
    ]
      .filter((part) => part !== '')
      .join('，')}，请您处理`,
  intro: ({ month }) => `${month}审视后，以下事项请您处理。`,
  alerts: '预警',
  broken: ({ count }) => `${count}项承诺未兑现`,
  opened: ({ count }) => `${count}项新任务`,
  policy: ({ policy, count }) => `${policy}：评分最差一档的${count}家客户`,
  shown: ({ shown, count }) => `以下是${count}项中金额最大的${shown}项。`,
  was_due: ({ amount, day }) => `${day}前付${amount}`,
  promised: '曾承诺',
  open: '打开并记录情况',
  list: '打开工作清单',
  until: ({ day }) => `链接有效至${day}。持有链接的人可以查看客户资料，并以您的名义记录：请勿转发本邮件。`,
  footer: ({ company }) => `您收到此邮件，是因为${company}的客户由您负责。`,
};
