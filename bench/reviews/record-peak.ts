import { writeFileSync } from 'node:fs';

/*
 * Loaded with `node --import` before the measured program: when that ends, its peak resident memory (kilobytes) goes to the file named
 * by BENCH_PEAK_FILE.
 */
process.on('exit', () => {
  const file = process.env.BENCH_PEAK_FILE;
  if (file !== undefined) writeFileSync(file, String(process.resourceUsage().maxRSS));
});
