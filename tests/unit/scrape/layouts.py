"""Pages as news sites build them: every class of ticker layout, put among navigation, articles and look-alikes."""

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Block: TypeAlias = Callable[[Sequence[str], str], str]


def esc(text: str) -> str:
    return html.escape(text, quote=False)


def each(lines: Sequence[str], form: str) -> str:
    """`form` once per line; {l} the line, {n} its number from 1, {t} a clock time."""
    return "\n".join(
        form.replace("{l}", esc(line)).replace("{n}", str(n)).replace("{t}", f"{23 - n:02}:{(n * 7) % 60:02}")
        for n, line in enumerate(lines, 1)
    )


def plain_list(lines: Sequence[str], label: str) -> str:
    return f'<div class="hb"><span class="hl">{label}</span><ul>{each(lines, "<li>{l}</li>")}</ul></div>'


def links_list(lines: Sequence[str], label: str) -> str:
    items = each(lines, '<li class="it it-{n}"><a href="/n/{n}">{l}</a></li>')
    return f'<section><h3>{label}</h3><div class="w"><ul class="x">{items}</ul></div></section>'


def marquee(lines: Sequence[str], label: str) -> str:
    return f'<div><b>{label}</b><marquee scrollamount="3">{each(lines, "<span>{l}</span>")}</marquee></div>'


def marquee_bullets(lines: Sequence[str], label: str) -> str:
    joined = " • ".join(map(esc, lines))
    return f"<table><tr><td><font color=red>{label}:</font></td></tr></table><marquee>{joined}</marquee>"


def marquee_images(lines: Sequence[str], label: str) -> str:
    joined = ' <img src="/logo.png" alt=""> '.join(map(esc, lines))
    return f'<div class="top"><strong>{label}</strong><marquee>{joined}</marquee></div>'


def marquee_spaces(lines: Sequence[str], label: str) -> str:
    joined = "&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;".join(map(esc, lines))
    return f'<div class="top"><strong>{label}</strong><marquee>{joined}</marquee></div>'


def slick(lines: Sequence[str], label: str) -> str:
    slide = '<div class="slick-slide" aria-hidden="true"><div><a href="/n/{n}">{l}</a></div></div>'
    clone = slide.replace("slick-slide", "slick-slide slick-cloned")
    inner = each(lines[-1:], clone) + each(lines, slide) + each(lines, clone)
    return (
        f'<div class="brk"><div class="ttl">{label}</div><div class="slick-slider"><button>Previous</button>'
        f'<div class="slick-list"><div class="slick-track">{inner}</div></div><button>Next</button></div></div>'
    )


def swiper(lines: Sequence[str], label: str) -> str:
    slide = '<div class="swiper-slide"><span>{l}</span></div>'
    clone = slide.replace("swiper-slide", "swiper-slide swiper-slide-duplicate")
    inner = each(lines[-2:], clone) + each(lines, slide) + each(lines[:2], clone)
    held = f'<div class="swiper"><div class="swiper-wrapper">{inner}</div></div>'
    return f'<div class="n"><p class="k">{label}</p>{held}</div>'


def unmarked_clones(lines: Sequence[str], label: str) -> str:
    inner = each(lines[-1:], "<li>{l}</li>") + each(lines, "<li>{l}</li>") + each(lines[:1], "<li>{l}</li>")
    return f'<div><em>{label}</em><div class="loop"><ul>{inner}</ul></div></div>'


def doubled(lines: Sequence[str], label: str) -> str:
    inner = each(lines, "<span class='i'>{l}</span>")
    twice = f'<div>{inner}</div><div aria-hidden="true">{inner}</div>'
    return f'<div class="r"><span>{label}</span><div class="m">{twice}</div></div>'


def table(lines: Sequence[str], label: str) -> str:
    rows = each(lines, '<tr><td class="t">{t}</td><td>{l}</td></tr>')
    return f'<table class="news"><thead><tr><th colspan="2">{label}</th></tr></thead><tbody>{rows}</tbody></table>'


def table_label_cell(lines: Sequence[str], label: str) -> str:
    rest = each(lines[1:], "<tr><td>{l}</td></tr>")
    return f"<table><tr><td rowspan='{len(lines)}'>{label}</td><td>{esc(lines[0])}</td></tr>{rest}</table>"


def spans_label_time(lines: Sequence[str], label: str) -> str:
    item = f'<div class="e"><span>{label}</span> <span class="t">{{t}}</span> <span class="x">{{l}}</span></div>'
    return f'<div class="es">{each(lines, item)}</div>'


def nested_spans(lines: Sequence[str], label: str) -> str:
    item = (
        '<li><span><span><time datetime="2026-01-01">{t}</time> <span><span>{l}</span></span></span></span></li>'
    )
    head = f"<div><div><span><span>{label}</span></span></div></div>"
    return f"<div>{head}<div><div><ul>{each(lines, item)}</ul></div></div></div>"


