const OUTSIDE = /^(?:[/\\~]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)|:\/\/|\\|\0/;

/**
 * Why a path of a manifest can't be used, or nothing where it stays inside the export's folder. Absolute paths, `..`, home
 * folders, drive letters, URLs and backslashes lead outside or depend on the machine.
 */
export function pathFault(path: string): string | undefined {
  if (path.trim() === '') return 'is empty';
  if (path.length > 500) return 'is longer than 500 characters';
  if (OUTSIDE.test(path)) return "leads outside the export's folder";
  return undefined;
}

/** A path without `./` and doubled slashes, as file listings have it. */
export function tidyPath(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

/** Whether the name fits a pattern in which `*` stands for any characters of one path part and `?` for one of them. */
export function fitsPattern(name: string, pattern: string): boolean {
  const parts = pattern.split('/');
  const names = name.split('/');
  return parts.length === names.length && parts.every((part, index) => fitsPart(names[index] ?? '', part));
}

/** Linear in time whatever the pattern: only the last `*` is ever tried again. */
function fitsPart(text: string, pattern: string): boolean {
  let at = 0;
  let next = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    if (pattern[next] === '*') {
      star = next++;
      resume = at;
    } else if (next < pattern.length && (pattern[next] === '?' || pattern[next] === text[at])) {
      next++;
      at++;
    } else if (star >= 0) {
      next = star + 1;
      at = ++resume;
    } else return false;
  }
  while (pattern[next] === '*') next++;
  return next === pattern.length;
}
