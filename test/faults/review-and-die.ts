import { reviewStory } from './month-of-story.ts';

/*
 * A review whose process is killed, as by a power cut, at a call to the outside world:
 * node review-and-die.ts <store> <exports> <room> <state> <port.method> <n> <before|after>
 * With `nothing` as state it runs to its end.
 */
const [store = '', exports = '', room = '', state = '', call = '', n = '', when = ''] = process.argv.slice(2);

const outcome = await reviewStory({
  store,
  exports,
  room,
  hook: async (point, make) => {
    const here = point.state === state && point.call === call && point.n === Number(n);
    if (here && when === 'before') process.kill(process.pid, 'SIGKILL');
    const result = await make();
    if (here && when === 'after') process.kill(process.pid, 'SIGKILL');
    return result;
  },
});
if ('failure' in outcome) {
  process.stderr.write(`${outcome.failure.error}: ${outcome.failure.message}\n`);
  process.exitCode = 1;
}
