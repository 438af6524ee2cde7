-- patient_slot: chat, now, interval (ms) -> ms when a message of a broadcast may leave: a slot of the common pace, and
-- while alerts are due only one in eight. A chat that was sent something within the last second waits for the rest.

local chat, now, interval = K.chat .. ":" .. ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local pace = call("HMGET", K.pace, "next", "flood", "all")
local free, flood, mine = tonumber(pace[1] or "0"), tonumber(pace[2] or "0"), tonumber(pace[3] or "0")
local base = math.max(now, flood)
if free > base + 60000 then free = 0 end
if mine > base + 60000 then mine = 0 end
local due = call("ZCOUNT", K.due_first, "-inf", now) + call("ZCOUNT", K.due_rest, "-inf", now)
local common = math.max(base, free, mine)
call("HSET", K.pace, "next", string.format("%.3f", common + interval),
  "all", string.format("%.3f", common + (due > 0 and 8 or 1) * interval))
local known = call("HMGET", chat, "r", "p")
local last = tonumber(known[2] or "0")
local slot = last <= base + 60000 and math.max(common, last + 1000) or common
if known[1] then call("HSET", chat, "p", string.format("%.0f", slot)) end
return string.format("%.3f", slot)
