import { describe, expect, it } from 'vitest';
import { maskPersonal } from '../../lambdas/middleware/mask.ts';

describe('what reaches a log', () => {
  it('has no address and no name of a person or customer, however deep', () => {
    const line = {
      state: 'DeliverReport',
      error: { message: 'SES refused the mail to cfo+due@example.com: <li.wei@sub.example.cn> unknown' },
      customers: [{ customer_id: 'C1', customer_name: 'Müller & 王', note: 'asked for time', amount: '15.00' }],
      to: ['a@example.com'],
      from: null,
    };
    const written = JSON.stringify(line, maskPersonal);
    expect(written).not.toMatch(/cfo|li\.wei|Müller|王|asked|a@example/);
    expect(JSON.parse(written)).toMatchObject({
      state: 'DeliverReport',
      customers: [{ customer_id: 'C1', customer_name: '***', amount: '15.00' }],
      from: null,
    });
  });

  it.each([
    ['mail to a@b.co: bounced', 'mail to ***@***: bounced'],
    ['<li.wei@sub.example.cn>,"x y@z.org"', '<***@***>,"x ***@***"'],
    ['a@b@example.com', '***@***'],
    ['s3://bucket/key@2x.png', 's3://bucket/***@***'],
    ['no address: @ a@ @b.co x@y', 'no address: @ a@ @b.co x@y'],
    ['package@1.2.3', 'package@1.2.3'],
  ])('%j is written as %j', (text, masked) => {
    expect(maskPersonal('message', text)).toBe(masked);
  });
});
