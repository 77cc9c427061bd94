import type { MessageTag } from '@aws-sdk/client-sesv2';

const NAME = 'reference';
/** What SES allows for the value of a tag. */
const LONGEST = 256;

/**
 * A mail's reference as message tags. A tag's value takes letters, digits, `_`, `-`, `.` and `@` only and 256 of them, so the reference is
 * written in base64url and over as many tags as it takes.
 */
export function referenceTags(reference: string): MessageTag[] {
  const written = Buffer.from(reference, 'utf8').toString('base64url');
  const parts = written.match(new RegExp(`.{1,${LONGEST}}`, 'g')) ?? [];
  return parts.map((Value, index) => ({ Name: index === 0 ? NAME : `${NAME}-${index + 1}`, Value }));
}

/** The reference out of the tags of an event of SES; `undefined` for a mail that is not the product's. */
export function referenceOf(tags: Readonly<Record<string, readonly string[]>>): string | undefined {
  const parts: string[] = [];
  for (let index = 0; ; index += 1) {
    const part = tags[index === 0 ? NAME : `${NAME}-${index + 1}`]?.[0];
    if (part === undefined) break;
    parts.push(part);
  }
  return parts.length === 0 ? undefined : Buffer.from(parts.join(''), 'base64url').toString('utf8');
}
