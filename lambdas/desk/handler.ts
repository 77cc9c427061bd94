import type { Locale, Rules } from '../../core/contracts/config.ts';
import { taskStatus } from '../../core/contracts/task.ts';
import type { DeskLink } from '../../core/domain/desk/desk-link.ts';
import { WORK_GROUPS, type WorklistRules } from '../../core/domain/desk/worklist.ts';
import type { DeskKeys } from '../../core/ports/link-keys.ts';
import type { Settings } from '../../core/ports/settings.ts';
import type { DeskMoment, DeskPorts } from '../../core/steps/desk-requests/desk-ports.ts';
import { openLink } from '../../core/steps/desk-requests/open-link.ts';
import { showTask } from '../../core/steps/desk-requests/show-task.ts';
import { showWorklist, type WorklistAsk } from '../../core/steps/desk-requests/show-worklist.ts';
import { submitForm } from '../../core/steps/desk-requests/submit-form.ts';
import { newestPublished } from '../../core/steps/score-history.ts';
import type { Address, DeskPage, DeskReader } from '../../report/desk/desk-frame.ts';
import { type DeskError, errorPage } from '../../report/desk/error-page.ts';
import { taskPage } from '../../report/desk/task-page.ts';
import { worklistPage } from '../../report/desk/worklist-page.ts';
import { deskWords } from '../../report/messages/desk-words.ts';

/** What the page works with besides the desk's ports. */
export interface DeskHost extends DeskPorts, Settings {
  /** When a request came, and which day it is in the company's zone. */
  readonly moment: (timeZone: string) => DeskMoment;
  /** Told of what went wrong; the reader gets a page that says how to go on. */
  readonly failed: (error: unknown) => void;
}

/** The largest form that is read, in bytes. */
export const LARGEST_FORM = 65_536;

/** One request on its way. */
interface Asked {
  readonly host: DeskHost;
  readonly request: Request;
  readonly url: URL;
  readonly rules: Rules;
  readonly moment: DeskMoment;
  readonly keys: DeskKeys;
  readonly link: DeskLink;
  readonly reader: DeskReader;
}

/**
 * The desk page, the same on every host. A link shows (GET changes nothing, whatever it is asked with: mail scanners follow links); a form
 * that such a page carried changes its task, once (POST). Every answer forbids everything that is not its own.
 */
export function deskHandler(host: DeskHost): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url);
    let reader = strangerOf(request, url);
    try {
      if (url.pathname !== '/') return answer(404, errorPage(reader, 'not_found'));
      if (!['GET', 'HEAD', 'POST'].includes(request.method)) {
        return answer(405, errorPage(reader, 'method'), { Allow: 'GET, HEAD, POST' });
      }
      // Whoever has no link costs no more than a look at the link.
      const token = url.searchParams.get('t');
      if (!token) return answer(STATUS.missing, errorPage(reader, 'missing'));
      const keys = await host.keys.keys();
      const read = openLink(keys, token, host.moment('UTC'));
      if (!read.valid) return answer(STATUS[read.fault], errorPage(reader, read.fault));
      const rules = await host.rules();
      const moment = host.moment(rules.time_zone);
      // Labelled where the report is: an export that was made up marks its review, whatever the rules of the desk say.
      const synthetic = rules.company.synthetic || ((await newestPublished(host.store))?.synthetic ?? false);
      reader = readerOf(request, url, read.token, { rules, moment, synthetic });
      const asked: Asked = { host, request, url, rules, moment, keys, link: read.token, reader };
      const response = request.method === 'POST' ? await change(asked) : await show(asked);
      return request.method === 'HEAD' ? new Response(null, response) : response;
    } catch (error) {
      host.failed(error);
      return answer(500, errorPage(reader, 'failed'));
    }
  };
}

const STATUS: Readonly<Record<Exclude<DeskError, 'failed'>, number>> = {
  missing: 401,
  forged: 403,
  expired: 403,
  other_store: 403,
  not_found: 404,
  method: 405,
  too_large: 413,
};

async function show({ host, url, rules, moment, keys, link, reader }: Asked): Promise<Response> {
  const grouping = groupingOf(rules, moment);
  const taskId = taskOf(url, link);
  if (taskId === null) {
    const ask = worklistAsk(url.searchParams);
    return answer(200, worklistPage(reader, await showWorklist(host.tasks, ask, grouping), ask));
  }
  const view = await showTask(host, { link, keys, taskId, rules: grouping, moment });
  if (view === undefined) return answer(404, errorPage(reader, 'not_found'));
  const written = Number(url.searchParams.get('written') ?? Number.NaN);
  return answer(200, taskPage(reader, view, Number.isInteger(written) ? { written } : {}));
}

