"""A page with one thing too many in one place: what makes a browser read it otherwise than it was meant."""

from __future__ import annotations

POLICY = "default-src 'none'; script-src 'self'"

PAGE = """\
{start}<!doctype html>
{after_doctype}<html lang="en">
{after_html}<head>
{after_head}<meta charset="utf-8">
{before_policy}<meta http-equiv="Content-Security-Policy" content="{policy}">
{after_policy}<meta name="viewport" content="width=device-width,initial-scale=1">
{after_viewport}<title>T</title>
<link rel="stylesheet" href="a.css">
<script src="a.js"></script>
{end_of_head}</head>
<body>
{body}<p>Text é</p>
</body>
</html>
"""

BEFORE = ("start", "after_doctype", "after_html", "after_head", "before_policy")
"""Places before the policy, where a thing too many can switch it off."""

BEHIND = ("after_policy", "after_viewport", "end_of_head", "body")

HARMLESS = (" \n\t", "\f", "\r")
"""What no browser minds anywhere."""

HARMLESS_WITHIN = ("<!-- c -->", "<!-->", "<!-- c --!>", "<!x>", "</p>", "</div>", "</head>")
"""What no browser minds once the doctype has been."""

ENDING = (
    *("\ufeff", "\ufeff\ufeff", "\0", "\u00a0", "\u200b", "\x0b", "stray ", "&amp;", "<![CDATA[ x ]]>x"),
    *('<body class="a">', "<p>x</p>", "<div></div>", "</br>", "<x-y></x-y>", '<img src="a.png">'),
    *("<svg></svg>", "<math></math>", "<iframe></iframe>"),
    *(
        "<noscript><!-- </noscript><p> --></noscript>",
        '<div><template shadowrootmode="open"></template></div>',
    ),
)
"""What ends the head before it is meant to end."""

SWALLOWING = (
    *("<!-- c ", "<noscript>", "<script><!--<script></script>", "<template>", "<textarea>", "<xmp>"),
    *("<plaintext>", "<style>", "<noframes>"),
)
"""What takes everything behind it for its own."""

LOADING = {
    "link": '<link rel="icon" href="a.png">',
    "script": '<script src="a.js"></script>',
    "style": "<style>p {}</style>",
    "base": '<base href="/">',
    "noscript": "<noscript><p>x</p></noscript>",
    "template": "<template><p></p></template>",
}
"""What belongs into a head, and not before the policy."""

RECODING = (
    '<meta charset="iso-8859-1">',
    '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">',
    '<title><meta charset="iso-8859-1"></title>',
    f"<!--{'x' * 1100}-->",
    f'<meta name="description" content="{"x" * 1100}">',
)
"""What makes a browser take the text for another code, where it stands before the charset."""


def page(place: str = "", bit: str = "") -> str:
    """Return the page with a piece of text in one of its places."""
    places = dict.fromkeys((*BEFORE, *BEHIND), "")
    return PAGE.format_map(places | {place: bit, "policy": POLICY})
