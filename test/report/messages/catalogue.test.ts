import { describe, expect, it } from 'vitest';
import { NOTES } from '../../../core/contracts/notes.ts';
import { en } from '../../../report/messages/en.ts';
import { figureLabel } from '../../../report/messages/figure-label.ts';
import { glossaryIn } from '../../../report/messages/glossary.ts';
import { plainText, type Said } from '../../../report/messages/phrase.ts';
import { zhCN } from '../../../report/messages/zh-CN.ts';
import { makeInput } from '../fixtures/report-input.ts';

function paths(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [at];
  return Object.entries(value).flatMap(([key, inner]) => paths(inner, `${at}/${key}`));
}

/** Calls a sentence with made-up figures and says which it asked for, and what it said. */
function spoken(sentence: (params: never) => readonly (string | Said)[]) {
  const asked = new Set<string>();
  const params = new Proxy(
    {},
    {
      get: (_, name) => {
        asked.add(String(name));
        const said = { text: `‹${String(name)}›`, value: 2, id: String(name), toLowerCase: () => `‹${String(name)}›` };
        return said;
      },
    },
  );
  const phrase = sentence(params as never);
  return {
    asked: [...asked].sort(),
    text: plainText(phrase),
    figures: phrase.filter((part) => typeof part !== 'string'),
  };
}

describe('the catalogues', () => {
  it('have the same words in both languages, none missing and none left over', () => {
    expect(paths(zhCN).sort()).toEqual(paths(en).sort());
  });

  it('have words for every reason a figure can be without a value', () => {
    for (const code of Object.keys(NOTES)) {
      expect(en.notes, code).toHaveProperty(code);
      expect(zhCN.notes, code).toHaveProperty(code);
    }
    expect(Object.keys(en.notes).sort()).toEqual(Object.keys(NOTES).sort());
  });

  it('say the same figures in both languages', () => {
    for (const key of Object.keys(en.findings) as (keyof typeof en.findings)[]) {
      const [english, chinese] = [spoken(en.findings[key] as never), spoken(zhCN.findings[key] as never)];
      expect(chinese.asked, key).toEqual(english.asked);
    }
  });

  it('are written in their own language', () => {
    for (const key of Object.keys(en.findings) as (keyof typeof en.findings)[]) {
      expect(spoken(en.findings[key] as never).text, key).not.toMatch(/\p{Script=Han}/u);
      expect(spoken(zhCN.findings[key] as never).text.replaceAll(/‹\w+›/g, ''), key).toMatch(/^$|\p{Script=Han}/u);
    }
  });

  it('name every figure of a run in both languages without falling back to its id', () => {
    const ids = Object.keys(makeInput({ ledger: true, earlier: true }).figures);
    const tierNames = /\.(High|Medium|Low)\.count$/;
    for (const id of ids.filter((each) => !tierNames.test(each))) {
      expect(figureLabel(id, en), id).not.toMatch(/_/);
      expect(figureLabel(id, zhCN), id).toMatch(/\p{Script=Han}|DSO|AUC/u);
    }
  });
});

describe('the glossary', () => {
  it('has the same terms in both languages, each in its own, and words about loans only where there are loans', () => {
    const [english, chinese] = [glossaryIn('en', true), glossaryIn('zh-CN', true)];
    expect(chinese.map(({ key }) => key)).toEqual(english.map(({ key }) => key));
    for (const { term, meaning } of english) expect(`${term} ${meaning}`).not.toMatch(/\p{Script=Han}/u);
    for (const { meaning } of chinese) expect(meaning).toMatch(/\p{Script=Han}/u);
    expect(new Set(english.map(({ term }) => term)).size).toBe(english.length);
    const without = glossaryIn('en', false).map(({ term }) => term);
    expect(without).toContain('DSO');
    expect(without).not.toContain('Cut-off');
  });
});
