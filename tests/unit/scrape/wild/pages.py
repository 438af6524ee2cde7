"""Whole pages around a ticker: what else stands on a front page, and looks alike."""

PAGES: dict[str, str] = {
    "front page": """<!doctype html><html><head><meta charset="utf-8"><title>The Harbour Post</title></head><body>
<div id="cookies" role="dialog"><p>We and our 812 partners use cookies to show you the news that matters to
you.</p>
<button>Accept all</button><button>Reject</button></div>
<div class="push"><h3>Breaking news</h3><p>Would you like to be told of breaking news as soon as it happens?</p>
<button>Allow</button><button>Not now</button></div>
<div class="stock-ticker"><ul><li>FTSE 8,214.10 +0.4%</li><li>DAX 19,020.55 -0.2%</li><li>Brent 91.02
+4.1%</li></ul></div>
<header><a href="/">The Harbour Post</a><nav><ul><li><a href="/w">World</a></li><li><a href="/b">Breaking
News</a></li>
<li><a href="/v">Video</a></li><li><a href="/s">Sport</a></li></ul></nav></header>
{ticker}
<div class="trend"><span>Trending</span><ul><li><a href="/t/1">What the new tram line means for the old
market</a></li>
<li><a href="/t/2">How to keep a garden alive in a dry spring</a></li><li><a href="/t/3">The book that everybody in
the harbour is reading</a></li></ul></div>
<main><article><span class="badge">BREAKING</span><h1><a href="/top">Storm closes the northern basin for a second
day</a></h1><p>The basin was closed on Monday. Officials said that it would stay so until the wind had died
down.</p></article><section><h2>World</h2><div><article><h3><a href="/w/1">Talks on the strait go on for a third
week in Geneva</a></h3></article><article><h3><a href="/w/2">A village that waits for its bridge since the
flood</a></h3></article><article><h3><a href="/w/3">What the election in the islands may
change</a></h3></article></div>
</section></main>
<aside><h3>Most read</h3><ol><li><a href="/m/1">How the old lighthouse came to be a museum of the sea</a></li>
<li><a href="/m/2">Five walks along the coast for a quiet weekend in spring</a></li>
<li><a href="/m/3">The last of the net makers tells of sixty years of work</a></li></ol></aside>
<footer><div><h4>Breaking News</h4><p>Sign up and have breaking news sent to your inbox every day.</p><form><input
name="mail"><button>Sign up</button></form></div><ul><li>About us</li><li>Contact</li><li>Terms</li></ul></footer>
</body></html>""",
    "article page": """<!doctype html><html><head><meta charset="utf-8"></head><body><nav><a href="/">Home</a> <a
href="/live">Live</a> <a href="/u">Urgent</a> <a href="/e">Economy</a></nav>{ticker}<div class="wrap"><div
class="crumbs"><a href="/">Home</a> › <a href="/w">World</a></div><h1>Port authority reopens the northern basin
after
a week of repairs</h1><div class="by"><span>By A. Writer</span> <time>24 Nov 2026, 10:12</time></div><p>The
northern
basin was closed after a storm. It reopened on Monday, officials said, to the relief of many.</p><p>Ships had
waited
for days. The first of them entered at dawn, and others followed in the course of the morning.</p><ul
class="tags"><li><a href="/t/port">Port</a></li><li><a href="/t/storm">Storm</a></li></ul><div
class="rel"><h3>Related
news</h3><ul><li><a href="/r/1">Fishing fleet stays in as the wind grows stronger</a></li><li><a
href="/r/2">Insurers
count the cost of the week in the basin</a></li><li><a href="/r/3">Crane drivers ask for shelter in the north
wind</a></li></ul></div></div></body></html>""",
}
