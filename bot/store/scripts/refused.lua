-- refused: chat, now, until (ms) of a 429 -> the moment in ms before which nobody is sent anything, 0 when none.

refused(ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]))
return call("HGET", K.pace, "flood") or "0"
