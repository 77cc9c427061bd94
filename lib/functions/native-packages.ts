/** A native package: what the bundler leaves alone, and what is put into `node_modules` beside the bundle. */
export interface NativePackage {
  readonly external: readonly string[];
  readonly packages: readonly string[];
}

/** Native packages of the functions, for Lambda's x86-64 Linux. */
export const NATIVE_PACKAGES = {
  duckdb: {
    external: ['@duckdb/node-bindings'],
    packages: ['@duckdb/node-bindings', '@duckdb/node-bindings-linux-x64'],
  },
  resvg: {
    external: ['@resvg/resvg-js'],
    packages: ['@resvg/resvg-js', '@resvg/resvg-js-linux-x64-gnu'],
  },
  typst: {
    external: ['@myriaddreamin/typst-ts-node-compiler'],
    packages: ['@myriaddreamin/typst-ts-node-compiler', '@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu'],
  },
} as const satisfies Readonly<Record<string, NativePackage>>;
