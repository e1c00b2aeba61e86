#include "scanner/report/html_style.h"

namespace mishen {

std::string_view html_style() {
  return R"css(
:root{color-scheme:light dark;--paper:#fff;--ink:#1b1e23;--faint:#565d66;--line:#d3d7dc;--tint:#f4f5f7;
--block:#a3151b;--review:#7a4a00;--notice:#1c4f91;--good:#17603a;--mark:#ffe28a;--link:#1c4f91}
@media (prefers-color-scheme:dark){:root{--paper:#15181c;--ink:#e8eaed;--faint:#a9b0b9;--line:#3a4048;
--tint:#1f242a;--block:#ff9a94;--review:#f5c463;--notice:#9cc4ff;--good:#86d6a5;--mark:#6a5200;
--link:#9cc4ff}}
*{box-sizing:border-box}
html{font:16px/1.6 system-ui,"Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif}
body{margin:0;background:var(--paper);color:var(--ink);overflow-wrap:anywhere}
header,main,footer{max-width:62rem;margin:0 auto;padding:0 1.25rem}
h1,h2,h3,h4{line-height:1.3;margin:1.6em 0 .5em}h1{font-size:1.6rem}h2{font-size:1.3rem}
h3{font-size:1.1rem}h4{font-size:1rem;margin-top:1.2em}
p{margin:.4em 0}a{color:var(--link)}a:focus-visible,summary:focus-visible{outline:3px solid var(--link);
outline-offset:2px}
.skip{position:absolute;left:-100rem}.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.4rem}
.verdict{border:2px solid;border-radius:.5rem;padding:.8rem 1.1rem;margin:1rem 0}
.verdict strong{font-size:1.25rem}.verdict.clear{color:var(--good)}.verdict.held{color:var(--block)}
.verdict.incomplete{color:var(--review)}.verdict p{color:var(--ink)}
.draft{border-top:2px solid var(--line);margin-top:2.2rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:.5rem 0}
dt{color:var(--faint)}dd{margin:0}
.group{background:var(--tint);border-radius:.5rem;padding:.1rem 1rem .8rem;margin:1rem 0;
border-inline-start:.4rem solid var(--line)}
.group.block{border-color:var(--block)}.group.review{border-color:var(--review);border-style:dashed}
.group.notice{border-color:var(--notice);border-style:dotted}
.badge{font-size:.85rem;font-weight:600;margin-inline-end:.5rem}.block .badge{color:var(--block)}
.review .badge{color:var(--review)}.notice .badge{color:var(--notice)}
ol,ul{padding-inline-start:1.6rem;margin:.4rem 0}li{margin:.45rem 0}
mark{background:var(--mark);color:var(--ink);padding:0 .15em;border-radius:.15em}
.id,.small{color:var(--faint);font-size:.85rem}li:target,.gap:target{outline:3px solid var(--review);
outline-offset:4px;border-radius:.2rem}
blockquote{margin:.15rem 0;padding:0 0 0 .8rem;border-inline-start:3px solid var(--line)}
summary{cursor:pointer;color:var(--faint)}
.flow{border:1px solid var(--line);border-radius:.4rem;padding:.4rem 1rem;margin:.6rem 0}
.passage{white-space:pre-wrap;margin:.35em 0}.tag{color:var(--faint);font-size:.85rem;border:1px solid
var(--line);border-radius:.3rem;padding:0 .35em}.deleted-text{text-decoration:line-through}
.deleted-text .tag{text-decoration:none;display:inline-block}
.mark{color:inherit;text-decoration-thickness:.12em;text-underline-offset:.2em}
.mark.block,.frame.block .sign{color:var(--block)}.mark.review,.frame.review .sign{color:var(--review)}
.mark.notice,.frame.notice .sign{color:var(--notice)}
table{border-collapse:collapse;display:block;overflow-x:auto;margin:.5rem 0}
th,td{border:1px solid var(--line);padding:.1rem .5rem;text-align:start;vertical-align:top;
font-weight:inherit;min-width:4em}
.page{position:relative;margin:.6rem 0;border:1px solid var(--line);max-width:57rem}
.page img{display:block;width:100%;height:auto}
.frame{position:absolute;border:2px solid #a3151b;min-width:.5rem;min-height:.5rem}
.frame.review{border-color:#7a4a00;border-style:dashed}.frame.notice{border-color:#1c4f91;
border-style:dotted}.frame .sign{position:absolute;right:100%;top:50%;transform:translateY(-50%);
background:var(--paper);line-height:1;padding:0 .1em;font-size:.8rem}
.frame:target,.frame:focus-visible,.mark:target{outline:4px solid #d98b00;outline-offset:2px}
.heard{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
footer{border-top:1px solid var(--line);margin-top:3rem;padding-bottom:2rem;color:var(--faint);
font-size:.9rem}
@media (max-width:34rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}header,main,footer{
padding:0 .9rem}}
@media print{:root{--paper:#fff;--ink:#000;--faint:#444;--line:#999;--tint:#fff;--mark:#ffe28a}
.skip{display:none}mark,.group{-webkit-print-color-adjust:exact;print-color-adjust:exact}
.frame{-webkit-print-color-adjust:exact;print-color-adjust:exact}
li,.verdict,.page,tr{break-inside:avoid}h2,h3,h4{break-after:avoid}a{color:inherit;text-decoration:none}}
)css";
}

}  // namespace mishen
