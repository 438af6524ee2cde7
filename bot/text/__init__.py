"""What the text of a headline tells by itself: cleaned for display, folded, its speaker and attribution. Pure."""
