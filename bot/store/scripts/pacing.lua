-- Shared by begin, reply_slot and patient_slot: what the common pace and a chat's own still hold up.

-- A mark more than a minute ahead of `base` cannot be: the clock went back, and nobody shall wait for it to catch up.
local function believed(mark, base)
  local at = tonumber(mark or "0")
  if at > base + 60000 then return 0 end
  return at
end

-- The moment before which nothing leaves, the flood wait in it, the next slot, and a mark beside the pace.
local function read_pace(now, mark)
  local pace = call("HMGET", K.pace, "next", "flood", mark)
  local flood = tonumber(pace[2] or "0")
  local base = math.max(now, flood)
  return base, flood, believed(pace[1], base), believed(pace[3], base)
end

-- Whether the chat has a record, and the moment a second after it was sent something last.
local function rested(chat, base)
  local known = call("HMGET", chat, "r", "p")
  return known[1], believed(known[2], base) + 1000
end

local function moment(ms) return string.format("%.3f", ms) end

-- The slot, noted as the moment at which the chat is sent something.
local function given(chat, is_known, slot)
  if is_known then call("HSET", chat, "p", string.format("%.0f", slot)) end
  return moment(slot)
end
