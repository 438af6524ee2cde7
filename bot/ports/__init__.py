"""The seams: what the rooms ask of each other and of the world, and how each may fail."""
