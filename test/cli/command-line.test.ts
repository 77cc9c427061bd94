import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandLine } from '../../cli/command-line.ts';
import { duewatch, testFolder } from '../workflow/command.ts';
import { deskFolder, deskTask } from './tasks/task-desk.ts';

/** The words that a shell makes of a line. */
function wordsOf(line: string): string[] {
  const text = execFileSync('sh', ['-c', `printf '%s\\0' ${line}`], { encoding: 'utf8' });
  return text.split('\0').slice(0, -1);
}

describe('a command to paste', () => {
  it.each(['my store', "Ann's", '$HOME/`x`', 'a"b', '店\n铺', 'C:\\store', ''])(
    'gives the shell the store %j',
    (store) => {
      expect(wordsOf(commandLine(['tasks', 'list'], { store }))).toEqual([
        'npx',
        'duewatch',
        'tasks',
        'list',
        '--store',
        store,
      ]);
    },
  );

  it('is as short as can be, and names a deployed review', () => {
    expect(commandLine(['open'], { store: '.duewatch' })).toBe('npx duewatch open');
    expect(commandLine(['open'], { store: 'a', remote: true, stage: 'trial', region: 'eu-central-1' })).toBe(
      'npx duewatch open --remote --stage trial --region eu-central-1',
    );
  });

  it('stands under an export, with the store it came from', async () => {
    const store = await deskFolder(deskTask());
    const out = join(await testFolder(), 'my tasks.csv');
    const ended = await duewatch('tasks', 'export', '--out', out, '--store', store);
    const line = ended.out.split('\n').at(-2) ?? '';
    expect(wordsOf(line)).toEqual(['npx', 'duewatch', 'tasks', 'import', out, '--store', store]);
  });
});
