import type { ChatWords } from '../chat-words.ts';

/** 群消息的用语。 */
export const chat: ChatWords = {
  report: '本月概况',
  tasks: ({ count }) => `新任务 ${count} 项`,
  alerts: ({ count }) => `新预警 ${count} 项`,
  due: ({ day }) => `${day}到期`,
  more: ({ count }) => `另有 ${count} 项`,
  footer: '报告已通过邮件发送；duewatch tasks list 可查看全部任务。',
};
