import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, type RunIdentity, revisionOf, runId } from '../../core/domain/run-id.ts';

const file = (name: string, sha256: string) => ({ file: name, bytes: 1, sha256 });
const identity: RunIdentity = {
  period: '2025-09',
  inputs: [file('a.csv', 'aa'), file('b.csv', 'bb'), file('c.csv', 'cc')],
  rules: '{}',
  version: '1.0.0',
  desk: null,
};

describe('the id of a run', () => {
  test('is the month and eight hex digits', () => {
    expect(runId(identity)).toMatch(/^2025-09-[0-9a-f]{8}$/);
  });

  test('is that of stores from before: without what people wrote, of the month, the files, the rules and the version', () => {
    // sha256 of ["2025-09",[["a.csv","aa"],["b.csv","bb"],["c.csv","cc"]],"{}","1.0.0"], and with ,"[]" at its end
    expect([runId(identity), runId({ ...identity, desk: '[]' })]).toEqual(['2025-09-08d52435', '2025-09-d16b1986']);
  });

  test('is the same however the files are listed, and however large they say they are', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...identity.inputs], { minLength: 3 }), (inputs) => {
        expect(runId({ ...identity, inputs: inputs.map((each) => ({ ...each, bytes: 7 })) })).toBe(runId(identity));
      }),
    );
  });

  test.each<[string, Partial<RunIdentity>]>([
    ['another month', { period: '2025-10' }],
    ['another content', { inputs: [file('a.csv', 'ab'), file('b.csv', 'bb'), file('c.csv', 'cc')] }],
    ['another name', { inputs: [file('A.csv', 'aa'), file('b.csv', 'bb'), file('c.csv', 'cc')] }],
    ['a file fewer', { inputs: [file('a.csv', 'aa'), file('b.csv', 'bb')] }],
    ['other rules', { rules: '{"a":1}' }],
    ['another version', { version: '1.0.1' }],
    ['what people wrote', { desk: '[]' }],
  ])('is another with %s', (_, changed) => {
    expect(runId({ ...identity, ...changed }).slice(8)).not.toBe(runId(identity).slice(8));
  });
});

describe('the revision of a run', () => {
  const run = (id: string, revision: number, published: boolean) => ({ runId: id, revision, published });

  test.each([
    ['first', [], [], 1],
    ['after a published one', [run('a', 1, true)], [], 2],
    ['after one that nobody saw', [run('a', 1, false)], [], 1],
    ['after mails of one that was not published', [], [2], 3],
    ['its own again', [run('me', 2, true), run('a', 1, true)], [2], 2],
    ['its own again, though mails of it went out', [run('me', 1, false)], [1], 1],
    [
      'its own, not published, and a later one published with another number',
      [run('me', 1, false), run('a', 2, true)],
      [],
      1,
    ],
    [
      'a new one, where another was published with its number',
      [run('me', 1, false), run('a', 1, true), run('b', 2, true)],
      [],
      3,
    ],
    [
      'a new one, above what was mailed of another that was never published',
      [run('me', 1, false), run('a', 1, true), run('b', 2, false)],
      [1, 2],
      3,
    ],
    ['its own, wherever it is listed', [run('a', 1, false), run('me', 2, true), run('b', 3, true)], [], 2],
    ['its own, where another of its number was not published', [run('me', 1, false), run('a', 1, false)], [], 1],
  ])('is, %s, one that no reader saw for another run', (_, known, mailed, revision) => {
    expect(revisionOf('me', known, mailed)).toBe(revision);
  });
});

describe('canonical JSON', () => {
  test('sorts keys at every depth and leaves lists as they are', () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }, 2], a: 'x' })).toBe('{"a":"x","b":[{"c":null,"d":1},2]}');
    expect(canonicalJson(null)).toBe('null');
  });

  test('is the same text for equal values, and reads back to them', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
