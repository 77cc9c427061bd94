import type { Renderer } from '../core/ports/renderer.ts';
import { createRenderer } from '../report/renderer.ts';
import { bundledFonts } from './bundled-fonts.ts';

/** The report's renderer with the bundled fonts. */
export function bundledRenderer(): Renderer {
  return createRenderer(bundledFonts);
}
