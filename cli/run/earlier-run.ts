import { readFile, rm } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { z } from 'zod';

const earlierRun = z.object({ artefacts: z.array(z.object({ path: z.string() })) });

/** Takes an earlier run's artefacts out of the folder, by its own record of them, so that two runs never lie mixed. */
export async function clearEarlierRun(out: string): Promise<void> {
  const record = await readFile(join(out, 'run.json'), 'utf8')
    .then((text) => earlierRun.parse(JSON.parse(text)))
    .catch(() => undefined);
  for (const { path } of record?.artefacts ?? []) {
    const file = resolve(out, path);
    if (file.startsWith(out + sep)) await rm(file, { force: true });
  }
}
