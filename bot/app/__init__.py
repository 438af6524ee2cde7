"""The composition root: opens the resources, runs the loops in one TaskGroup, closes in reverse."""
