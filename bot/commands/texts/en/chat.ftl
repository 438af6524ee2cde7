## Words used everywhere. Values arrive escaped; <b>, <i>, <code> and <s> are Telegram's mark-up.

strong = <b>{ $text }</b>
phrase = “{ $text }”
more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
saved = ✅ Saved.
toast-saved = Saved
lost = I did not understand that. Write the name of a country or region, or see /help.
old-menu = That menu is out of date. Send the command again for a fresh one.
unknown-command = I do not know /{ $typed }. /help lists what I can do.
unknown-command-near = I do not know /{ $typed }. Did you mean /{ $near }?
too-long = That is too long: at most { $most } characters.
slow-down = That is faster than I can follow. I will read on in { $count ->
    [one] a minute
   *[other] { $count } minutes
}.
fault = Something went wrong on my side. Your settings are unchanged; please try again.

## Who may do what

only-admins = Only administrators can change the settings here.
only-operators = That is for those who run this bot.
not-invited = Sorry, this bot is not open to everybody. Ask for an invitation: { $contact }
full-house = Sorry, this bot serves as many chats as it can for now. Please try another day: { $contact }
too-many-regions = That is more than { $most } regions for one chat. Subscribe to a whole area instead, or take some off with /unsubscribe.
too-many-words = At most { $most } words, please.

## Beginning and end

greeting =
    👋 I bring breaking news, region by region, the moment a news ticker shows it.
    Choose regions below, or write for example <code>/subscribe lebanon gaza</code>.
    /settings has quiet hours, digests and words; /help tells the rest.
help =
    <b>What I can do</b>
    /subscribe lebanon gaza – hear of regions (or choose from a menu)
    /unsubscribe – take regions off
    /mine – what you hear, in plain words
    /settings – quiet hours, digest, words, language
    /mute 3h, /mute until 08:00, /unmute – a rest; nothing is lost
    /latest lebanon 5 – the newest lines
    /search hospital – look in past lines
    /why – as a reply to a message: why it came
    /channels – manage a channel from here
    /regions, /privacy, /stop
help-topic = In a forum each topic has settings of its own: what you choose here is for this topic.
help-operators =
    <b>For operators</b>
    /status /sources /pause /resume
    /test REGION – a marked line to the region's channels
    /push REGION text – a line of your own
    /broadcast text – to every chat, after a preview
    /correct text, /withdraw – as a reply to an alert
privacy =
    <b>What is kept of this chat</b>: its number, the regions and settings chosen here, the language, how far it has read, and the numbers of the last messages sent to it. Of groups and channels the title, too.
    <b>What is not kept</b>: names, phone numbers, what you write.
    <b>For how long</b>: until you send /stop; then all of it is deleted at once. The news itself is kept for { $days ->
    [one] one day
   *[other] { $days } days
}.
privacy-contact = Who runs this bot: { $contact }
stopped = Done. I have forgotten everything about this chat, and you will hear nothing more. /start begins anew.
stopped-channel = Done. I have forgotten everything about <b>{ $channel }</b>; nothing more is sent there.
nothing-kept = I keep nothing about this chat. /start begins.

## Groups and channels

group-hello =
    👋 Hello. I bring breaking news, region by region.
    An administrator chooses what this group hears: /subscribe@{ $bot } lebanon, or /settings@{ $bot }. Everybody may ask for /latest and /why.
group-again = I am back, with the settings this group had. /mine shows them.
channel-ready = <b>{ $channel }</b> is ready. Choose here what it hears; only its administrators can.
channel-elsewhere = A channel is managed from a private chat with me: t.me/{ $bot }
channel-unseen = I cannot see { $channel }. Add @{ $bot } to it as an administrator who may post, then try again.
channel-not-yours = Only administrators of <b>{ $channel }</b> can see or change its settings.
channel-cannot-post = I may not post in <b>{ $channel }</b>. Allow me to post messages there, then try again.
channels = { $count ->
    [one] Your channel:
   *[other] Your channels:
}
channels-none = You manage no channel here yet. Add @{ $bot } to a channel as an administrator who may post; or write /channels @yourchannel.
ask-in-private = Ask me in a private chat: t.me/{ $bot }

## Muting

mute-how-long = For how long? Or write <code>/mute until 08:00</code>. What comes meanwhile waits, and arrives as one message.
mute-unclear = How long is “{ $typed }”? Write for example <code>/mute 3h</code> or <code>/mute until 08:00</code>.
mute-too-long = At most { $days } days. To end it for good there is /unsubscribe.
muted = 🔕 Muted until <b>{ $until }</b>. What comes meanwhile waits for you; /unmute brings it at once.
muted-region = 🔕 { $region } is muted until { $until }.
unmuted = 🔔 Unmuted. What waited comes now.
unmuted-region = 🔔 <b>{ $region }</b> is heard again.
was-not-muted = Nothing is muted.