async function change({ host, request, url, rules, moment, keys, link, reader }: Asked): Promise<Response> {
  const taskId = taskOf(url, link);
  if (taskId === null) return answer(404, errorPage(reader, 'not_found'));
  const sent = await formOf(request);
  if (sent === undefined) return answer(413, errorPage(reader, 'too_large'));
  const { f: token = null, ...fields } = sent;
  const result = await submitForm(host, {
    link,
    keys,
    taskId,
    token,
    fields,
    rules: groupingOf(rules, moment),
    moment,
    saysPaid: deskWords(reader.locale).record.says_paid_note,
  });
  if (result.outcome === 'not_found') return answer(404, errorPage(reader, 'not_found'));
  if (result.outcome === 'refused') {
    const refused = { why: result.refused, fields };
    return answer(result.refused.kind === 'problem' ? 422 : 409, taskPage(reader, result.view, { refused }));
  }
  // To an address that shows: loading the page again sends nothing.
  const { lang } = reader.address;
  const to = {
    t: url.searchParams.get('t') ?? '',
    task: taskId,
    written: String(result.task.version),
    ...(lang ? { lang } : {}),
  };
  return answer(303, undefined, { Location: `/?${new URLSearchParams(to)}` });
}

function taskOf(url: URL, link: DeskLink): string | null {
  const asked = url.searchParams.get('task');
  return asked ?? (link.scope.of === 'task' ? link.scope.task : null);
}

function groupingOf(rules: Rules, { today }: DeskMoment): WorklistRules {
  return { today, scoreThreshold: rules.warning.score_threshold, smallAmount: rules.desk.small_amount };
}

function worklistAsk(asked: URLSearchParams): WorklistAsk {
  const text = (field: string) => asked.get(field)?.slice(0, 200) || undefined;
  const page = Number(asked.get('page') ?? 1);
  return {
    filter: {
      owner: text('owner'),
      role: text('role'),
      status: taskStatus.safeParse(asked.get('status')).data,
      text: text('text'),
    },
    group: WORK_GROUPS.find((group) => group === asked.get('group')),
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

/** The fields of a form, or nothing where it is larger than any form of the desk. */
async function formOf(request: Request): Promise<Readonly<Record<string, string>> | undefined> {
  const body = await limitedText(request);
  return body === undefined ? undefined : Object.fromEntries(new URLSearchParams(body));
}

async function limitedText(request: Request): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > LARGEST_FORM) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Somebody who has shown no link yet: of the company nothing is known to the page. */
function strangerOf(request: Request, url: URL): DeskReader {
  return {
    locale: localeOf(request, url, null, 'en'),
    company: 'duewatch',
    synthetic: false,
    timeZone: 'UTC',
    today: '',
    link: null,
    address: languageOf(url),
  };
}

function readerOf(
  request: Request,
  url: URL,
  link: DeskLink,
  { rules, moment, synthetic }: { readonly rules: Rules; readonly moment: DeskMoment; readonly synthetic: boolean },
): DeskReader {
  const until = new Date(link.expires * 1000).toISOString().slice(0, 10);
  const { t: _token, written: _written, ...address } = Object.fromEntries(url.searchParams);
  return {
    locale: localeOf(request, url, link, rules.locales[0] ?? 'en'),
    company: rules.company.name,
    synthetic,
    timeZone: rules.time_zone,
    today: moment.today,
    link: { token: url.searchParams.get('t') ?? '', by: link.by, until, worklist: link.scope.of === 'worklist' },
    address,
  };
}

function languageOf(url: URL): Address {
  const lang = url.searchParams.get('lang');
  return lang === null ? {} : { lang };
}

/** The language asked for with the switch, else the person's own, else the browser's, else the report's first. */
function localeOf(request: Request, url: URL, link: DeskLink | null, first: Locale): Locale {
  const asked = url.searchParams.get('lang');
  if (asked === 'en' || asked === 'zh-CN') return asked;
  if (link?.locale) return link.locale;
  for (const part of (request.headers.get('accept-language') ?? '').toLowerCase().split(',')) {
    if (/^\s*zh\b/.test(part)) return 'zh-CN';
    if (/^\s*en\b/.test(part)) return 'en';
  }
  return first;
}

function answer(status: number, page: DeskPage | undefined, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(page?.html ?? null, {
    status,
    headers: {
      ...(page === undefined ? {} : { 'Content-Type': 'text/html; charset=utf-8' }),
      'Content-Security-Policy': page?.policy ?? "default-src 'none'; frame-ancestors 'none'",
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      'X-Robots-Tag': 'noindex, nofollow',
      ...headers,
    },
  });
}
