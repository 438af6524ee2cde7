-- begin: chat, token, attempt, now, interval (ms) -> the slot in ms, or "" when the token holds the chat no more.

local chat, now = K.chat .. ":" .. ARGV[1], tonumber(ARGV[4])
if call("HGET", chat, "t") ~= ARGV[2] then return "" end
local pace = call("HMGET", K.pace, "next", "flood")
local free, flood = tonumber(pace[1] or "0"), tonumber(pace[2] or "0")
-- A queue of a minute cannot be: the clock went back, and nobody shall wait for it to catch up.
if free > math.max(now, flood) + 60000 then free = 0 end
local slot = math.max(now, free, flood)
call("HSET", chat, "a", ARGV[3])
call("HSET", K.pace, "next", string.format("%.3f", slot + tonumber(ARGV[5])))
return string.format("%.3f", slot)
