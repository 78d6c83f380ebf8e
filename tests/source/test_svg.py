"""What SVG pictures may not carry, in every way of writing it."""

from __future__ import annotations

import itertools

import pytest

from notabother.source.svg import DRAWN, LIVE, MOST_FOUND, MOVING, SVG, read_svg

XLINK = "http://www.w3.org/1999/xlink"


def svg(inside: str, more: str = "") -> bytes:
    names = f'xmlns="{SVG}" xmlns:s="{SVG}" xmlns:h="{LIVE[0]}" xmlns:xlink="{XLINK}" xmlns:i="http://ink.example/"'
    return f"<svg {names} {more}>{inside}</svg>".encode()


def rules(data: bytes) -> list[str]:
    return [rule for _, _, rule, _ in read_svg(data)]


@pytest.mark.parametrize("prefix", ["", "s:", "h:"])
def test_elements_that_run_or_load(prefix: str) -> None:
    elements = "script foreignObject iframe object embed audio video canvas handler listener cursor tref font".split()
    for element, way in itertools.product(elements, [str, str.upper]):
        tag = prefix + way(element)
        for text in (
            f"<{tag}/>",
            f"<{tag}>x</{tag}>",
            f"<g><g><{tag} id='a'/></g></g>",
            f"<metadata><{tag}/></metadata>",
        ):
            assert rules(svg(text)) == ["active-content"], text


@pytest.mark.parametrize("namespace", [*LIVE, f"{LIVE[2]}Transform", "http://www.mozilla.org/xbl"])
def test_elements_of_others_that_live(namespace: str) -> None:
    assert "active-content" in rules(svg(f'<b xmlns="{namespace}"/>'))
    assert "active-content" in rules(svg(f'<q:g xmlns:q="{namespace}"/>'))


@pytest.mark.parametrize(
    "handler", ["onload", "onclick", "onbegin", "ONLOAD", "onLoad", "i:onload", "onmouseover"]
)
def test_event_handlers(handler: str) -> None:
    attributes = ['id="a"', f'{handler}="x"', 'class="b"']
    for order in itertools.permutations(attributes):
        assert rules(svg(f"<g {' '.join(order)}/>")) == ["active-content"]
        assert rules(svg("", " ".join(order))) == ["active-content"]
    assert rules(svg(f"<i:g {handler}='x'/>")) == ["active-content"]


@pytest.mark.parametrize("name", ["href", "xlink:href", "HREF", "i:href", "src"])
def test_what_is_fetched(name: str) -> None:
    for element in (
        "image",
        "use",
        "feImage",
        "linearGradient",
        "pattern",
        "textPath",
        "mpath",
        "filter",
        "s:use",
    ):
        for address in (
            "https://x.example/a.png",
            "//x.example/a",
            "a.png",
            "a.svg#b",
            "data:image/png;base64,AA",
            "data:image/svg+xml,&lt;svg/>",
            "javascript:alert(1)",
            "",
        ):
            assert rules(svg(f'<{element} {name}="{address}"/>')) == ["active-content"], address
        assert rules(svg(f'<{element} {name}="#b"/>')) == []


@pytest.mark.parametrize("name", ["href", "xlink:href"])
@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "java&#10;script:alert(1)",
        "&#106;avascript:alert(1)",
        "&#x6a;avascript&#58;alert(1)",
        "vbscript:x",
        "data:text/html,x",
    ],
)
def test_links_that_run(name: str, address: str) -> None:
    assert rules(svg(f'<a {name}="{address}"/>')) == ["active-content"]


@pytest.mark.parametrize("address", ["https://a.example/", "../index.html", "#a", "mailto:a@b.example"])
def test_links_that_lead(address: str) -> None:
    assert rules(svg(f'<a href="{address}"><text>Go</text></a>')) == []


LOADED = (
    'url("https://x.example/a")',
    "url(//x.example/a)",
    "url( 'a.svg#b' )",
    "URL(a.png)",
    "url(data:image/png;base64,AA)",
    "image-set('a.png' 1x)",
    "-webkit-image-set('a.png' 1x)",
    'image("a.png")',
    "src('a.png')",
    "url(",
    "url(#a) url(b)",
)


@pytest.mark.parametrize("value", LOADED)
def test_styles_that_load(value: str) -> None:
    quoted = value.replace('"', "&quot;")
    assert rules(svg(f"<style>path {{ fill: {value} }}</style>")) == ["active-content"]
    assert rules(svg(f"<style><![CDATA[path {{ fill: {value} }}]]></style>")) == ["active-content"]
    for name in ("style", "fill", "filter", "clip-path", "mask", "cursor", "marker-end"):
        assert rules(svg(f'<path {name}="{quoted}"/>')) == ["active-content"], name
    for element in MOVING:
        assert rules(svg(f'<{element} attributeName="fill" to="{quoted}"/>')) == ["active-content"]


