import { type DefaultTreeAdapterMap, parse } from 'parse5';
import { z } from 'zod';

type Element = DefaultTreeAdapterMap['element'];

/** What became of a person's forms. */
export interface Worked {
  /** Task and version after each form that was taken. */
  readonly written: readonly (readonly [task: string, version: number])[];
  /** Forms that were refused because somebody was quicker. */
  readonly beaten: number;
  /** Answers that were neither. */
  readonly strange: readonly string[];
}

const ORIGIN = 'https://desk.test/';

/** A person who opens one task after the other and records with one click that somebody was reached. */
export async function workAt(
  handle: (request: Request) => Promise<Response>,
  token: string,
  tasks: readonly string[],
): Promise<Worked> {
  const written: (readonly [string, number])[] = [];
  const strange: string[] = [];
  let beaten = 0;
  for (const task of tasks) {
    const address = `${ORIGIN}?${new URLSearchParams({ t: token, task })}`;
    const shown = await handle(new Request(address));
    const form = firstForm(await shown.text());
    if (shown.status !== 200 || form === undefined) {
      strange.push(`${task}: shown as ${shown.status}`);
      continue;
    }
    const body = new URLSearchParams({ f: form, quick: 'reached' });
    const answer = await handle(new Request(address, { method: 'POST', body }));
    await answer.text();
    if (answer.status === 303) written.push([task, versionIn(answer.headers.get('location'))]);
    else if (answer.status === 409) beaten += 1;
    else strange.push(`${task}: answered with ${answer.status}`);
  }
  return { written, beaten, strange };
}

/** Opens the worklist and adds up its groups: how many tasks stand. */
export async function worklistAt(handle: (request: Request) => Promise<Response>, token: string): Promise<number> {
  const shown = await handle(new Request(`${ORIGIN}?${new URLSearchParams({ t: token })}`));
  const counts = elements(await shown.text()).flatMap((node) => (has(node, 'class', 'big') ? textIn(node) : []));
  return counts.reduce((sum, text) => sum + Number(text.replaceAll(',', '')), 0);
}

function versionIn(location: string | null): number {
  return z.coerce
    .number()
    .int()
    .parse(new URL(location ?? '', ORIGIN).searchParams.get('written'));
}

/** What the first form of a page is signed with. */
function firstForm(html: string): string | undefined {
  const hidden = elements(html).find((node) => node.tagName === 'input' && has(node, 'name', 'f'));
  return hidden?.attrs.find(({ name }) => name === 'value')?.value;
}

function has({ attrs }: Element, attribute: string, value: string): boolean {
  return attrs.some((each) => each.name === attribute && each.value === value);
}

function textIn({ childNodes }: Element): string[] {
  return childNodes.flatMap((node) => ('value' in node ? [node.value] : []));
}

/** The elements of a page, in their order. */
function elements(html: string): Element[] {
  const found: Element[] = [];
  const left: DefaultTreeAdapterMap['childNode'][] = [...parse(html).childNodes];
  for (let node = left.shift(); node !== undefined; node = left.shift()) {
    if ('attrs' in node) found.push(node);
    if ('childNodes' in node) left.unshift(...node.childNodes);
  }
  return found;
}
