"""Tickers that people build: lists, tables, cards, strings, pieces of components."""

from tests.unit.scrape.wild.lines import AR, EN, ES

BLOCKS: dict[str, tuple[str, tuple[str, ...]]] = {
    "hashed classes": (
        """<div class="ssrcss-1y8jf9-Wrap e1xue1i82"><div class="ssrcss-tag
e1xue1i81"><span>BREAKING</span></div><ul
        role="list" class="ssrcss-7r2k-List e1y4">[[~<li class="ssrcss-{n}abc-Item e1y4nx{n}"><a href="/news/{n}"
        class="ssrcss-zf-Link e1f5"><span class="ssrcss-1q-Text e1f6">{l}</span></a></li>]]</ul></div>""",
        EN,
    ),
    "line of news with times": (
        """<div class="newsline"><div class="newsline__head"><a href="/breaking">Breaking news</a></div><ul
        class="newsline__list">[[~<li class="newsline__item"><span class="date">{t}</span> <a class="link"
        href="/n/{n}">{l}</a></li>]]</ul><div class="newsline__all"><a href="/all">All breaking
news</a></div></div>""",
        EN,
    ),
    "heading, link and age": (
        """<aside class="sdc-b"><h4 class="sdc-b__h"><span class="sdc-dot"></span><span>Breaking</span></h4><ol>
        [[~<li><h3><a href="/story/{n}"><span>{l}</span></a></h3><span class="sdc-b__when">{n}m</span></li>]]
        </ol></aside>""",
        EN,
    ),
    "blinking pictures": (
        """<table width="100%"><tr><td bgcolor="#c00"><font color="#fff"><b>URGENTE</b></font></td><td><marquee
        onmouseover="this.stop()">[[~<img src="/new.gif" alt="new"> <a href="/{n}.html">{l}</a>
&nbsp;]]</marquee></td>
        </tr></table>""",
        ES,
    ),
    "stars between": (
        """<div id="flash"><span class="f">NEWS FLASH</span> [[~{l}~ *** ]] ***</div>""",
        EN,
    ),
    "slashes between links": (
        """<p class="hl"><strong>ÚLTIMA HORA |</strong> [[~<a href="/{n}">{l}</a>~ // ]]</p>""",
        ES,
    ),
    "squares in one text": (
        """<div class="rtl" dir="rtl"><span class="r">عاجل:</span><span class="txt">[[~{l}~ ■ ]]</span></div>""",
        AR,
    ),
    "share and read more": (
        """<section class="wire"><header><h2>Breaking</h2><a href="/rss">RSS</a></header><ul class="wire__l">
        [[~<li class="wire__i"><h4><a href="/w/{n}">{l}</a></h4><ul class="share"><li><a
href="#fb">Facebook</a></li>
        <li><a href="#x">X</a></li><li><a href="#wa">WhatsApp</a></li></ul><a class="more" href="/w/{n}">Read
        more</a></li>]]</ul></section>""",
        EN,
    ),
    "a sponsored line": (
        """<div class="sb"><h3>Breaking</h3><ul>[[:4~<li class="sb-i"><a href="/{n}">{l}</a></li>]]
        <li class="sb-i sponsored"><span class="tag">Sponsored</span> <a href="https://ads.example/x">Ten ways to
        save on your next cruise before winter</a></li>[[4:~<li class="sb-i"><a
href="/{n}">{l}</a></li>]]</ul></div>""",
        EN,
    ),
    "an advertisement between": (
        """<div class="sb"><h3>Última hora</h3><div class="l">[[:5~<p class="i"><a href="/{n}">{l}</a></p>]]
        <div class="ad-slot"><span>Publicidad</span><div id="div-gpt-ad-1"></div></div>
        [[5:~<p class="i"><a href="/{n}">{l}</a></p>]]</div></div>""",
        ES,
    ),
    "all news at the end of the list": (
        """<div class="blk"><div class="blk-h">عاجل</div><ul>[[~<li><a href="/{n}">{l}</a></li>]]
        <li class="all"><a href="/all">المزيد من الأخبار العاجلة</a></li></ul></div>""",
        AR,
    ),
    "tabs": (
        """<div class="tabs"><ul class="nav-tabs" role="tablist"><li class="active"><a href="#brk" role="tab"
        aria-controls="brk">Breaking</a></li><li><a href="#top" role="tab" aria-controls="top">Most
read</a></li></ul>
        <div class="tab-content"><div class="tab-pane active" id="brk"><ul>[[~<li><a
href="/{n}">{l}</a></li>]]</ul></div>
        <div class="tab-pane" id="top"><ul><li><a href="/m/1">Why the old ferry line will not come back this
        year</a></li><li><a href="/m/2">Seven quiet beaches that nobody tells you about</a></li><li><a
href="/m/3">The
        woman who mends the clocks of the whole town</a></li></ul></div></div></div>""",
        EN,
    ),
    "details": (
        """<details class="d" open><summary>Breaking
news</summary><div><ul>[[~<li>{l}</li>]]</ul></div></details>""",
        EN,
    ),
    "fieldset": (
        """<fieldset class="u"><legend>Urgent</legend>[[~<div class="u-l">{l}</div>]]</fieldset>""",
        EN,
    ),
    "times as terms": (
        """<div class="q"><h3>عاجل</h3><dl>[[~<dt>{t}</dt><dd><a href="/{n}">{l}</a></dd>]]</dl></div>""",
        AR,
    ),
    "table of three columns": (
        """<table class="fl"><caption>Breaking</caption><tr><th>Time</th><th>Headline</th><th>Section</th></tr>
        [[~<tr><td>{t}</td><td><a href="/{n}">{l}</a></td><td>World</td></tr>]]</table>""",
        EN,
    ),
    "table with bullets and more": (
        """<div class="tb"><b>Última hora</b><table>[[~<tr><td><img src="b.gif" alt="•"></td><td>{l}</td><td><a
        href="/{n}">Leer más</a></td></tr>]]</table></div>""",
        ES,
    ),
    "label described by the region": (
        """<div role="region" aria-labelledby="lbl7" class="z"><div class="z1"><span
id="lbl7">Breaking</span></div>
        <div class="z2"><div class="z3"><div class="z4">[[~<p>{l}</p>]]</div></div></div></div>""",
        EN,
    ),
    "live region": (
        """<div role="log" aria-live="polite" aria-label="Breaking news"><p class="sr-only">Updates
automatically</p>
        <ul>[[~<li><time>{t}</time><span>{l}</span></li>]]</ul></div>""",
        EN,
    ),
    "label only in style": (
        """<div class="breaking-strip"><ul>[[~<li class="breaking-strip__item"><a
href="/{n}">{l}</a></li>]]</ul></div>""",
        EN,
    ),
    "label in an attribute": (
        """<div class="st" data-label="عاجل"><div class="st-in">[[~<span class="st-i"
data-id="{n}">{l}</span>]]</div>
        </div>""",
        AR,
    ),
    "label in a drawing": (
        """<div class="st"><svg role="img" aria-label="Breaking" viewBox="0 0 9 9"><path d="M0 0"/></svg><ul>
        [[~<li>{l}</li>]]</ul></div>""",
        EN,
    ),
    "label as a picture in a link": (
        """<div class="st"><a href="/urgent"><img src="u.png" alt="عاجل"></a><div class="m"><ul>[[~<li><a
        href="/{n}">{l}</a></li>]]</ul></div></div>""",
        AR,
    ),
    "open shadow": (
        """<news-bar><template shadowrootmode="open"><style>b{color:red}</style><b part="l">BREAKING</b><div
        class="w"><ul>[[~<li><a href="/{n}">{l}</a></li>]]</ul></div></template></news-bar>""",
        EN,
    ),
    "shadow with slots": (
        """<news-bar><template shadowrootmode="open"><b part="l">BREAKING</b><slot></slot></template>
        [[~<news-line>{l}</news-line>]]</news-bar>""",
        EN,
    ),
    "noscript copy": (
        """<div class="brk"><span>Breaking</span><div id="t"><ul>[[~<li><a href="/{n}">{l}</a></li>]]</ul></div>
        <noscript><ul>[[~<li><a href="/{n}">{l} (text only)</a></li>]]</ul></noscript></div>""",
        EN,
    ),
    "desktop and mobile": (
        """<div class="d-none d-md-block"><div class="bk"><b>Breaking</b><ul>[[~<li>{l}</li>]]</ul></div></div>
        <div class="d-md-none"><div class="bk-m"><b>Breaking</b><ul>[[~<li>{l}</li>]]</ul></div></div>""",
        EN,
    ),
    "date between": (
        """<div class="hd"><span class="lb">Breaking</span><span class="dt">Tuesday, November 24, 2026</span><ul>
        [[~<li>{l}</li>]]</ul></div>""",
        EN,
    ),
    "badges new and sections": (
        """<div class="hd"><span class="lb">Última hora</span><ul>[[:2~<li><span class="new">NUEVO</span>
        <a href="/{n}">{l}</a> <span class="cat">Mundo</span></li>]][[2:~<li><a href="/{n}">{l}</a> <span
        class="cat">Mundo</span></li>]]</ul></div>""",
        ES,
    ),
    "cards with a summary": (
        """<section class="brk-sec"><h2>Breaking News</h2><div class="grid">[[~<article class="card"><a
        href="/{n}"><img src="/{n}.jpg" alt=""></a><h3><a href="/{n}">{l}</a></h3><p>The full report on this story
        tells of what is known so far, and of what is not.</p><time>{t}</time></article>]]</div></section>""",
        EN,
    ),
    "soft hyphens and breaks": (
        """<div class="wbr"><b>Breaking</b><ul>[[~<li><span>&#8203;{l}</span><wbr></li>]]</ul></div>""",
        EN,
    ),
    "counts of views": (
        """<div class="vw"><h3>Breaking</h3>[[~<div class="vw-i"><a href="/{n}">{l}</a><span class="v">1.{n}K
        views</span><span class="c">{n} comments</span></div>]]</div>""",
        EN,
    ),
    "numbers in circles": (
        """<div class="no"><h3>عاجل</h3><ol>[[~<li><span class="n">{n}</span><a
href="/{n}">{l}</a></li>]]</ol></div>""",
        AR,
    ),
    "label in each, live dot": (
        """<div class="lv">[[~<div class="lv-i"><span class="dot"></span><span class="k">Breaking</span><time>{n}
mins
        ago</time><a href="/{n}">{l}</a></div>]]</div>""",
        EN,
    ),
    "label in brackets in each": (
        """<ul class="br">[[~<li><a href="/{n}">[URGENTE] {l}</a></li>]]</ul>""",
        ES,
    ),
    "blogger widget": (
        """<div class="ticker"><h2>Breaking</h2><div class="widget-content"><ul>[[~<li><div class="post-tag"><a
        href="/label/w">World</a></div><h3 class="recent-title"><a
href="/{n}">{l}</a></h3></li>]]</ul></div></div>""",
        EN,
    ),
    "times in brackets": (
        """<div class="tb"><h3>Breaking</h3><div>[[~<div>[{t} GMT] {l}</div>]]</div></div>""",
        EN,
    ),
    "icons before each": (
        """<div class="ic"><span class="ic-l"><i class="fa fa-bolt"></i> خبر عاجل</span><ul>[[~<li><i class="fa
        fa-circle"></i><span>»</span> <a href="/{n}"><bdi>{l}</bdi></a></li>]]</ul></div>""",
        AR,
    ),
}
