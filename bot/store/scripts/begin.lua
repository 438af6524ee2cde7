-- begin: now, interval (ms), "1" when the first may go beside the pace; chat, token, attempt...
-- -> for each the slot in ms, "" when its token holds it no more.

local now = tonumber(ARGV[1])
local interval = tonumber(ARGV[2])
local base, flood, free, ahead = read_pace(now, "reply")
local slots = {}
for i = 4, #ARGV, 3 do
  local chat, slot = K.chat .. ":" .. ARGV[i], ""
  local held = call("HMGET", chat, "t", "k")
  if held[1] == ARGV[i + 1] then
    -- A channel with news need not wait for a slot while the place beside the pace is free (see reply_slot.lua).
    if i == 4 and ARGV[3] == "1" and held[2] ~= "p" and free > base and ahead <= base then
      slot = moment(base)
      call("HSET", K.pace, "reply", moment(base + 28 * interval))
    elseif free < now and free >= math.max(flood, now - math.min(30, interval)) then
      -- We are late for this slot by less than the next: it is taken all the same, or a busy machine would slow the pace.
      slot = moment(free)
      free = free + interval
    else
      slot = moment(math.max(base, free))
      free = tonumber(slot) + interval
    end
    call("HSET", chat, "a", ARGV[i + 2])
  end
  slots[#slots + 1] = slot
end
call("HSET", K.pace, "next", moment(free))
return slots
