"""The pictures of the subscribers' guide, drawn from the transcripts that the tests play."""
