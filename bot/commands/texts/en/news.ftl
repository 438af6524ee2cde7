## Reading the log

latest-title = <b>Latest:</b> { $regions }
latest-title-all = <b>Latest:</b> all regions
latest-none = Nothing yet. The first line will come as soon as a ticker shows it.
latest-older-none = There is nothing older.
told-line = <b>{ $clock }</b> { $text } <i>({ $source })</i>
told-withdrawn = <b>{ $clock }</b> <s>{ $text }</s> <i>({ $source }, withdrawn)</i>
search-what = What shall I look for? For example: <code>/search hospital</code>
search-title = <b>Search:</b> “{ $typed }”
search-none = I find no line with “{ $typed }”.
button-older = Older
button-why = Why this?
why-which = Send /why as a reply to a message of mine, or press “Why this?” under it.
why-gone = That line is not kept any more; I keep { $days } days.
why-title = <b>Why this came:</b> { $text }
why-withdrawn = This line was withdrawn.
why-regions = Placed in { $regions }.
why-because = These words decided:
why-item = • “{ $words }”: { $region } ({ $role })
why-lent = • { $region } ({ $role })
why-operators = It was written by those who run this bot.
why-nowhere = Nothing in it names a place.
why-update = It updates: { $text }
role-dateline = where the report comes from
role-correspondent = where the correspondent is
role-where = where it happens
role-target = what it is done to
role-ourselves = who speaks of themselves
role-doer = who says that they did it
role-stance = who takes a stand
role-opinion = who says what should be
role-fired = where it is fired from
role-toward = where it goes
role-named = named
role-origin = where it comes from
role-near = a border of it
role-companion = with whom
role-venue = where they meet
role-host = who has others as guests
role-party = one of those who deal with each other
role-agent = who does it
role-speaker = who says it
role-source = who reports it
role-neighbour = from the line beside it
role-typical = typical of it
why-also = Merely mentioned: { $regions }.
why-story = { $count ->
    [one] The same story, another line:
   *[other] The same story, { $count } other lines:
}
why-short = { $regions }: { $because }

## For operators

status-running = 🟢 Running for { $up }.
status-paused = ⏸ Paused: nothing is sent. Running for { $up }.
status-log = Log: { $head }
status-wait = Longest wait: { $wait }
status-role = { $role }: <code>{ $holder }</code>
status-number = { $name }: { $count }
status-source = <b>{ $name }</b>: { $state }, polled { $ago } ago, { $lines ->
    [one] { $lines } line
   *[other] { $lines } lines
}
state-starting = starting
state-unknown = unknown
state-ok = well
state-quiet = quiet
state-empty = shows no ticker
state-gap = lines may be lost
state-frozen = frozen
state-throttled = throttled
state-blocked = blocked
state-unreachable = unreachable
state-broken = cannot be read
duty-watcher = reading the tickers
duty-courier = sending
duty-listener = answering
number-active = chats
number-suspended = chats out of reach
number-alert = lines that were news
number-update = updates
number-duplicate = told already
number-drop = dropped
number-told = told by the broadcast
number-to-tell = to be told by the broadcast
status-note = ({ $note })
sources-none = No source is watched.
paused = ⏸ Paused. Lines are still read and kept; nothing is sent until /resume.
already-paused = It is paused already. /resume goes on.
resumed = ▶️ Going on. What waited is sent now.
was-not-paused = It was not paused.
test-how = One region, please: <code>/test lebanon</code>
tested = <b>{ $region }</b>: { $channels ->
    [0] no channel was reached
    [one] { $channels } channel was reached
   *[other] { $channels } channels were reached
}; { $people ->
    [0] no other chat listens
    [one] { $people } other chat listens and was not disturbed
   *[other] { $people } other chats listen and were not disturbed
}.
tested-reached = ✅ { $channel }
tested-failed = ❌ { $channel }: { $why }
push-how = A region and a line, please: <code>/push lebanon The bridge is open again</code>
pushed = 📣 { $region }: { $text }
broadcast-how = What shall I tell everybody? <code>/broadcast text</code>; you see a preview first.
verbatim = { $text }
button-broadcast = { $count ->
    [one] Send to { $count } chat
   *[other] Send to { $count } chats
}
button-stop = Stop
broadcast-stopped = { $text }

    ⏹ Stopped: nobody else is told.
broadcast-over = { $text }

    📣 Everybody has been told already.
test-line = 🧪 <b>Test</b> of { $region }: a line about it would arrive here.
button-discard = Discard
broadcast-discarded = <s>{ $text }</s>
broadcast-done = { $text }

    📣 { $count ->
    [one] On its way to { $count } chat.
   *[other] On its way to { $count } chats.
}
correct-how = Reply to a sent alert with <code>/correct the right text</code>.
corrected-line = ✏️ { $text }
    { $messages ->
    [one] { $messages } message is edited
   *[other] { $messages } messages are edited
}; { $chats ->
    [one] { $chats } chat is told
   *[other] { $chats } chats are told
}.
withdraw-how = Send /withdraw as a reply to a sent alert.
withdrawn = 🗑 <s>{ $text }</s>
    { $messages ->
    [one] { $messages } message is edited
   *[other] { $messages } messages are edited
}; { $chats ->
    [one] { $chats } chat is told
   *[other] { $chats } chats are told
}.
