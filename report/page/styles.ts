import { AGE, GROUP, INK, MOVE, STRATEGY } from '../charts/palette.ts';
import { strategyStyles } from './customers-section.ts';

const SERIF = `'Iowan Old Style','Source Serif 4','Source Serif Pro','Noto Serif','Noto Serif SC','Noto Serif CJK SC','Source Han Serif SC','Songti SC',Georgia,serif`;
const SANS = `-apple-system,BlinkMacSystemFont,'Segoe UI','Helvetica Neue',Arial,'PingFang SC','Microsoft YaHei','Noto Sans SC','Noto Sans CJK SC',sans-serif`;

/** Colours and typefaces of every page, on light and on dark paper. */
export const TOKENS = `
:root{color-scheme:light dark;--paper:#fbfaf7;--surface:#ffffff;--ink:${INK.text};--muted:#586472;--line:#e4e0d8;--soft:#f3f0ea;--accent:#1b5583;--bad:${GROUP.high_risk};--watch:#855a08;--good:#2c6a4c;--serif:${SERIF};--sans:${SANS}}
@media (prefers-color-scheme:dark){:root{--paper:#14181c;--surface:#1a1f25;--ink:#e7eaed;--muted:#a0acb8;--line:#2f363e;--soft:#20262d;--accent:#86b7e0;--bad:#f0919d;--watch:#e0b768;--good:#8accaa}}
`;

const BASE = `
*{box-sizing:border-box}
html{scroll-padding-top:1.5rem;-webkit-text-size-adjust:100%}
body{margin:0;overflow-wrap:break-word;background:var(--paper);color:var(--ink);font:1rem/1.62 var(--sans);font-kerning:normal;text-rendering:optimizeLegibility}
:lang(zh-CN){line-break:strict;text-spacing-trim:trim-start;text-autospace:normal}
:lang(en){font-variant-east-asian:proportional-width}
h1,h2,.kpi dd,.decision h3,.lead,.card .big{font-family:var(--serif);font-weight:600}
h1{font-size:clamp(1.9rem,4.4vw,2.75rem);line-height:1.15;margin:.1em 0 .2em;letter-spacing:-.01em;overflow-wrap:anywhere}
h2{font-size:1.6rem;line-height:1.25;margin:0 0 .7rem}
h3{font-size:1.06rem;line-height:1.4;margin:2.2rem 0 .4rem}
p{margin:0 0 .7rem}
a{color:var(--accent)}
small{display:block;color:var(--muted);font-size:.78rem;font-weight:400;line-height:1.35}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--surface);padding:.4rem .8rem;z-index:9}
.shell{max-width:74rem;margin:0 auto;padding:0 1.25rem 4rem}
@media (min-width:72rem){.shell{display:grid;grid-template-columns:12.5rem minmax(0,1fr);column-gap:3.5rem}.shell>header,.shell>footer{grid-column:2}.shell>nav{grid-row:1/4;grid-column:1}}
header.top{padding:2.6rem 0 1.2rem}
.eyebrow{font-size:.82rem;letter-spacing:.06em;color:var(--muted);margin:0}
.eyebrow b{color:var(--ink);font-weight:600}
.hint{color:var(--muted);font-size:.85rem;margin:.2rem 0 0}
.standing{border-left:3px solid var(--watch);background:var(--soft);padding:.7rem 1rem;margin:1.1rem 0 0;border-radius:0 4px 4px 0}
.standing p{margin:0}.standing p.bad{color:var(--bad);font-weight:600}
nav.contents{font-size:.86rem;line-height:1.45}
nav.contents ol{list-style:none;margin:0;padding:0}
nav.contents li{margin:0 0 .5rem}
nav.contents a{color:var(--muted);text-decoration:none}
nav.contents a:hover{color:var(--ink);text-decoration:underline}
nav.contents summary{cursor:pointer;color:var(--muted)}
@media (min-width:72rem){nav.contents{padding-top:3.2rem}nav.contents details{position:sticky;top:2rem}nav.contents summary{font-weight:600;color:var(--ink);margin-bottom:.7rem}}
@media (max-width:71.99rem){nav.contents{border-bottom:1px solid var(--line);padding-bottom:.8rem;order:2}nav.contents[hidden]{display:none}nav.contents ol{padding-top:.6rem;columns:2}}
section{padding:2.2rem 0 .4rem;border-top:1px solid var(--line);margin-top:2rem}
#decision{border:0;margin:0;padding:1rem 0 0}
footer{border-top:1px solid var(--line);margin-top:3rem;padding-top:1rem;color:var(--muted);font-size:.85rem}
`;

