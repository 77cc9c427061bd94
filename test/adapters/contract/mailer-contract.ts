import { describe, expect, it } from 'vitest';
import type { Mailer, OutgoingMail } from '../../../core/ports/mailer.ts';

/** A mail as its reader has it. */
export interface ArrivedMail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

/** A mailer, what arrived, and how the service's own word of a mail reaches it. */
export interface MailerUnderTest {
  readonly mailer: Mailer;
  readonly arrived: (to: string) => Promise<readonly ArrivedMail[]>;
  readonly serviceTells: (reference: string, messageId: string) => Promise<void>;
}

const TEXT = 'Müller & 王: 3 customers owe ¥15,000.01\r\n';

/** A complete message, as a composed report is: encoded subject, UTF-8 text in base64. */
export function mailTo(to: string, reference: string): OutgoingMail {
  const lines = [
    'From: duewatch <duewatch@example.com>',
    `To: ${to}`,
    `Subject: =?UTF-8?B?${Buffer.from('应收 September').toString('base64')}?=`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(TEXT).toString('base64'),
    '',
  ];
  return { from: 'duewatch@example.com', to, raw: Buffer.from(lines.join('\r\n')), reference };
}

/** What every mailer does. */
export function mailerContract(name: string, open: () => Promise<MailerUnderTest>): void {
  describe(`a mailer: ${name}`, () => {
    it('hands over the message as it was composed, to its recipient alone', async () => {
      const { mailer, arrived } = await open();
      await mailer.send(mailTo('one+due@example.com', '2025-09/1/one+due@example.com/1'));
      const mails = await arrived('one+due@example.com');
      expect(mails).toEqual([{ to: ['one+due@example.com'], subject: '应收 September', text: TEXT }]);
    });

    it('gives every mail an id of its own', async () => {
      const { mailer } = await open();
      const ids = [
        await mailer.send(mailTo('two@example.com', '2025-09/1/two@example.com/1')),
        await mailer.send(mailTo('two@example.com', '2025-09/1/two@example.com/2')),
        await mailer.send(mailTo('three@example.com', '2025-09/1/three@example.com/1')),
      ];
      expect(new Set(ids).size).toBe(3);
      for (const id of ids) expect(id).not.toBe('');
    });

    it('finds a mail that left by its reference as soon as the service has told of it, and no other', async () => {
      const { mailer, serviceTells } = await open();
      const reference = '2025-09/12/a/b@example.com/1';
      expect(await mailer.findSent(reference)).toBeUndefined();
      const id = await mailer.send(mailTo('b@example.com', reference));
      await serviceTells(reference, id);
      expect(await mailer.findSent(reference)).toBe(id);
      expect(await mailer.findSent('2025-09/12/a/b@example.com/2')).toBeUndefined();
    });
  });
}