def time_after(lines: Sequence[str], label: str) -> str:
    item = '<li><a href="/n/{n}">{l}</a><small class="ago">{n} min ago</small></li>'
    return f'<div class="side"><h4>{label}</h4><ul>{each(lines, item)}</ul></div>'


def bullets_one_string(lines: Sequence[str], label: str) -> str:
    return f'<div class="line"><span class="cap">{label}</span><p>{" • ".join(map(esc, lines))}</p></div>'


def bullets_with_label(lines: Sequence[str], label: str) -> str:
    return f'<div class="line">{label}: {" ● ".join(map(esc, lines))}</div>'


def bars(lines: Sequence[str], label: str) -> str:
    return f'<div class="line"><span>{label}</span> {" | ".join(map(esc, lines))}</div>'


def breaks(lines: Sequence[str], label: str) -> str:
    return f'<td class="line"><b>{label}</b><br>{"<br>".join(map(esc, lines))}</td>'


def separator_elements(lines: Sequence[str], label: str) -> str:
    joined = '<i class="dot">•</i>'.join(f"<a href='/{n}'>{esc(line)}</a>" for n, line in enumerate(lines))
    return f'<div class="strip"><label>{label}</label><div class="go">{joined}</div></div>'


def prefix_each(lines: Sequence[str], label: str) -> str:
    return f'<ul class="latest">{each(lines, f"<li><a href=/x>{label}: {{l}}</a></li>")}</ul>'


def prefix_bar_each(lines: Sequence[str], label: str) -> str:
    return f'<div class="f">{each(lines, f"<p>{label} | {{l}}</p>")}</div>'


def prefix_bold_each(lines: Sequence[str], label: str) -> str:
    return f'<div class="f">{each(lines, f"<div class=q><b>{label}</b> {{l}}</div>")}</div>'


def flat(lines: Sequence[str], label: str) -> str:
    return f"<h2>{label}</h2>{each(lines, '<p class=b>{l}</p>')}"


def flat_divs(lines: Sequence[str], label: str) -> str:
    return f"<div>{label}</div>{each(lines, '<div>{l}</div>')}"


def before_heading(lines: Sequence[str], label: str) -> str:
    return f'<section class="rev"><ul>{each(lines, "<li>{l}</li>")}</ul><h3>{label}</h3></section>'


def label_in_list(lines: Sequence[str], label: str) -> str:
    return f'<ul class="tick"><li class="head"><strong>{label}</strong></li>{each(lines, "<li>{l}</li>")}</ul>'


def definition_list(lines: Sequence[str], label: str) -> str:
    return f"<dl><dt>{label}</dt>{each(lines, '<dd>{l}</dd>')}</dl>"


def hidden_slides(lines: Sequence[str], label: str) -> str:
    rest = each(lines[1:], '<div class="s" style="display:none">{l}</div>')
    return f'<div class="fade"><span>{label}</span><div class="s">{esc(lines[0])}</div>{rest}</div>'


def odd_even(lines: Sequence[str], label: str) -> str:
    rows = "".join(
        f'<div class="row {"odd" if n % 2 else "even"} n-{n}">{esc(line)}</div>' for n, line in enumerate(lines)
    )
    return f'<div class="panel"><div class="panel-head">{label}</div><div class="panel-body">{rows}</div></div>'


def slides_of_lists(lines: Sequence[str], label: str) -> str:
    half = len(lines) // 2
    slides = "".join(
        f"<div class=item><ul>{each(part, '<li>{l}</li>')}</ul></div>" for part in (lines[:half], lines[half:])
    )
    return f'<div class="car"><h5>{label}</h5><div class="inner">{slides}</div></div>'


def headings(lines: Sequence[str], label: str) -> str:
    items = each(lines, '<article><h3><a href="/n/{n}">{l}</a></h3></article>')
    return f'<div class="hs"><div class="bar"><span>{label}</span></div><div class="list">{items}</div></div>'


def inline_markup(lines: Sequence[str], label: str) -> str:
    """Marks inside the lines: a speaker in bold, a word split by a tag."""

    def marked(line: str) -> str:
        head, colon, rest = line.partition(":")
        if colon:
            return f"<b>{esc(head)}</b>:{esc(rest)}"
        return f"<em>{esc(line[:5])}</em>{esc(line[5:])}"

    items = "".join(f"<li>{marked(line)}</li>" for line in lines)
    return f'<div class="hb"><span class="hl">{label}</span><ul>{items}</ul></div>'


def controls_between(lines: Sequence[str], label: str) -> str:
    controls = '<ul class="ctl"><li><a>Previous</a></li><li><a>Next</a></li></ul><span>1/10</span>'
    return f'<div class="hb"><span class="hl">{label}</span>{controls}<ol>{each(lines, "<li>{l}</li>")}</ol></div>'


def label_image(lines: Sequence[str], label: str) -> str:
    return f'<div class="hb"><img src="b.png" alt="{label}"><ul>{each(lines, "<li>{l}</li>")}</ul></div>'


