/** Words of the messages to chat rooms. */
export const chat = {
  report: 'The month',
  tasks: (p: { count: string }) => `New tasks: ${p.count}`,
  alerts: (p: { count: string }) => `New alerts: ${p.count}`,
  due: (p: { day: string }) => `due ${p.day}`,
  more: (p: { count: string }) => `and ${p.count} more`,
  footer: 'The report was sent by mail; duewatch tasks list shows every task.',
};
