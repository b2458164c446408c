//! How the page looks: no script, no font or image from elsewhere, readable on a phone and on paper.

/// The style.
pub(super) const STYLE: &str = "\
:root{color-scheme:light dark}\
body{font:16px/1.5 system-ui,sans-serif;max-width:60em;margin:0 auto;padding:1em}\
h1{font-size:1.6em}h2{font-size:1.25em;margin:1.6em 0 .4em;border-bottom:2px solid #888}\
nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.2em 1em}\
dl{margin:0;padding:.5em 0;border-top:1px solid #8886}\
dl dl{border:0;padding:0 0 .3em .8em;border-left:2px solid #8886}\
dt{color:#666;font-size:.9em}dd{margin:0 0 .4em;overflow-wrap:anywhere;white-space:pre-line}\
@media(prefers-color-scheme:dark){dt{color:#aaa}}\
@media(min-width:40em){dl{display:grid;grid-template-columns:minmax(8em,14em) 1fr;gap:.1em 1em}dd{margin:0}dt{font-size:1em}}\
@media print{nav{display:none}dl{break-inside:avoid}}";
