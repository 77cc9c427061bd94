import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const FONTS = '@expo-google-fonts/noto-sans-sc';

/** The Noto Sans SC that lies in `node_modules`: the project's on the laptop, the bundle's own in a function. */
export async function bundledFonts(): Promise<{ regular: Uint8Array; bold: Uint8Array }> {
  const folder = dirname(createRequire(import.meta.url).resolve(`${FONTS}/package.json`));
  const [regular, bold] = await Promise.all([
    readFile(join(folder, '400Regular', 'NotoSansSC_400Regular.ttf')),
    readFile(join(folder, '700Bold', 'NotoSansSC_700Bold.ttf')),
  ]);
  return { regular, bold };
}
