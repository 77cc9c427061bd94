/** Words of the mails to the people in charge. */
export const deskMail = {
  subject: (p: { company: string; month: string; opened: string; broken: string; policy: string }) =>
    `${p.company} ${p.month}: ${[
      p.broken === '0' ? '' : p.broken === '1' ? '1 broken promise' : `${p.broken} broken promises`,
      p.policy === '0' ? '' : `the credit policy for ${p.policy === '1' ? '1 customer' : `${p.policy} customers`}`,
      p.opened === '0' ? '' : p.opened === '1' ? '1 new task' : `${p.opened} new tasks`,
    ]
      .filter((part) => part !== '')
      .join(', ')} for you`,
  intro: (p: { month: string }) => `This is what the review for ${p.month} puts on your desk.`,
  alerts: 'On alert',
  broken: (p: { count: string }) => (p.count === '1' ? '1 broken promise' : `${p.count} broken promises`),
  opened: (p: { count: string }) => (p.count === '1' ? '1 new task' : `${p.count} new tasks`),
  policy: (p: { policy: string; count: string }) =>
    `${p.policy}: ${p.count === '1' ? '1 customer' : `${p.count} customers`} in the worst score band`,
  shown: (p: { shown: string; count: string }) => `The ${p.shown} largest of ${p.count}.`,
  was_due: (p: { amount: string; day: string }) => `${p.amount} by ${p.day}`,
  promised: 'Promised',
  open: 'Open it and record what happened',
  list: 'Open your worklist',
  until: (p: { day: string }) =>
    `The links open until ${p.day}. Whoever has one can read the customer and write under your name: do not pass this mail on.`,
  footer: (p: { company: string }) => `You get this mail because customers of ${p.company} are yours to look after.`,
};
