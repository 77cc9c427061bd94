import PostalMime from 'postal-mime';
import type { Explainer } from './explainer.ts';
import { readHtml } from './read-html.ts';
import { tokensOf } from './written-forms.ts';

/** Where one thing ends that the plain text says and the next begins: sentences, brackets, bars, arrows, the number of a list. */
const BREAKS = /[()[\]|（）。；!]|→|[:：]|(?<!\d)\.\s|\s·\s|(?:^|\s)\d{1,2}\.\s/;

/** The lines of a paragraph are one: it was broken to be narrow enough. */
function unwrapped(text: string, locale: string): string[] {
  const gap = locale === 'zh-CN' ? '' : ' ';
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\n\s*(?=→|\d{1,2}\.\s)/g, ' | ').replace(/\s*\n\s*/g, gap));
}

/** Numbers of texts that a reader gets beside the HTML, where the HTML does not say the same. */
export function plainFaults(texts: readonly string[], html: string, explainer: Explainer): string[] {
  const parts = texts.flatMap((text) => unwrapped(text, explainer.locale)).flatMap((text) => text.split(BREAKS));
  return parts.flatMap((part) => {
    const rest = explainer.cut(part);
    const strangers = tokensOf(rest).filter((token) => !explainer.isWritten(rest, token));
    const words = part.replace(/\s+/g, '').replace(/[,，.]$/, '');
    return strangers.length === 0 || html.includes(words)
      ? []
      : [`the mail’s text says “${part.trim()}”, its HTML does not`];
  });
}

/** Every number of a mail that is no figure: its HTML by itself; subject and plain text may only say what the HTML says. */
export async function mailFaults(raw: Uint8Array, explainer: Explainer): Promise<{ named: number; faults: string[] }> {
  const mail = await new PostalMime().parse(raw);
  const read = readHtml(mail.html ?? '', explainer);
  return {
    named: read.named,
    faults: [...read.faults, ...plainFaults([mail.subject ?? '', mail.text ?? ''], read.text, explainer)],
  };
}