const FIGURES = `
.fig{color:inherit;cursor:pointer;font-variant-numeric:tabular-nums;text-decoration:underline dotted transparent;text-underline-offset:.22em;text-decoration-thickness:1px;border-radius:2px}
p .fig,li .fig,h3 .fig{text-decoration-color:color-mix(in srgb,currentColor 35%,transparent)}
.fig:hover,.fig[aria-expanded=true]{text-decoration-color:currentColor;background:color-mix(in srgb,var(--accent) 12%,transparent)}
.fig.none{color:var(--muted);font-style:normal;font-weight:400}
data.prev{font-variant-numeric:tabular-nums}
#about{position:fixed;inset:auto;margin:0;width:min(23rem,calc(100vw - 2rem));background:var(--surface);color:var(--ink);border:1px solid var(--line);border-radius:8px;padding:1rem 1.1rem;box-shadow:0 12px 40px rgb(0 0 0/.18);font:.88rem/1.5 var(--sans)}
#about h2{font:600 1rem/1.35 var(--sans);margin:0 1.5rem .5rem 0}
#about dl{margin:0;display:grid;grid-template-columns:auto 1fr;gap:.3rem .8rem}
#about dt{color:var(--muted)}#about dd{margin:0;overflow-wrap:anywhere}
#about code{font:.8rem/1.4 ui-monospace,Menlo,Consolas,monospace}
#about .close{position:absolute;top:.5rem;right:.6rem;border:0;background:none;color:var(--muted);font-size:1.2rem;line-height:1;cursor:pointer;padding:.3rem}
`;

const DECISION = `
.kpis{display:grid;grid-template-columns:repeat(4,1fr);margin:0;border-top:1px solid var(--line);border-bottom:1px solid var(--line)}
.kpi{padding:1.1rem 1.2rem 1rem;border-left:1px solid var(--line);display:flex;flex-direction:column}
.kpi:first-child{border-left:0;padding-left:0}
.kpi dt{min-height:2.7em;display:flex;align-items:end;color:var(--muted);font-size:.84rem;line-height:1.35}
.kpi dd{margin:.35rem 0 0;font-size:2.05rem;line-height:1.15;font-variant-numeric:lining-nums}
.kpi dd .fig:not(.none){white-space:nowrap}:lang(zh-CN) .kpi dd{font-size:1.72rem}
.kpi dd .none{display:block;font:400 .85rem/1.4 var(--sans)}
.kpi .before{font:.8rem/1.4 var(--sans);color:var(--muted);margin:.35rem 0 0}
.decisions{list-style:none;margin:1.2rem 0 0;padding:0;counter-reset:d}
.decision{counter-increment:d;display:grid;grid-template-columns:2.6rem minmax(0,1.55fr) minmax(0,1fr);gap:0 1.6rem;padding:1.7rem 0;border-bottom:1px solid var(--line)}
.decision:last-child{border-bottom:0}
.decision::before{content:counter(d);font:600 1.9rem/1.2 var(--serif);color:var(--muted)}
.decision h3{font-size:1.36rem;line-height:1.42;margin:0 0 .6rem}
.because{color:var(--muted);margin:0 0 .45rem}
.acts{border-left:2px solid var(--accent);padding-left:1.2rem;align-self:start}
.decision .acts h3{font:600 .84rem/1.4 var(--sans);color:var(--accent);margin:0 0 .4rem}
.acts ul{list-style:none;margin:0;padding:0}
.acts li{margin:0 0 .85rem}.acts li:last-child{margin:0}
.acts p{margin:0}
.who{font-size:.84rem;color:var(--muted);margin-top:.15rem}
.who .owner{font-weight:600;color:var(--ink)}
.who .owner+.due::before{content:'\\00a0·\\00a0'}
@media (max-width:52rem){.kpis{grid-template-columns:1fr 1fr}.kpi{padding:.9rem .8rem}.kpi:nth-child(odd){border-left:0;padding-left:0}.kpi:nth-child(n+3){border-top:1px solid var(--line)}.kpi dd{font-size:1.7rem}.decision{grid-template-columns:1.8rem minmax(0,1fr)}.decision h3{font-size:1.2rem}.acts{grid-column:2;margin-top:.7rem}}
`;

