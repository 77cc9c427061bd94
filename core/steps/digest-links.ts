import { createHash } from 'node:crypto';
import type { Locale, Rules } from '../contracts/config.ts';
import type { Digest, DigestLinks } from '../contracts/digest.ts';
import type { RunRef } from '../contracts/states.ts';
import { type DeskLink, signToken } from '../domain/desk/desk-link.ts';
import type { LinkKeys } from '../ports/link-keys.ts';

/** Where the desk page is, and what its links are signed with. */
export interface DeskDoor {
  readonly keys: LinkKeys;
  /** The page's address where the surroundings know it; the rules' `desk.url` goes before it. */
  readonly url?: string | undefined;
}

/** The language of a person's digest and of the desk behind its links: the person's own, else the report's first. */
export function digestLocale({ recipient }: Digest, rules: Rules): Locale {
  return recipient.locale ?? rules.locales[0] ?? 'en';
}

/**
 * The links of one person's digest: to the worklist, and one to each task. They open for `desk.link_days` days from the run's start, in the
 * person's name and language. `null` where no address of a desk page is known. Composed again they are the same, so that a run that is taken
 * up again writes the same mail.
 */
export async function digestLinks(
  door: DeskDoor,
  { run, rules, digest }: { run: RunRef; rules: Rules; digest: Digest },
): Promise<DigestLinks | null> {
  const base = rules.desk.url ?? door.url;
  if (base === undefined) return null;
  const { store, current } = await door.keys.keys();
  const { name: by } = digest.recipient;
  const locale = digestLocale(digest, rules);
  const expires = Math.floor(Date.parse(run.startedAt) / 1000) + rules.desk.link_days * 86_400;
  const linkTo = (scope: DeskLink['scope']): string => {
    const seed = JSON.stringify([run.id, run.startedAt, digest.recipient.email, scope]);
    const nonce = createHash('sha256').update(seed).digest('base64url').slice(0, 22);
    const token = signToken({ use: 'link', store, scope, by: by.slice(0, 200), expires, nonce, locale }, current);
    return `${base.replace(/\/+$/, '')}/?t=${token}`;
  };
  const shown = [...digest.alerts, ...digest.broken.shown, ...digest.opened.shown, ...digest.policy.shown];
  return {
    worklist: linkTo({ of: 'worklist' }),
    tasks: new Map(shown.map(({ task_id }) => [task_id, linkTo({ of: 'task', task: task_id })])),
    until: new Date(expires * 1000).toISOString().slice(0, 10),
  };
}
