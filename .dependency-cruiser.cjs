/** The arrows of the house: who may import whom (docs/architecture.md). */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Types may name each other; code may not.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'core-is-pure',
      comment: 'The domain has no I/O: it imports itself and a few libraries that only compute.',
      severity: 'error',
      from: { path: '^core/' },
      to: {
        pathNot: [
          '^core/',
          '^node_modules/(zod|decimal\\.js|@stdlib|pure-rand|ml-matrix|csv-stringify)',
          '^(node:)?crypto$',
        ],
      },
    },
    {
      name: 'report-knows-core-only',
      severity: 'error',
      from: { path: '^report/' },
      to: { path: '^(adapters|cli|lambdas|lib|config|bin)/' },
    },
    {
      name: 'report-has-no-files',
      severity: 'error',
      from: { path: '^report/' },
      to: { path: '^(node:)?(fs|fs/promises|child_process|net|http|https)$' },
    },
    {
      name: 'adapters-know-core-only',
      severity: 'error',
      from: { path: '^adapters/' },
      to: { path: '^(report|cli|lambdas|lib|bin)/' },
    },
    {
      name: 'lib-is-synth-time-only',
      severity: 'error',
      from: { path: '^(core|report|adapters|cli|lambdas|config)/' },
      to: { path: '^lib/' },
    },
    {
      name: 'only-wiring-chooses-adapters',
      severity: 'error',
      from: { path: '^(core|report|lib|config|lambdas)/', pathNot: '^lambdas/[^/]+/index\\.ts$' },
      to: { path: '^adapters/' },
    },
    {
      name: 'no-aws-on-the-laptop',
      severity: 'error',
      from: { path: '^(core|report|cli|adapters/(embedded|duckdb))/', pathNot: '^cli/remote/' },
      to: { path: '^node_modules/@aws-sdk' },
    },
    {
      name: 'product-does-not-import-tests',
      severity: 'error',
      from: { pathNot: '^(test|bench)/' },
      to: { path: '^test/' },
    },
    {
      name: 'no-dev-dependencies-at-run-time',
      severity: 'error',
      from: { path: '^(core|report|adapters|cli|lambdas|config|bin/duewatch)' },
      to: { dependencyTypes: ['npm-dev'] },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^aws-lambda$' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