const SECTIONS = `
.lead{font-size:1.24rem;line-height:1.5;font-weight:400;max-width:46rem;margin:0 0 .9rem}
.readings,.method{max-width:46rem;margin:0 0 1.2rem;padding:0;list-style:none}
.readings li,.method li{position:relative;padding-left:1.15rem;margin:0 0 .45rem}
.readings li::before,.method li::before{content:'';position:absolute;left:.1rem;top:.62em;width:.42rem;height:.42rem;border-radius:50%;background:var(--line)}
.readings li.bad::before{background:var(--bad)}.readings li.watch::before{background:var(--watch)}.readings li.good::before{background:var(--good)}
.aside{color:var(--muted);font-size:.88rem;max-width:46rem}
figure.chart{margin:1.6rem 0 1.4rem;padding:1.3rem 1.4rem 1rem;background:var(--surface);border:1px solid var(--line);border-radius:8px}
figure.chart h3{margin:0 0 .25rem;font-size:1.1rem}
figure.chart .key{margin:0 1.2rem .6rem 0;font-size:.8rem;color:var(--muted);display:inline-block;vertical-align:top}
figure.chart ul.key{list-style:none;padding:0;margin-right:0}
figure.chart ul.key li{display:inline-block;margin-right:1rem;color:var(--ink)}
figure.chart ul.key svg{margin-right:.35rem;vertical-align:-1px}
figure.chart figcaption{color:var(--muted);font-size:.78rem;margin-top:.5rem}
figure.chart svg{max-width:100%;height:auto;display:block;font-family:var(--sans)}
figure.chart ul.key svg{display:inline-block}
figure.chart .wide svg{width:100%}
figure.chart .narrow{display:none}
.cards{list-style:none;margin:1.2rem 0;padding:0;display:grid;grid-template-columns:repeat(3,1fr);gap:1rem}
.card{background:var(--surface);border:1px solid var(--line);border-radius:8px;padding:0 1.1rem .9rem;overflow:hidden;display:flex;flex-direction:column}
.card .bar{display:block;height:4px;width:calc(100% + 2.2rem);margin:0 -1.1rem}
.card h3{margin:.9rem 0 .1rem}.card .big{font-size:1.7rem;line-height:1.2;margin:0}.card .people{color:var(--muted);font-size:.86rem;margin:0 0 .6rem}
.card p:nth-last-child(2){font-size:.92rem;flex:1}.card .who{margin:0}
@media (max-width:52rem){.cards{grid-template-columns:1fr}figure.chart{padding:1rem .6rem .8rem;margin-left:-.4rem;margin-right:-.4rem}figure.chart h3,figure.chart .key,figure.chart figcaption{margin-left:.4rem}figure.chart .wide{display:none}figure.chart .narrow{display:block}figure.chart .narrow svg{margin:0 auto}}
details.behind{margin-top:.3rem}details.behind>summary{cursor:pointer;min-height:24px}details.behind ul{list-style:none;margin:.3rem 0 0;padding:0;columns:2 14rem;column-gap:1.4rem}details.behind .fig{font:inherit;text-align:left;background:none;border:0;padding:.15rem 0;min-height:24px;color:inherit;text-decoration-color:color-mix(in srgb,currentColor 35%,transparent)}
details.fold{margin:.6rem 0;border-top:1px solid var(--line)}
details.fold>summary{cursor:pointer;padding:.6rem 0;color:var(--accent);font-size:.92rem}
.missing dt{font-weight:600;margin-top:.6rem}.missing dd{margin:0;color:var(--muted)}
.facts{display:flex;flex-wrap:wrap;gap:.4rem 2rem;font-size:.85rem;margin:1.4rem 0 0}.facts div{display:flex;gap:.5rem}.facts dt{color:var(--muted)}.facts dd{margin:0;overflow-wrap:anywhere}
`;

