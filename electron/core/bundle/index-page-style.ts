/** The style of the page in a bundle, for screens and A4 paper. Its hash stands in the page's security policy. */
export const indexPageStyle = `
:root { --ink: #1f1a17; --quiet: #5c524b; --line: #d9d0c7; --paper: #fffdfa; --ground: #f4efe9; --accent: #a4262c; color-scheme: light; }
* { box-sizing: border-box; }
html { background: var(--ground); scroll-behavior: smooth; }
body { margin: 0; color: var(--ink); font: 17px/1.6 "Source Serif 4", "Noto Serif", Cambria, "Times New Roman", serif; overflow-wrap: break-word; }
.sheet { max-width: 46rem; margin: 0 auto; padding: 3rem 2.5rem 4rem; background: var(--paper); }
.plain, nav, th, dt, .byline, .files, footer, figcaption { font-family: "Be Vietnam Pro", "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; }
.cover { padding-bottom: 1.5rem; border-bottom: 2px solid var(--accent); }
.cover p { margin: 0; color: var(--quiet); }
.cover .issuer { color: var(--ink); font-weight: 600; }
h1 { margin: 0.5rem 0; font-size: 2rem; line-height: 1.3; }
h2 { margin: 0 0 0.25rem; font-size: 1.5rem; line-height: 1.35; }
h3, .part { margin: 1.75rem 0 0.4rem; font-size: 1.1rem; line-height: 1.45; color: var(--accent); }
h4, h5, h6 { margin: 1.25rem 0 0.25rem; font-size: 1rem; }
p, ul, ol, table, pre, blockquote, dl { margin: 0 0 0.9rem; }
a { color: var(--accent); text-underline-offset: 0.15em; }
nav ol { padding-left: 1.75rem; }
nav li { margin: 0 0 0.6rem; font-size: 0.94rem; line-height: 1.5; }
nav a { color: var(--ink); }
.where, .byline { display: block; color: var(--quiet); font-size: 0.85rem; }
article { margin-top: 3rem; padding-top: 2rem; border-top: 1px solid var(--line); }
.summary { margin: 0.9rem 0 1.25rem; padding: 0.1rem 0 0.1rem 1rem; border-left: 3px solid var(--accent); }
.summary p { margin: 0; }
.missing { color: var(--quiet); font-style: italic; }
.table { overflow-x: auto; margin: 0 0 0.9rem; }
.table table { margin: 0; }
table { width: 100%; border-collapse: collapse; font-size: 0.9rem; line-height: 1.5; }
th, td { padding: 0.35rem 0.5rem; border: 1px solid var(--line); text-align: left; vertical-align: top; }
th { background: var(--ground); font-size: 0.8rem; font-weight: 600; }
td.figure, th.figure { text-align: right; white-space: nowrap; }
[align="right"] { text-align: right; }
[align="center"] { text-align: center; }
.note { display: block; color: var(--quiet); font-size: 0.85em; }
dl.facts { display: grid; grid-template-columns: minmax(9rem, 14rem) 1fr; gap: 0.35rem 1rem; font-size: 0.94rem; }
dt { color: var(--quiet); font-size: 0.85rem; line-height: 1.7; }
dd { margin: 0; white-space: pre-line; }
img { max-width: 100%; height: auto; }
pre { overflow-x: auto; white-space: pre-wrap; font-size: 0.85rem; }
blockquote { padding-left: 1rem; border-left: 3px solid var(--line); color: var(--quiet); }
.files { padding-left: 1.25rem; font-size: 0.9rem; }
figure { margin: 0 0 1rem; }
figure img { display: block; max-height: 24rem; border: 1px solid var(--line); }
figcaption { color: var(--quiet); font-size: 0.82rem; }
.back { font-size: 0.82rem; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: 0.82rem; }
@media screen and (max-width: 40rem) { .sheet { padding: 1.5rem 1.1rem 3rem; } dl.facts { grid-template-columns: 1fr; gap: 0 1rem; } dd { margin-bottom: 0.5rem; } }
@media print {
  @page { size: A4; margin: 20mm 15mm 20mm 30mm; }
  html { background: none; }
  body { font: 13pt/1.45 "Times New Roman", Tinos, "Liberation Serif", serif; }
  .plain, nav, th, dt, .byline, .files, footer, figcaption { font-family: inherit; }
  .sheet { max-width: none; padding: 0; background: none; }
  nav { break-after: page; }
  article { margin-top: 0; padding-top: 0; border-top: 0; break-before: page; }
  article:first-of-type { break-before: auto; }
  h2, h3, h4 { break-after: avoid; }
  tr, figure, dl.facts > div { break-inside: avoid; }
  thead { display: table-header-group; }
  th { background: none; }
  a { color: inherit; text-decoration: none; }
  .back { display: none; }
}
`;

/** Added where something in the bundle is no longer recommended; other bundles keep the bytes that they have. */
export const endedStyle = `
span.ended { display: block; color: var(--accent); font-size: 0.85rem; font-weight: 600; }
div.ended { margin: 0.9rem 0 1.25rem; padding: 0.6rem 1rem; border: 2px solid var(--accent); }
div.ended p { margin: 0; }
div.ended .reason { white-space: pre-line; }
div.ended .plain { font-size: 0.9rem; }
div.ended strong { color: var(--accent); }
`;
