"""Parts that know nothing of news: the clock, secrets, loops, logs, metrics, health."""
