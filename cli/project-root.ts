/** The folder with package.json, queries/ and config/. */
export const PROJECT_ROOT = new URL('../', import.meta.url);
