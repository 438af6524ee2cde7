-- patient_slot: chat, now, interval (ms) -> ms when a message of a broadcast may leave: a slot of the common pace, and
-- while alerts are due only one in eight. A chat that was sent something within the last second waits for the rest.

local chat, now, interval = K.chat .. ":" .. ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local base, _, free, mine = read_pace(now, "all")
local due = call("ZCOUNT", K.due_first, "-inf", now) + call("ZCOUNT", K.due_rest, "-inf", now)
local common = math.max(base, free, mine)
call("HSET", K.pace, "next", moment(common + interval), "all", moment(common + (due > 0 and 8 or 1) * interval))
local is_known, own = rested(chat, base)
return given(chat, is_known, math.max(common, own))