def label_link(lines: Sequence[str], label: str) -> str:
    items = each(lines, "<div class='one'><a href='/n/{n}' title='{l}'>{l}</a></div>")
    return f'<div class="hb"><a href="/breaking"><span></span>{label}</a><div class="many">{items}</div></div>'


def label_described(lines: Sequence[str], label: str) -> str:
    return f'<div role="region" aria-label="{label}"><ul>{each(lines, "<li>{l}</li>")}</ul></div>'


def buttons(lines: Sequence[str], label: str) -> str:
    items = each(lines, '<li>{l} <button>Share</button><a href="#" class="rm">Read more</a></li>')
    return f'<div class="hb"><span>{label}</span><ul>{items}</ul></div>'


def label_live(lines: Sequence[str], label: str) -> str:
    head = f'<div><span class="pulse"></span><span>{label}</span><span>LIVE</span></div>'
    return f'<div class="lv">{head}<ul>{each(lines, "<li>{l}</li>")}</ul><a href="/more">More</a></div>'


def radio_slides(lines: Sequence[str], label: str) -> str:
    items = each(lines, '<input type="radio" name="r"><label>{l}</label>')
    return f'<div class="tk"><div class="h">{label}</div>{items}</div>'


def table_row(lines: Sequence[str], label: str) -> str:
    return f"<table><tr><th>{label}</th>{each(lines, '<td>{l}</td>')}</tr></table>"


def times_in_bold(lines: Sequence[str], label: str) -> str:
    items = each(lines, "<b>{t}</b> {l}<br/>")
    return f'<div id="breaking"><strong>{label}</strong><div>{items}</div></div>'


def own_elements(lines: Sequence[str], label: str) -> str:
    items = each(lines, '<x-item><a href="/x">{l}</a></x-item>')
    return f"<x-ticker><x-label>{label}</x-label><x-items>{items}</x-items></x-ticker>"


LAYOUTS: dict[str, Block] = {
    block.__name__: block
    for block in (
        *(plain_list, links_list, marquee, marquee_bullets, marquee_images, marquee_spaces, slick, swiper),
        *(unmarked_clones, doubled, table, table_label_cell, spans_label_time, nested_spans, time_after),
        *(bullets_one_string, bullets_with_label, bars, breaks, separator_elements, prefix_each, prefix_bar_each),
        *(prefix_bold_each, flat, flat_divs, before_heading, label_in_list, definition_list, hidden_slides),
        *(odd_even, slides_of_lists, headings, inline_markup, controls_between, label_image, label_link),
        *(label_described, buttons, label_live, radio_slides, table_row, times_in_bold, own_elements),
    )
}

MENU = """<nav><ul><li><a href="/p">Politics</a></li><li><a href="/e">Economy</a></li>
<li><a href="/s">Sports</a></li><li><a href="/a">Arts&amp;Culture</a></li><li><a href="/l">• LIVE</a></li></ul>
<ul class="sections"><li>Africa</li>
<li>Asia</li><li>Asia-Pacific</li><li>Latin America</li><li>MENA</li><li>US &amp; Canada</li></ul></nav>"""
ARTICLE = """<h1>Port authority reopens the northern basin after a week of repairs</h1>
<ul class="meta"><li>By Harbour News</li><li>Source: Agencies</li><li>25 Mar 2024 08:11</li></ul>
<p>The northern basin was closed after a storm. It reopened on Monday, officials said, to the relief of many.</p>
<p>Ships had waited for days, and breaking news of it spread fast. The first of them entered at dawn.</p>
<p>Officials expect the rest to follow within the week.</p>"""
MOST_READ = """<div class="mr"><h3>Most read</h3><ul>
<li><a href="/m/1">How the old lighthouse came to be a museum of the sea</a></li>
<li><a href="/m/2">Five walks along the coast for a quiet weekend in spring</a></li>
<li><a href="/m/3">The last of the net makers tells of sixty years of work</a></li>
<li><a href="/m/4">Why the ferry to the islands will not sail in winter</a></li></ul></div>"""


@dataclass(frozen=True, slots=True)
class Around:
    """A page around a ticker block; {ticker} stands where it goes."""

    name: str
    form: str


AROUND = tuple(
    Around(
        name,
        f'<!doctype html><html><head><meta charset="utf-8"><title>News</title></head><body>{form}</body></html>',
    )
    for name, form in {
        "before the article": f"{MENU}{{ticker}}<main><article>{ARTICLE}</article></main>{MOST_READ}",
        "after the article": f"{MENU}<div>{ARTICLE}</div>{MOST_READ}{{ticker}}<footer>{MENU}</footer>",
        "flat": f"{MENU}{{ticker}}{ARTICLE}{MOST_READ}",
        "beside look-alikes": f"{MENU}<div class='cols'><div class='col'>{MOST_READ}</div>"
        "<div class='col'>{ticker}</div>"
        f"<div class='col'>{MOST_READ}</div></div><article>{ARTICLE}</article>",
        "in a header": f"<header>{MENU}<div class='in'>{{ticker}}</div></header><div>{MOST_READ}{ARTICLE}</div>",
    }.items()
)
