## The command menu that Telegram shows

command-start = Begin
command-subscribe = Hear of regions
command-unsubscribe = Take regions off
command-mine = What you hear, in plain words
command-settings = Quiet hours, digest, words, language
command-mute = A rest: /mute 3h
command-unmute = End the rest
command-latest = The newest lines
command-search = Look in past lines
command-why = Why a message came (as a reply)
command-regions = All regions
command-channels = Manage a channel
command-help = What I can do
command-privacy = What is kept of you
command-stop = Forget everything about this chat
command-status = The program at a glance
command-sources = How the sources are
command-pause = Stop sending
command-resume = Go on sending
command-test = A test line to a region's channels
command-push = A line of your own
command-broadcast = Tell every chat something
command-correct = Correct an alert (as a reply)
command-withdraw = Withdraw an alert (as a reply)
