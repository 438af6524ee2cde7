"""A page becomes headlines: fetched politely and guardedly, read by kind, compared with what was shown before.

What the pipeline does with it, per source:

    polled = await Poller(settings, fetcher, readers).poll(record, links=wants_links(health, now, settings))
    made = step(record, polled.snapshot, settings)      # unchanged(...) when the snapshot is None
    ... decide on made.headlines, commit made.record.pack() ...
    health, notices = after_poll(health, Shown(...), now, settings)      # after_error(...) on a SourceError
    pace = after_success(pace, now, settings, jitter=random())           # after_failure(...) on a SourceError

`fetch`, `readers` and `poll` are the edge; everything else is pure.
"""
