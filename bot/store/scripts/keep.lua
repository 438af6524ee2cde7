-- keep: lease, source, health -> 1, or 0: another watches.

if not holds("watcher", ARGV[1]) then return 0 end
call("HSET", K.source .. ":" .. ARGV[2], "health", ARGV[3])
return 1
