"""The demonstration: a small ticker site on loopback plays a day, and the ordinary program rings for it."""
