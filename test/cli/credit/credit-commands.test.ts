import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { duewatch, testFolder } from '../../workflow/command.ts';

const HEAD =
  'applicant_id,name,credit_score,years_in_business,stability,references,monthly_purchases,requested_limit\n';

async function file(name: string, text: string): Promise<string> {
  const path = join(await testFolder(), name);
  await writeFile(path, text);
  return path;
}

describe('duewatch assess', () => {
  it('judges every applicant of a file, with points, limit and what they follow from', async () => {
    const path = await file('new.csv', `${HEAD}A1,Harbour Mills,680,5,70,3,20000,\nA2,新港贸易,300,1,,0,5000,9000\n`);
    const { status, out } = await duewatch('assess', '--file', path);
    expect(status).toBe(0);
    expect(out).toMatch(/^Harbour Mills \(A1\) +76 +1 +40000\.00 +45 +0%$/m);
    expect(out).toContain('credit score 680: 32 of 40');
    expect(out).toContain('stability not given: 0 of 20');
    const chinese = await duewatch('assess', '--file', path, '--locale', 'zh-CN');
    expect(chinese.out).toContain('信用评分 680：32/40 分');
    expect(chinese.out).toContain('该等级不予赊销');
  });

  it('judges one applicant from the command line, by the rules of a file', async () => {
    const rules = await file('rules.yaml', 'credit: { limits: { round_to: 1000 } }\n');
    const one = ['credit_score=680', 'years_in_business=5', 'stability=70', 'references=3', 'monthly_purchases=1234.5'];
    const { status, out } = await duewatch('assess', '--input', ...one, '--format', 'json', '--config', rules);
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject([
      { points: 76, limit: '2000.00', currency: 'USD', limit_reason: 'by_purchases' },
    ]);
  });

  it('refuses a file as a whole, and says where each wrong cell is and what would be right', async () => {
    const path = await file('new.csv', `${HEAD}A1,x,abc,,,,1'000,\nA1,x,900,,,2.5,,\n,=1+1,,,,,,\n`);
    const { status, out, err } = await duewatch('assess', '--file', path);
    expect([status, out]).toEqual([3, '']);
    expect(err.split('\n')).toEqual(
      expect.arrayContaining([
        expect.stringContaining('row 2, column credit_score: “abc” is no number'),
        expect.stringContaining("row 2, column monthly_purchases: “1'000” is no amount"),
        expect.stringContaining('row 3, column credit_score: “900” is outside 0–850'),
        expect.stringContaining('row 3, column references: “2.5” is no whole number'),
        expect.stringContaining('row 3, column applicant_id: “A1” stands in an earlier row too'),
        expect.stringContaining('row 4, column applicant_id: nothing stands there'),
        expect.stringContaining('row 4, column name: a formula stands there'),
      ]),
    );
  });

  it('refuses headings that it does not know, a file without rows and no file at all', async () => {
    const unknown = await duewatch('assess', '--file', await file('a.csv', 'applicant_id,score\nA1,3\n'));
    expect([unknown.status, unknown.err]).toEqual([3, expect.stringContaining('no column is called “score”')]);
    const empty = await duewatch('assess', '--file', await file('b.csv', HEAD));
    expect([empty.status, empty.err]).toEqual([3, expect.stringContaining('no rows below the headings')]);
    expect((await duewatch('assess', '--file', '/nowhere/c.csv')).status).toBe(2);
    expect((await duewatch('assess')).status).toBe(2);
  });

  it('escapes names that a spreadsheet would run', async () => {
    const path = await file('new.csv', `${HEAD}A1,@SUM(A1),680,,,,,\n`);
    const { out } = await duewatch('assess', '--file', path, '--format', 'csv');
    expect(out).toContain(",'@SUM(A1),");
  });
});

describe('duewatch clauses', () => {
  it('holds each contract against the rules, and leaves validity to counsel in both languages', async () => {
    const path = await file(
      'contracts.csv',
      'contract_id,customer_id,signed_date,late_interest_pct,rate_per,grace_days,cap_pct,reminder_fee,governing_law\n' +
        'K1,C1,2024-03-01,0.05,day,5,20,10,DE\nK2,C2,,30,year,,,,\n',
    );
    const { status, out } = await duewatch('clauses', '--file', path);
    expect(status).toBe(0);
    expect(out).toMatch(/^K1 +C1 +18\.25% {2}nothing against the rules$/m);
    expect(out).toMatch(/^K2 +C2 +30% {2}the rate is above the rules’ cap$/m);
    expect(out).toContain('Whether a clause holds is for counsel');
    const chinese = await duewatch('clauses', '--file', path, '--locale', 'zh-CN');
    expect(chinese.out).toContain('均须由法律顾问判断');
    const csv = await duewatch('clauses', '--file', path, '--format', 'csv');
    expect(csv.out).toContain('K2,C2,30,rate_above_cap; grace_missing; cap_missing; unsigned; law_missing');
  });

  it('refuses a period or a day that is none', async () => {
    const path = await file('contracts.csv', 'contract_id,signed_date,rate_per\nK1,2024-02-30,weekly\n');
    const { status, err } = await duewatch('clauses', '--file', path);
    expect(status).toBe(3);
    expect(err).toContain('row 2, column signed_date: “2024-02-30” is no day');
    expect(err).toContain('row 2, column rate_per: “weekly” is none of year, month, day');
  });
});
