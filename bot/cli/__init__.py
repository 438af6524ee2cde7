"""The command line: `tocsin COMMAND`. Each command is one function; heavy imports wait until it is called."""
