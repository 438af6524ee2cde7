-- begin: now, interval (ms), "1" when the first may go beside the pace; chat, token, attempt...
-- -> for each the slot in ms, "" when its token holds it no more.

local now = tonumber(ARGV[1])
local interval = tonumber(ARGV[2])
local pace = call("HMGET", K.pace, "next", "flood", "reply")
local free, flood, ahead = tonumber(pace[1] or "0"), tonumber(pace[2] or "0"), tonumber(pace[3] or "0")
-- A queue of a minute cannot be: the clock went back, and nobody shall wait for it to catch up.
if free > math.max(now, flood) + 60000 then free = 0 end
if ahead > math.max(now, flood) + 60000 then ahead = 0 end
local slots = {}
for i = 4, #ARGV, 3 do
  local chat, slot = K.chat .. ":" .. ARGV[i], ""
  local held = call("HMGET", chat, "t", "k")
  if held[1] == ARGV[i + 1] then
    local base = math.max(now, flood)
    -- A channel with news need not wait for a slot while the place beside the pace is free (see reply_slot.lua).
    if i == 4 and ARGV[3] == "1" and held[2] ~= "p" and free > base and ahead <= base then
      slot = string.format("%.3f", base)
      call("HSET", K.pace, "reply", string.format("%.3f", base + 28 * interval))
    elseif free < now and free >= math.max(flood, now - math.min(30, interval)) then
      -- We are late for this slot by less than the next: it is taken all the same, or a busy machine would slow the pace.
      slot = string.format("%.3f", free)
      free = free + interval
    else
      slot = string.format("%.3f", math.max(base, free))
      free = tonumber(slot) + interval
    end
    call("HSET", chat, "a", ARGV[i + 2])
  end
  slots[#slots + 1] = slot
end
call("HSET", K.pace, "next", string.format("%.3f", free))
return slots
