"""What an operator sees over HTTP: the status page, health, metrics."""
