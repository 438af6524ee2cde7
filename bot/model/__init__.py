"""The nouns of Tocsin: frozen, without behaviour that needs a clock, a socket or a disk."""
