import type { Dice } from '../../../core/sample/dice.ts';
import { address, formsOf, type TestDesk, testDesk } from '../../desk/desk-host.ts';
import { deskTask } from '../../desk/desk-task.ts';
import { hold, type Outcome } from '../fuzz-case.ts';
import type { FuzzLab } from '../fuzz-lab.ts';
import { mutateBytes } from '../mutate/bytes.ts';
import { oneOf, oneOfOr } from '../mutate/draw.ts';
import { HOSTILE_TEXTS } from '../mutate/hostile-texts.ts';
import { holdPrototypes } from '../oracle/prototype-untouched.ts';

const NAME = 'Maple';
const FIELDS = [
  'do',
  'quick',
  'note',
  'amount',
  'due_date',
  'on',
  'channel',
  'result',
  'cause',
  'owner',
  'outcome',
  'first_date',
  'parts',
  'every',
  'approved',
  'f',
];
const VERBS = [
  'note',
  'promise',
  'contact',
  'dispute',
  'plan',
  'assign',
  'postpone',
  'close',
  'reopen',
  'decide',
  'cause',
];
const VALUES = [
  'phone',
  'reached',
  '2025-10-30',
  '100.00',
  'paid',
  'forgotten',
  '3',
  'month',
  'yes',
  'C1',
  'reached',
  'promise:7',
];

/**
 * One request to the desk: a good link, or one whose token, parameters, method or form was changed. Nothing is an error of the page; what was
 * changed opens nothing; what does not end in a redirection changes nothing; one form changes one task once.
 */
export async function linkCase(_lab: FuzzLab, dice: Dice): Promise<Outcome> {
  const tasks = ['C1', 'C2'].map((id) => deskTask({ task_id: id, customer_id: id, customer_name: `${NAME} ${id}` }));
  const desk = await testDesk(tasks);
  try {
    const good = await desk.token(dice.chance(0.3) ? { scope: { of: 'task', task: 'C1' } } : {});
    const spoilt = dice.chance(0.4);
    const token = spoilt ? spoiltToken(good, dice) : good;
    const before = await written(desk);
    const request = dice.chance(0.5) ? lookAt(token, dice) : await sendTo(desk, good, token, dice);
    const response = await desk.handle(request);
    const html = await response.text();
    holdPrototypes();
    hold(desk.failures.length === 0, `the desk failed: ${String(desk.failures[0])}`);
    hold(response.status < 500, `the desk answered ${response.status}`);
    if (token !== good) hold(!html.includes(NAME) && response.status >= 400, 'a link that was changed opens');
    const changed = (await written(desk)) !== before;
    hold(!changed || response.status === 303, `an answer of ${response.status} changed something`);
    hold(!changed || request.method === 'POST', `${request.method} changed something`);
    if (changed) await judgeChange(desk);
    return { outcome: OUTCOMES.get(response.status) ?? `answered ${response.status}`, checked: [] };
  } finally {
    desk.close();
  }
}

const OUTCOMES: ReadonlyMap<number, string> = new Map([
  [200, 'accepted, shown'],
  [303, 'accepted, one task changed'],
  [401, 'refused: no link'],
  [403, 'refused: forged, expired or another store’s link'],
  [404, 'refused: not found'],
  [405, 'refused: method'],
  [409, 'refused: form used, stale or not for this'],
  [422, 'refused: a field, in words'],
]);

function spoiltToken(good: string, dice: Dice): string {
  if (dice.chance(0.2)) return oneOfOr(dice, HOSTILE_TEXTS, '');
  if (dice.chance(0.3)) {
    const [version = '', , mac = ''] = good.split('.');
    const claim = {
      use: 'link',
      store: oneOf(dice, HOSTILE_TEXTS),
      scope: { of: 'worklist' },
      by: 'x',
      expires: 1e12,
      nonce: 'n-000000',
    };
    return `${version}.${Buffer.from(JSON.stringify(claim)).toString('base64url')}.${mac}`;
  }
  return mutateBytes(Buffer.from(good), dice.whole(1, 3), dice).toString('latin1');
}

function lookAt(token: string, dice: Dice): Request {
  const more = dice.chance(0.5)
    ? {
        [oneOfOr(dice, ['task', 'lang', 'q', 'page', 'group', 'owner', 'f', 'quick'], 'q')]: oneOfOr(
          dice,
          HOSTILE_TEXTS,
          '',
        ),
      }
    : {};
  const method = dice.chance(0.8) ? 'GET' : dice.pick(['HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']);
  return new Request(address({ t: token, task: dice.pick(['C1', 'C2', 'C9', '__proto__']), ...more }), { method });
}

async function sendTo(desk: TestDesk, good: string, token: string, dice: Dice): Promise<Request> {
  const shown = await (await desk.handle(new Request(address({ t: good, task: 'C1' })))).text();
  const { f = '' } = formsOf(shown)[0] ?? {};
  const form = dice.chance(0.7) ? f : spoiltToken(f, dice);
  const drawn = Array.from({ length: dice.whole(0, 4) }, (): [string, string] => [
    oneOfOr(dice, FIELDS, 'note'),
    dice.chance(0.6) ? oneOfOr(dice, VALUES, '') : oneOfOr(dice, HOSTILE_TEXTS, ''),
  ]);
  const verb: [string, string][] = dice.chance(0.4)
    ? [['quick', dice.pick(['reached', 'not_reached', 'promise:7', 'says_paid', 'x:y'])]]
    : [['do', oneOfOr(dice, VERBS, 'note')]];
  const fields = new URLSearchParams([['f', form], ...verb, ...drawn]);
  const type = dice.chance(0.9)
    ? 'application/x-www-form-urlencoded'
    : oneOfOr(dice, ['text/plain', 'multipart/form-data; boundary=x', 'application/json'], '');
  const body = dice.chance(0.9)
    ? fields.toString()
    : mutateBytes(Buffer.from(fields.toString()), 2, dice).toString('latin1');
  const headers = { 'content-type': type };
  return new Request(address({ t: token, task: dice.pick(['C1', 'C1', 'C2']) }), { method: 'POST', headers, body });
}

/** The tasks. A form is used up even where what it asks for is refused: that it was is no change of a task. */
async function written(desk: TestDesk): Promise<string> {
  return JSON.stringify(await desk.host.tasks.list());
}

/** One task is one version further, and says who wrote it. */
async function judgeChange(desk: TestDesk): Promise<void> {
  const tasks = await desk.host.tasks.list();
  const moved = tasks.filter(({ version }) => version !== 1);
  hold(moved.length === 1 && moved[0]?.version === 2, `one form changed ${moved.length} tasks`);
  hold(moved[0]?.history.at(-1)?.by === 'Ana', 'a change under another name than the link’s');
}
