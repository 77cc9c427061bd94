/*
 * A plugin of the mutation tests: what an error says to a person is not mutated. Tests hold an error's class and fields, by which callers act; its
 * sentence is for reading, and a test that repeated it word for word would only have to be changed along with it. Arguments that are not text
 * (counts, ids, conditions) inside an error are mutated like any others.
 */

interface SyntaxPath {
  readonly node: { readonly type: string; readonly callee?: { readonly type: string; readonly name?: string } };
  readonly parentPath: SyntaxPath | null;
}

const TEXT = new Set(['StringLiteral', 'TemplateLiteral', 'TemplateElement']);
/** What may stand between a text and the error it belongs to. */
const WITHIN = new Set(['TemplateLiteral', 'BinaryExpression', 'ConditionalExpression']);

const REASON = 'the sentence of an error: tests hold its class and fields';

/** `new SomeError(…)`, and `super(…)`, which in the domain only errors have. */
function isError({ node }: SyntaxPath): boolean {
  if (node.type === 'CallExpression') return node.callee?.type === 'Super';
  return (
    node.type === 'NewExpression' &&
    node.callee?.type === 'Identifier' &&
    /(Error|^Bad\w+)$/.test(node.callee.name ?? '')
  );
}

function shouldIgnore(path: SyntaxPath): string | undefined {
  if (!TEXT.has(path.node.type)) return undefined;
  let above = path.parentPath;
  while (above !== null && WITHIN.has(above.node.type)) above = above.parentPath;
  return above !== null && isError(above) ? REASON : undefined;
}

export const strykerPlugins = [{ kind: 'Ignore', name: 'error-texts', value: { shouldIgnore } }];
