-- show: lease, ttl (ms), then source and packed sight in turn -> 1, or 0: another watches.

if not holds("watcher", ARGV[1]) then return 0 end
call("DEL", K.board)
if #ARGV > 2 then
  call("HSET", K.board, unpack(ARGV, 3))
  call("PEXPIRE", K.board, ARGV[2])
end
return 1
