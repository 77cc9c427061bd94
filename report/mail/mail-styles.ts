import { GROUP, INK } from '../charts/palette.ts';

/** Colours of the mail on light paper. */
export const MAIL = {
  paper: '#f4f2ed',
  surface: '#ffffff',
  ink: INK.text,
  muted: '#586472',
  line: '#e4e0d8',
  accent: '#1b5583',
  bad: GROUP.high_risk,
} as const;

export const SANS =
  "-apple-system,BlinkMacSystemFont,'Segoe UI',Helvetica,Arial,'PingFang SC','Microsoft YaHei',sans-serif";
export const SERIF = "Georgia,'Songti SC','Noto Serif SC',serif";

/** What mail clients read from a style sheet: dark paper, and tables that become lists on a phone. The rest is inline. */
export const MAIL_STYLES = `
a { color:${MAIL.accent}; }
.lbl { display:none; }
@media only screen and (max-width:480px) {
  .lin table, .lin tbody, .lin tr, .lin table td { display:block !important; width:auto !important; text-align:left !important; padding-left:0 !important; padding-right:0 !important; }
  .lin thead, .lin colgroup { display:none !important; }
  .lin table td { border:0 !important; padding:1px 0 !important; }
  .lin tr { border-bottom:1px solid ${MAIL.line} !important; padding:9px 0 !important; }
  .lbl { display:inline !important; }
  .lin caption { display:block !important; width:auto !important; }
}
@media (prefers-color-scheme:dark) {
  body, .paper, .paper > div { background:#14181c !important; background-color:#14181c !important; }
  .paper .foot div { color:#a0acb8 !important; }
  .paper .surface, .surface > table { background:#1b2027 !important; background-color:#1b2027 !important; }
  .surface div, .surface td, .surface p, .surface strong, .surface h1, .surface h2, .surface caption { color:#e7eaed !important; border-color:#343c45 !important; }
  .surface .muted, .surface .muted div, .surface .muted strong, .surface .muted span { color:#a0acb8 !important; }
  .surface .lin tr { border-color:#343c45 !important; }
  .surface a { color:#86b7e0 !important; }
  .surface a.door { color:#14181c !important; background:#86b7e0 !important; }
  .banner, .banner > table { background:#3a2f14 !important; background-color:#3a2f14 !important; }
  .banner div { color:#f3dca4 !important; }
  .surface .act { border-color:#86b7e0 !important; }
}
[data-ogsc] .surface div, [data-ogsc] .surface td { color:#e7eaed !important; }
`;
