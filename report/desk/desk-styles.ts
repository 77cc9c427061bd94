import { STRATEGY } from '../charts/palette.ts';
import { TOKENS } from '../page/styles.ts';

const BASE = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0 auto;max-width:76rem;padding:0 1.25rem 4rem;background:var(--paper);color:var(--ink);font:1rem/1.55 var(--sans);font-kerning:normal;text-rendering:optimizeLegibility}
:lang(zh-CN){line-break:strict;text-spacing-trim:trim-start;text-autospace:normal}
h1,h2,.big{font-family:var(--serif);font-weight:600}
h1{font-size:clamp(1.6rem,3.6vw,2.3rem);line-height:1.18;margin:.2em 0;overflow-wrap:anywhere}
h2{font-size:1.3rem;line-height:1.3;margin:0 0 .5rem}
h3{font-size:.95rem;line-height:1.4;margin:1rem 0 .35rem}
p{margin:0 0 .6rem}a{color:var(--accent)}
small,.muted{color:var(--muted)}small{font-size:.82rem}
ul{margin:0;padding:0;list-style:none}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--surface);padding:.4rem .8rem;z-index:9}
header.top{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.2rem 1.5rem;padding:1.1rem 0 .6rem;font-size:.84rem;color:var(--muted)}
header.top p{margin:0}.eyebrow b{color:var(--ink);font-weight:600}
.side{display:flex;flex-wrap:wrap;gap:.2rem 1rem}.lang{padding:0 .2rem}
.back{display:inline-block;margin:.4rem 0 0;font-size:.92rem}
.num{text-align:right;font-variant-numeric:tabular-nums lining-nums;white-space:nowrap}
.tag{display:inline-block;border:1px solid currentColor;border-radius:99px;padding:0 .6rem;font-size:.8rem;line-height:1.6;color:var(--muted);white-space:nowrap}
.tag.at_risk,.tag.broken,.late{color:var(--bad)}.tag.quick_win,.tag.kept{color:var(--good)}.tag.hold,.tag.due{color:var(--watch)}
.note{white-space:pre-wrap;overflow-wrap:anywhere}
`;

const FORMS = `
input,select,textarea,button,.button{font:inherit;font-size:.95rem;color:var(--ink);background:var(--surface);border:1px solid color-mix(in srgb,var(--ink) 50%,transparent);border-radius:6px;padding:.4rem .65rem;min-height:2.75rem;max-width:100%}
textarea{width:100%;min-height:3.2rem;resize:vertical}
button,.button{cursor:pointer;border-color:var(--accent);color:var(--accent);font-weight:600;text-decoration:none;display:inline-flex;align-items:center}
button:hover,.button:hover{background:color-mix(in srgb,var(--accent) 12%,var(--surface))}
button.main{background:var(--accent);color:var(--paper)}button.main:hover{background:color-mix(in srgb,var(--accent) 88%,var(--ink))}
button[aria-pressed=true]::before{content:'✓';margin-right:.35rem}
form[aria-busy=true] button{opacity:.55;cursor:progress}
label{display:flex;flex-direction:column;gap:.2rem;font-size:.84rem;color:var(--muted)}
label small{font-weight:400}
.fields{display:flex;flex-wrap:wrap;gap:.7rem .9rem;align-items:end;padding:.2rem 0 1rem}
.fields .wide{flex:1 1 16rem}
[aria-invalid=true]{border-color:var(--bad);box-shadow:0 0 0 1px var(--bad)}
.filter{display:flex;flex-wrap:wrap;gap:.7rem .9rem;align-items:end;margin:.8rem 0 1.4rem}
.filter input{width:15rem}
.message{border-left:4px solid var(--good);background:var(--soft);padding:.7rem 1rem;margin:.8rem 0 1rem;border-radius:0 6px 6px 0}
.message.bad{border-color:var(--bad)}.message p:last-child{margin:0}.message h2{font:600 1.02rem/1.4 var(--sans);margin:0 0 .25rem}
.quick{background:var(--surface);border:1px solid var(--line);border-radius:10px;padding:1rem 1.15rem 1.1rem}
.quick fieldset{border:0;margin:0 0 .8rem;padding:0}.quick legend{font-size:.84rem;color:var(--muted);padding:0;margin:0 0 .35rem}
.buttons{display:flex;flex-wrap:wrap;gap:.5rem}
details>summary{cursor:pointer;padding:.6rem 0;color:var(--accent);min-height:2.75rem}
.more details{border-top:1px solid var(--line)}
`;

const LIST = `
.cards{display:grid;grid-template-columns:repeat(3,1fr);gap:.9rem;margin:1rem 0 .4rem}
.card{background:var(--surface);border:1px solid var(--line);border-top:4px solid var(--muted);border-radius:8px;padding:.7rem 1rem;color:inherit;text-decoration:none;display:block}
.card.at_risk{border-top-color:var(--bad)}.card.quick_win{border-top-color:var(--good)}.card.hold{border-top-color:var(--watch)}
.card:hover{background:var(--soft)}.card b{display:block;font-size:.9rem}.card .big{font-size:1.7rem;line-height:1.2;font-variant-numeric:lining-nums}
.card small{display:block}
section.group{padding:1.6rem 0 .4rem}
section.group>p{color:var(--muted);margin:0 0 .4rem}
table{border-collapse:collapse;width:100%;font-size:.93rem;line-height:1.42}
caption{text-align:left;color:var(--muted);font-size:.86rem;padding:0 0 .4rem}
th,td{padding:.55rem .9rem .55rem 0;text-align:left;vertical-align:top;font-weight:400;border-bottom:1px solid var(--line)}
th:last-child,td:last-child{padding-right:0}
thead th{color:var(--muted);font-size:.82rem;vertical-align:bottom;border-bottom-color:color-mix(in srgb,var(--ink) 45%,transparent)}
tbody th{font-weight:600;overflow-wrap:anywhere;min-width:9rem}th small,td small{display:block;font-weight:400}
.tasks tbody tr:hover{background:var(--soft)}
.tasks td.num,.tasks th.num{padding-right:1.2rem}
.pager{display:flex;flex-wrap:wrap;gap:1rem;align-items:center;margin:1rem 0}
.scroll{overflow-x:auto}
@media (max-width:44rem){
.cards{grid-template-columns:1fr 1fr 1fr;gap:.5rem}.card{padding:.5rem .6rem}.card .big{font-size:1.25rem}.card small{font-size:.74rem}
.stack thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
.stack tr{display:block;padding:.7rem 0;border-bottom:1px solid var(--line)}
.stack td,.stack tbody th{display:flex;gap:.7rem;justify-content:space-between;border:0;padding:.12rem 0!important;text-align:right}
.stack tbody th{display:block;text-align:left;font-size:1.02rem}
.stack td::before{content:attr(data-label);color:var(--muted);text-align:left;flex:none}
.filter input,.filter label{width:100%}.filter label.half{flex:1 1 8rem;width:auto}.filter select{width:100%}
}
`;

const TASK = `
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));gap:.8rem 1.4rem;margin:.8rem 0 1.2rem;padding:.9rem 0;border-top:1px solid var(--line);border-bottom:1px solid var(--line)}
.facts div{min-width:0}.facts div:first-child{grid-column:span 2}dt{color:var(--muted);font-size:.82rem}dd{margin:0;overflow-wrap:anywhere}
.facts .big{font-size:1.55rem;line-height:1.2;font-variant-numeric:lining-nums}
.two{display:grid;grid-template-columns:minmax(0,1.5fr) minmax(0,1fr);gap:1.2rem 2.4rem;align-items:start}
@media (max-width:56rem){.two{grid-template-columns:minmax(0,1fr)}}
section.part{padding:1.5rem 0 .3rem;border-top:1px solid var(--line);margin-top:1.5rem}
.rows{display:grid;grid-template-columns:minmax(8rem,auto) 1fr;gap:.3rem 1.2rem;margin:0 0 .6rem}
@media (max-width:30rem){.rows{grid-template-columns:1fr;gap:0}.rows dd{margin-bottom:.5rem}}
.log li{padding:.5rem 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}.log time{color:var(--muted);font-size:.84rem;margin-right:.6rem;font-variant-numeric:tabular-nums}
.ages{display:flex;height:1.1rem;border-radius:4px;overflow:hidden;margin:.3rem 0 .6rem;width:100%}
.strategy::before{content:'';display:inline-block;width:.6rem;height:.6rem;border-radius:50%;margin-right:.45rem;background:var(--muted)}
${Object.entries(STRATEGY)
  .map(([strategy, colour]) => `.strategy.${strategy}::before{background:${colour}}`)
  .join('\n')}
svg.score{display:block;width:100%;max-width:42rem;height:auto}
svg.score text{font:12px var(--sans);fill:var(--muted)}svg.score text.last{font-weight:600;fill:var(--ink)}
svg.score .line{fill:none;stroke:var(--accent);stroke-width:2}svg.score circle{fill:var(--accent)}svg.score .axis{stroke:var(--line)}
pre.letter{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;background:var(--surface);border:1px solid var(--line);border-radius:8px;padding:1rem;margin:.4rem 0}
@media print{:root{color-scheme:light;--paper:#fff;--surface:#fff;--ink:#1f2933;--muted:#586472;--line:#ccc;--soft:#fff}body{max-width:none;padding:0;font-size:10pt}.quick,.more,.filter,.lang,.skip,.back,.pager,.who{display:none!important}section,tr,.card{break-inside:avoid}details>summary{display:none}@page{margin:15mm}}
`;

/** The style sheet of the desk: the report's colours and typefaces, and what forms need. */
export function deskStyles(): string {
  return [TOKENS, BASE, FORMS, LIST, TASK].join('\n').replace(/\n+/g, '\n').trim();
}