const TABLES = `
.scroll{overflow-x:auto;margin:1rem 0 1.2rem}
table{border-collapse:collapse;width:100%;font-size:.92rem;line-height:1.42}
caption{text-align:left;color:var(--muted);font-size:.86rem;padding:0 0 .5rem}
th,td{padding:.5rem .9rem .5rem 0;text-align:left;vertical-align:top;font-weight:400;border-bottom:1px solid var(--line)}
th:last-child,td:last-child{padding-right:0}
thead th{color:var(--muted);font-size:.82rem;vertical-align:bottom;border-bottom-color:color-mix(in srgb,var(--ink) 45%,transparent)}
th[scope=row]{overflow-wrap:anywhere;min-width:6.5rem}
.num{text-align:right;font-variant-numeric:tabular-nums lining-nums;white-space:nowrap}
td.num+td:not(.num),th.num+th:not(.num){padding-left:1rem}
.rule{font-weight:700;box-shadow:inset 0 -2px var(--accent)}
.of{color:var(--muted)}
.definitions td{white-space:normal}
.definitions th{min-width:13rem}.definitions small,.definitions td{overflow-wrap:anywhere}
.controls{display:flex;flex-wrap:wrap;gap:.8rem 1rem;align-items:end;margin:.4rem 0 .6rem}
.controls[hidden]{display:none}
.controls label{font-size:.82rem;color:var(--muted);display:flex;flex-direction:column;gap:.2rem}
.controls input,.controls select,.pager button{font:inherit;font-size:.92rem;color:var(--ink);background:var(--surface);border:1px solid color-mix(in srgb,var(--ink) 45%,transparent);border-radius:6px;padding:.42rem .6rem;min-height:2.4rem}
.controls input{width:15rem;max-width:100%}
.controls .count{margin:0 0 .55rem auto;color:var(--muted);font-size:.86rem}
.pager{display:flex;gap:1rem;align-items:center;justify-content:center;font-size:.88rem}
.pager[hidden]{display:none}.pager button{cursor:pointer}.pager button:disabled{opacity:.45;cursor:default}
table.customers th[scope=row]{min-width:9rem;max-width:15rem;overflow-wrap:anywhere;font-weight:600}
table.customers td.reasons{color:var(--muted);font-size:.8rem;min-width:9.5rem}
table.customers thead button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer;text-align:inherit}
table.customers thead button::after{content:'';display:inline-block;width:1em;text-align:center}
table.customers th[aria-sort=ascending] button::after{content:'↑'}table.customers th[aria-sort=descending] button::after{content:'↓'}
table.customers td.owner{overflow-wrap:anywhere;min-width:6.5rem}
table.customers{font-size:.88rem}
table.customers td.strategy{white-space:nowrap}table.customers td.strategy small{white-space:normal;min-width:8.5rem}
:lang(zh-CN) table.customers td.owner{white-space:nowrap}:lang(zh-CN) table.customers td.owner small{white-space:normal}
td.strategy::before{content:'';display:inline-block;width:.55rem;height:.55rem;border-radius:50%;margin-right:.45rem}
table.customers tbody tr:hover{background:var(--soft)}
@media (min-width:52.01rem){.stack td:not(.num){min-width:4.5rem}.stack td.kept{white-space:nowrap}.listed{font-size:.84rem}.listed th[scope=row]{max-width:15rem}}
@media (max-width:52rem){
.stack thead,table.customers thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
.stack,.stack tbody,.stack caption,table.customers,table.customers tbody{display:block}
.plain:not(.stack) td:not(.num){min-width:7.5rem}
.stack td>*,table.customers td>*{min-width:0;overflow-wrap:anywhere}
.stack tr,table.customers tr{display:block;padding:.8rem 0;border-bottom:1px solid var(--line)}
.stack td,.stack th[scope=row],table.customers td,table.customers th[scope=row]{display:flex;gap:.5rem;border:0;padding:.1rem 0!important;text-align:right;max-width:none}
.stack th[scope=row],table.customers th[scope=row]{display:block;text-align:left;font-size:1.02rem}
.stack td::before,table.customers td::before{content:attr(data-label);background:none!important;width:auto;height:auto;border-radius:0;color:var(--muted);text-align:left;flex:none;font-weight:400;margin:0 auto 0 0}
table.customers td small{display:inline;align-self:center}
.controls input{width:100%}.controls label{flex:1 1 9rem}.controls .count{margin:0;width:100%}
nav.contents ol{columns:1}
}
`;

