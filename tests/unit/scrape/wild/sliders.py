"""Tickers that libraries make: sliders, marquees, plug-ins, themes."""

from tests.unit.scrape.wild.lines import AR, EN, ES

SLIDERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "bxslider": (
        """<div class="franja"><h3 class="franja__t">Última hora</h3><div class="bx-wrapper"><div
class="bx-viewport">
        <ul class="bxs">[[-1:~<li class="bx-clone" aria-hidden="true"><a href="/n/{n}">{l}</a></li>]]
        [[~<li aria-hidden="false"><a href="/n/{n}">{l}</a></li>]]
        [[:1~<li class="bx-clone" aria-hidden="true"><a href="/n/{n}">{l}</a></li>]]</ul></div>
        <div class="bx-controls"><a class="bx-prev" href="">Prev</a><a class="bx-next" href="">Next</a></div>
        <div class="bx-pager">[[~<a href="" class="bx-pager-link">{n}</a>]]</div></div></div>""",
        ES,
    ),
    "owl carousel": (
        """<div class="bar bar--red"><div class="bar-t"><strong>عاجل</strong></div>
        <div class="owl-carousel owl-loaded owl-drag"><div class="owl-stage-outer"><div class="owl-stage"
style="x">
        [[-3:~<div class="owl-item cloned" style="width:900px"><div class="item"><a>{l}</a></div></div>]]
        [[~<div class="owl-item" style="width:900px"><div class="item"><a>{l}</a></div></div>]]
        [[:3~<div class="owl-item cloned" style="width:900px"><div class="item"><a>{l}</a></div></div>]]
        </div></div><div class="owl-nav"><button class="owl-prev"><span aria-label="Previous">‹</span></button>
        <button class="owl-next"><span aria-label="Next">›</span></button></div><div class="owl-dots
disabled"></div>
        </div></div>""",
        AR,
    ),
    "splide": (
        """<section class="splide bn" aria-label="Breaking News"><div class="splide__track"><ul
class="splide__list">
        [[-2:~<li class="splide__slide splide__slide--clone" aria-hidden="true"><p>{l}</p></li>]]
        [[~<li class="splide__slide" role="group" aria-label="{n} of 10"><p>{l}</p></li>]]
        [[:2~<li class="splide__slide splide__slide--clone" aria-hidden="true"><p>{l}</p></li>]]
        </ul></div></section>""",
        EN,
    ),
    "glide with bullets": (
        """<div class="top-strip"><span class="top-strip__tag">Breaking</span><div class="glide"><div
        class="glide__track" data-glide-el="track"><ul class="glide__slides">
        [[-1:~<li class="glide__slide glide__slide--clone">{l}</li>]]
        [[~<li class="glide__slide">{l}</li>]][[:1~<li class="glide__slide glide__slide--clone">{l}</li>]]
        </ul></div><div class="glide__bullets">[[~<button class="glide__bullet"></button>]]</div></div></div>""",
        EN,
    ),
    "tiny slider": (
        """<div class="u-bar"><em class="u-bar__l">URGENTE</em><div class="tns-outer"><div class="tns-liveregion
        tns-visually-hidden" aria-live="polite">slide <span class="current">3</span> of 10</div><div
class="tns-inner">
        <div class="tns-slider">[[-1:~<div class="tns-item tns-slide-cloned" aria-hidden="true">{l}</div>]]
        [[~<div class="tns-item" id="tns1-item{n}">{l}</div>]]
        [[:1~<div class="tns-item tns-slide-cloned" aria-hidden="true">{l}</div>]]</div></div></div></div>""",
        ES,
    ),
    "swiper of links": (
        """<div class="live-bar"><div class="live-bar__head"><i class="dot"></i>Breaking news</div><div
        class="swiper swiper-initialized"><div class="swiper-wrapper">
        [[-1:~<a class="swiper-slide swiper-slide-duplicate" href="/{n}">{l}</a>]]
        [[~<a class="swiper-slide" href="/{n}" data-swiper-slide-index="{n}">{l}</a>]]
        [[:1~<a class="swiper-slide swiper-slide-duplicate" href="/{n}">{l}</a>]]</div>
        <span class="swiper-notification" aria-live="assertive"></span></div></div>""",
        EN,
    ),
    "react-fast-marquee": (
        """<div class="hdr__brk"><span class="hdr__brk-l">BREAKING</span><div class="rfm-marquee-container"
        style="--pause:running"><div class="rfm-overlay"></div><div class="rfm-marquee"><div
        class="rfm-initial-child-container">[[~<div class="rfm-child"><a href="/{n}">{l}</a></div>]]</div></div>
        <div class="rfm-marquee">[[~<div class="rfm-child"><a href="/{n}">{l}</a></div>]]</div></div></div>""",
        EN,
    ),
    "css marquee with a hidden copy": (
        """<div class="scroll"><div class="scroll__cap">أخبار عاجلة</div><div class="scroll__in">
        <div class="scroll__g">[[~<span class="scroll__i">{l}</span>~<span class="scroll__s">•</span>]]</div>
        <div class="scroll__g" aria-hidden="true">[[~<span class="scroll__i">{l}</span>~<span
        class="scroll__s">•</span>]]</div></div></div>""",
        AR,
    ),
    "web ticker": (
        """<div class="breaking_news_wrapper"><div class="breaking_title">BREAKING NEWS</div><div
class="tickercontainer">
        <div class="mask"><ul id="webTicker" class="newsticker" style="width:8888px">
        [[~<li data-update="item{n}"><a href="/latest/{n}">{l}</a></li>]]
        [[:3~<li class="ticker-spacer" data-update="item{n}"><a href="/latest/{n}">{l}</a></li>]]
        </ul></div></div></div>""",
        EN,
    ),
    "acme news ticker": (
        """<div class="acme-news-ticker"><div class="acme-news-ticker-label">Breaking</div><div
        class="acme-news-ticker-box"><ul class="my-news-ticker">[[~<li><a href="#">{l}</a></li>]]</ul></div><div
        class="acme-news-ticker-controls acme-news-ticker-horizontal-controls"><button class="prev"></button>
        <button class="pause"></button><button class="next"></button></div></div>""",
        EN,
    ),
    "bn plug-in": (
        """<div class="breaking-news-ticker bn-effect-scroll bn-direction-rtl" id="newsTicker1"><div
class="bn-label">عاجل
        </div><div class="bn-news"><ul style="width:9000px">[[~<li><span class="bn-seperator bn-news-dot"></span><a
        href="/a/{n}">{l}</a></li>]]</ul></div><div class="bn-controls"><button><span class="bn-arrow
bn-prev"></span>
        </button><button><span class="bn-action"></span></button></div></div>""",
        AR,
    ),
    "newspaper theme": (
        """<div class="td_block_wrap"><div class="td-trending-now-wrapper" data-start=""><div
        class="td-trending-now-title">Breaking</div><div class="td-trending-now-display-area">
        [[:1~<div class="td_module_trending_now td-trending-now-post-0 td-trending-now-post">
        <h3 class="entry-title td-module-title"><a href="/{n}" rel="bookmark" title="{l}">{l}</a></h3></div>]]
        [[1:~<div class="td_module_trending_now td-trending-now-post-{n} td-trending-now-post">
        <h3 class="entry-title td-module-title"><a href="/{n}" rel="bookmark"
title="{l}">{l}</a></h3></div>]]</div>
        <div class="td-next-prev-wrap"><a href="#" class="td_ajax-prev-pagex"><i></i></a></div></div></div>""",
        EN,
    ),
    "jannah theme": (
        """<div id="top-nav"><div class="topbar-today-date">الثلاثاء, نوفمبر 24 2026</div><div class="breaking
controls-is-active">
        <span class="breaking-title"><span class="tie-icon-bolt breaking-icon" aria-hidden="true"></span><span
        class="breaking-title-text">أخبار عاجلة</span></span><ul id="breaking-news-in-header" class="breaking-news"
        data-type="reveal" data-arrows="true">[[~<li class="news-item"><a href="/{n}">{l}</a></li>]]</ul></div>
        <ul class="components"><li class="search"><input placeholder="بحث عن"></li></ul></div>""",
        AR,
    ),
    "amp carousel": (
        """<div class="amp-b"><p class="amp-b__l">Breaking</p><amp-carousel height="40" layout="fixed-height"
        type="slides" autoplay><div class="slide"><a href="/1.amp">[[:1~{l}]]</a></div>
        [[1:~<div class="slide"><a href="/{n}.amp">{l}</a></div>]]</amp-carousel></div>""",
        EN,
    ),
    "amp list": (
        """<div class="amp-l"><h2>Última hora</h2><amp-list src="/b.json"><template
type="amp-mustache"><div>{{title}}
        </div></template><div role="list" class="i-amphtml-fill">[[~<div role="listitem"><a
        href="/{n}">{l}</a></div>]]</div><div fallback>No se pudo cargar</div></amp-list></div>""",
        ES,
    ),
    "vue marquee in pieces": (
        """<div data-v-71ab class="tickr"><span data-v-71ab class="tickr__label">Breaking:</span><!----><div
        data-v-71ab class="tickr__window"><!--[-->[[~<!-- i --><span data-v-71ab
        class="tickr__item"><!--[-->{l}<!--]--></span>]]<!--]--></div></div>""",
        EN,
    ),
    "fading slides told by opacity": (
        """<div class="fdr"><div class="fdr-label"><span>عاجل</span><span>|</span></div><div class="fdr-box">
        [[:1~<div class="fdr-i fdr-active" style="opacity:1">{l}</div>]]
        [[1:~<div class="fdr-i" style="opacity:0;visibility:hidden">{l}</div>]]</div></div>""",
        AR,
    ),
}
