import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const PROJECT_FOLDER = fileURLToPath(new URL('../../../', import.meta.url));

/** What test lanes download and build; kept between runs, never committed. */
export const CACHE_FOLDER = fileURLToPath(new URL('../../../.cache', import.meta.url));
