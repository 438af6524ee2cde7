-- reply_slot: chat, now, interval (ms) -> ms when a reply may leave.
-- One reply in the time of 28 messages goes ahead of the broadcast, beside its pace (28/s become 29); a channel that
-- has something new may take that place too (see begin.lua). More take slots of the common pace. A chat that was sent
-- something within the last second waits for the rest of it.

local chat, now, interval = K.chat .. ":" .. ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local pace = call("HMGET", K.pace, "next", "flood", "reply")
local free, flood, ahead = tonumber(pace[1] or "0"), tonumber(pace[2] or "0"), tonumber(pace[3] or "0")
local base = math.max(now, flood)
if free > base + 60000 then free = 0 end
if ahead > base + 60000 then ahead = 0 end
local known = call("HMGET", chat, "r", "p")
local last = tonumber(known[2] or "0")
if last <= base + 60000 then base = math.max(base, last + 1000) end
local slot
if ahead <= base then
  slot = base
  call("HSET", K.pace, "reply", string.format("%.3f", slot + 28 * interval))
else
  slot = math.max(base, free)
  call("HSET", K.pace, "next", string.format("%.3f", math.max(slot, free) + interval))
end
if known[1] then call("HSET", chat, "p", string.format("%.0f", slot)) end
return string.format("%.3f", slot)
