import { spawn } from 'node:child_process';

const OPENERS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Shows a file or an address in the person's browser; false where none could be started. */
export async function openInBrowser(target: string): Promise<boolean> {
  const [command, ...before] = OPENERS[process.platform] ?? ['xdg-open'];
  return new Promise<boolean>((resolve) => {
    const child = spawn(command, [...before, target], { stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
