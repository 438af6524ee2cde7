-- begin: now, interval (ms); chat, token, attempt... -> for each the slot in ms, "" when its token holds it no more.

local now = tonumber(ARGV[1])
local pace = call("HMGET", K.pace, "next", "flood")
local free, flood = tonumber(pace[1] or "0"), tonumber(pace[2] or "0")
-- A queue of a minute cannot be: the clock went back, and nobody shall wait for it to catch up.
if free > math.max(now, flood) + 60000 then free = 0 end
local slots = {}
for i = 3, #ARGV, 3 do
  local chat, slot = K.chat .. ":" .. ARGV[i], ""
  if call("HGET", chat, "t") == ARGV[i + 1] then
    slot = string.format("%.3f", math.max(now, free, flood))
    free = tonumber(slot) + tonumber(ARGV[2])
    call("HSET", chat, "a", ARGV[i + 2])
  end
  slots[#slots + 1] = slot
end
call("HSET", K.pace, "next", string.format("%.3f", free))
return slots
