/** `style="font-size:12px;font-weight:bold;"` as attributes: a page whose policy forbids inline styles shows them all the same. */
function styleAsAttributes(style: string): string {
  return style
    .split(';')
    .map((declaration) => declaration.split(':'))
    .flatMap(([name = '', value = '']) => {
      if (name.trim() === 'font-family' || name.trim() === '') return [];
      return [`${name.trim()}="${value.trim().replace(/px$/, '')}"`];
    })
    .join(' ');
}

/** Ids count up over a whole process; here they count from nought in each picture, under the picture's own name. */
function renumber(svg: string, prefix: string): string {
  const names = new Map<string, string>();
  return svg.replace(/\bzr\d+-[a-z]+\d+\b/g, (id) => {
    const known = names.get(id) ?? `${prefix}-${names.size}`;
    names.set(id, known);
    return known;
  });
}

/**
 * What ECharts draws inside its `<svg>`, made ready to be kept: the same bytes whenever it is drawn, no style sheet or inline style,
 * no hover rules, and ids that several pictures in one page do not share.
 */
export function tidySvg(raw: string, prefix: string): string {
  const bare = raw
    .replace(/^<svg [^>]*>\s*/, '')
    .replace(/\s*<\/svg>\s*$/, '')
    .replace(/^<rect [^>]*fill="none"[^>]*><\/rect>\s*/, '')
    .replace(/<style[^>]*>[\s\S]*?<\/style>/g, '')
    .replace(/ (?:class|ecmeta_[a-z_]+|pointer-events|xml:space)="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => ` ${styleAsAttributes(style)}`)
    .replace(/<defs ?>\s*<\/defs>/g, '')
    .replace(/\n+/g, '\n')
    .trim();
  return renumber(bare, prefix);
}
