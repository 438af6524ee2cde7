-- reply_slot: chat, now, interval (ms) -> ms when a reply may leave.
-- One reply in the time of 28 messages goes ahead of the broadcast, beside its pace (28/s become 29); a channel that
-- has something new may take that place too (see begin.lua). More take slots of the common pace. A chat that was sent
-- something within the last second waits for the rest of it.

local chat, now, interval = K.chat .. ":" .. ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local base, _, free, ahead = read_pace(now, "reply")
local is_known, own = rested(chat, base)
base = math.max(base, own)
local slot
if ahead <= base then
  slot = base
  call("HSET", K.pace, "reply", moment(slot + 28 * interval))
else
  slot = math.max(base, free)
  call("HSET", K.pace, "next", moment(slot + interval))
end
return given(chat, is_known, slot)