@pytest.mark.parametrize(
    "sheet",
    [
        "@import 'a.css';",
        "@IMPORT url(a.css);",
        "@im<!-- -->port 'a.css';",
        "@im<![CDATA[port]]> 'a.css';",
        "@&#105;mport 'a.css';",
        "@\\69mport 'a.css';",
        "p { fill: u\\72l(a) }",
        "@font-face { font-family: A; src: url(a.woff2) }",
        "@im<g/>port 'a.css';",
        "x" * 20_000 + "@import 'a.css';",
    ],
)
def test_style_sheets_that_load(sheet: str) -> None:
    for tag in ("style", "s:style"):
        assert set(rules(svg(f"<{tag}>{sheet}</{tag}>"))) == {"active-content"}


@pytest.mark.parametrize("element", sorted(MOVING))
@pytest.mark.parametrize("target", ["href", "xlink:href", " HREF", "q:href", "onclick", "style", "src"])
def test_movement_that_leads_elsewhere(element: str, target: str) -> None:
    assert rules(svg(f'<a><{element} attributeName="{target}" to="javascript:alert(1)"/></a>')) == [
        "active-content"
    ]
    assert rules(svg(f'<{element} attributeName="opacity" to="1"/>')) == []


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg/>',
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>',
        b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>',
        b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]><svg>&c;</svg>',
        b'<?xml version="1.0"?>\n<!DOCTYPE svg><svg/>',
        b'<?xml-stylesheet href="a.css"?>' + svg(""),
        svg('<?xml-stylesheet href="a.xsl"?>'),
        svg("") + b"<?a b?>",
        svg('<g xml:base="https://x.example/"/>'),
        svg("", 'xml:base="a/"'),
    ],
)
def test_declarations_and_instructions(data: bytes) -> None:
    assert rules(data) == ["active-content"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"<svg/>",
        b'<html xmlns="http://www.w3.org/2000/sv"/>',
        b'<s:g xmlns:s="http://www.w3.org/2000/svg"/>',
        svg("<g>"),
        svg("<g a=b/>"),
        svg("<q:g/>"),
        svg("&nbsp;"),
        svg("<g a='1' a='2'/>"),
        svg("caf\u00e9").decode().encode("latin-1"),
    ],
)
def test_what_is_no_picture(data: bytes) -> None:
    assert rules(data) == ["wrong-content"]


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-16", "cp037", "utf-7", "iso-2022-jp", "no-such"])
def test_other_encodings(encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?>'.encode()
    assert rules(head + svg("<script/>")) == ["not-utf-8"]


@pytest.mark.parametrize("encoding", ["utf-8", "UTF-8", "US-ASCII"])
def test_encodings_that_are_ours(encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}" standalone="no"?>\n'.encode()
    assert rules(head + svg("<path/>")) == []
    assert rules(b"\xef\xbb\xbf" + head + svg("<path/>")) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_marks_of_encodings(encoding: str) -> None:
    assert rules(svg("<script/>").decode().encode(encoding)) == ["active-content"]


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0" transform="matrix(1 0 0 1 0 0)" fill="url(#a)" style="fill:url(\'#a\');clip-path: url( #b )"/>',
        "<style>path { fill: #9a3412 } @media (prefers-color-scheme: dark) { path { fill: #f2a57e } }</style>",
        '<i:view i:export="C:\\Users\\x(1).svg" i:object="a"/><metadata><i:work href="#a">A work</i:work></metadata>',
        "<title>On and on: url, @import no, onload=</title><text>see url(a) or javascript:</text>",
        '<animate attributeName="cx" values="0;1" dur="1s" repeatCount="indefinite"/>',
        '<clipPath id="a"><use xlink:href="#b"/></clipPath><rect opacity="1" order="3" orient="auto" clip-path="inset(1px)"/>',
    ],
)
def test_pictures_as_programs_save_them(inside: str) -> None:
    assert read_svg(svg(inside, 'viewBox="0 0 8 8" role="img"')) == []


def test_every_element_that_is_drawn() -> None:
    for tag in DRAWN:
        assert read_svg(svg(f"<{tag}/>")) == []


def test_places_and_how_much_is_told() -> None:
    found = read_svg(svg("\n <script/>\n <g onload='x'/><g onload='y'/>"))
    assert [each[:2] for each in found] == [(2, 2), (3, 2)]
    many = read_svg(svg("".join(f"<use href='{number}'/>" for number in range(1000))))
    assert len(many) == MOST_FOUND


def test_what_stands_before_an_error_is_told_too() -> None:
    assert rules(svg("<script/><g>")) == ["active-content", "wrong-content"]