/** Dark paper under the charts: the very colours of the pictures, each with its counterpart. */
const DARK_CHARTS: readonly (readonly [string, string])[] = [
  [INK.text, '#e7eaed'],
  [INK.muted, '#a0acb8'],
  [INK.faint, '#39424c'],
  [GROUP.high_risk, '#e27c89'],
  [GROUP.normal, '#7b8794'],
  [MOVE.rise, '#8fa1b3'],
  [MOVE.line, '#a9c6da'],
  [AGE.current, '#4b5763'],
  [AGE['1_30'], '#8a6a55'],
  [AGE['31_60'], '#b5775a'],
  [AGE['61_90'], '#d67e6c'],
  [AGE['91_120'], '#ee9ca0'],
  [AGE.over_120, '#fbd0d3'],
  [STRATEGY.active_collection, '#e2955c'],
  [STRATEGY.strategic_retention, '#74aede'],
  [STRATEGY.focused_monitoring, '#80bba8'],
];

function darkCharts(): string {
  const rules = DARK_CHARTS.map(
    ([light, dark]) => `svg [fill="${light}"]{fill:${dark}}svg [stroke="${light}"]{stroke:${dark}}`,
  );
  const dots = DARK_CHARTS.slice(-3).map(([, dark], index) => {
    const name = ['active_collection', 'strategic_retention', 'focused_monitoring'][index];
    return `tr[data-strategy=${name}] td.strategy::before{background:${dark}}`;
  });
  return `@media (prefers-color-scheme:dark){${rules.join('')}${dots.join('')}}`;
}

const PRINT = `
@media print{
:root{color-scheme:light}
body{background:#fff;font-size:10pt}
.shell{display:block;max-width:none;padding:0}
nav.contents,.controls,.pager,.skip,.hint,#about{display:none!important}
section{break-inside:auto;padding-top:1.2rem;margin-top:1rem}
figure.chart,.decision,.card,.kpis,tr{break-inside:avoid}
h2,h3{break-after:avoid}
.scroll{overflow:visible}
tbody tr[hidden]{display:table-row!important}
.fig{text-decoration:none}
details.behind{display:none}
@page{margin:16mm 15mm}
}
`;

/** The style sheet of the page. */
export function pageStyles(): string {
  return [TOKENS, BASE, FIGURES, DECISION, SECTIONS, TABLES, strategyStyles(), darkCharts(), PRINT]
    .join('\n')
    .replace(/\n+/g, '\n')
    .trim();
}
