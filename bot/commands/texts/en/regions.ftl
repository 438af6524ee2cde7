## Subscribing

subscribed = ✅ You now hear of { $regions }.
subscribed-channel = ✅ <b>{ $channel }</b> now hears of { $regions }.
subscribed-hint = /mine shows everything, /settings has quiet hours and words.
already-subscribed = You hear of { $regions } already.
unsubscribed = You no longer hear of { $regions }.
was-not-subscribed = You were not subscribed to { $regions }.
still-subscribed = Still: { $regions }.
nothing-left = Now you hear of nothing. /subscribe begins anew.
nothing-subscribed = There is no subscription here yet. /subscribe begins.
corrected = (“{ $typed }” I read as { $region }.)
did-you-mean = “{ $typed }”: did you mean <b>{ $region }</b>?
did-you-mean-one-of = “{ $typed }”: did you mean one of these?
unknown-region = I do not know “{ $typed }”. /regions shows all there are.
which-region = “{ $typed }”: which one?
subscribe-to-which = Shall I subscribe you? Press what you want to hear of.
leave-all = Really all { $count ->
    [one] of it: one region
   *[other] { $count } regions
}? Your other settings stay.
left-all = Done: no region is left. /subscribe begins anew.
kept-all = All right, everything stays as it was.

menu-sections = <b>Regions.</b> { $count ->
    [0] Choose an area.
    [one] One is ticked. Choose an area.
   *[other] { $count } are ticked. Choose an area.
}
menu-section = <b>{ $section }</b>. Press a region to tick it, press again to take it off.
menu-mine = { $count ->
    [0] Nothing is ticked any more.
    [one] Press it to take it off.
   *[other] Press those you want to take off.
}
whole = All of { $region }
toast-on = { $region }: on
toast-off = { $region }: off

## In plain words

mine-nothing = <b>No region yet.</b> /subscribe begins.
mine-regions = <b>You hear of</b> { $regions }.
mine-channel = <b>{ $channel } hears of</b> { $regions }.
mine-also = • also lines that merely mention these
mine-only = • only with one of the words: { $words }
mine-never = • never with the words: { $words }
mine-sources = • only from { $sources }
mine-languages = • only told in { $languages }
mine-at-once = • at once
mine-hourly = • once an hour, all in one message
mine-daily = • once a day at { $at } ({ $zone }), all in one message
mine-quiet = • quiet from { $start } to { $end } ({ $zone }); what comes then waits
mine-silent = • without sound
mine-muted = 🔕 muted until { $until }
mine-region-muted = 🔕 { $region } muted until { $until }

## Settings

settings-title = <b>Settings</b>
settings-quiet = <b>Quiet hours</b>: nothing comes then; in the morning it comes as one message. It is { $clock } in { $zone }.
settings-zone = <b>Time zone</b>: { $zone }. Which clock is right for you?
settings-rhythm = <b>How often?</b> Each line at once, or all in one message: every hour, or once a day ({ $zone }).
settings-only = <b>Only lines with one of</b>: { $words }
settings-only-none = <b>Only lines with certain words</b>: none chosen, so all lines come.
settings-never = <b>Never lines with</b>: { $words }
settings-never-none = <b>Never lines with certain words</b>: none chosen.
settings-sources = <b>Which sources?</b> The same event from several of them rings once.
settings-told = <b>Told in which languages?</b> An event told in several rings once in each that you choose.
settings-language = <b>Which language shall I speak?</b>
ask-quiet = From when to when? For example: <code>22:30-07:00 Beirut</code>. Or: <code>none</code>
ask-zone = Which city's clock? For example: <code>Beirut</code> or <code>Europe/Madrid</code>
ask-daily = At what time each day? For example: <code>07:30</code>
ask-only = Which words must a line have (one of them is enough)? Write them with commas, a phrase in quotes: <code>ceasefire, "power cut"</code>. Or: <code>none</code>
ask-never = Which words make a line unwanted? Write them with commas, a phrase in quotes: <code>football, "stock market"</code>. Or: <code>none</code>
unclear-quiet = I cannot read hours in “{ $typed }”. Write for example: <code>22:30-07:00 Beirut</code>
unclear-zone = I know no clock of “{ $typed }”. Write a large city near you, for example: <code>Beirut</code>
unclear-daily = I cannot read a time in “{ $typed }”. Write for example: <code>07:30</code>
unclear-words = I find no words in “{ $typed }”. Write them with commas, for example: <code>ceasefire, hospital</code>
unclear-language = I do not speak “{ $typed }”: only English, العربية and Español.

button-regions = 🌍 Regions
button-all-regions = All regions »
button-sections = « Areas
button-settings = ⚙️ Settings
button-back = « Back
button-rhythm = ⏱ How often
button-quiet = 🌙 Quiet hours
button-no-quiet = None
button-zone = 🕰 Time zone
button-only = 🔎 Only words
button-never = 🚫 Never words
button-also = Also when merely mentioned
button-silent = Without sound
button-sources = 📰 Sources
button-told-in = 🗣 Told in
button-language = 🌐 Language
button-other = Other …
button-at-once = At once
button-hourly = Hourly
button-all = All
button-write-words = ✍️ Write words
button-clear-words = Clear
button-leave-all = Yes, take all off
button-keep = No, keep them
