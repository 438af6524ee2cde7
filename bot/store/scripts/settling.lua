-- How a turn ended. At place i of ARGV: chat, token, cursor, next, wait, attempt, receipts, suspend, migrate to, flood
-- (until, or "until@now" on trial), sent, story, failures, how many outcomes are counted, and these with their numbers.
-- "" stands for none.
-- -> whether the token still held the chat, and the place behind.

local function settle_at(i)
  local function given(n) return ARGV[i + n] ~= "" and ARGV[i + n] or nil end
  local m, token, behind = ARGV[i], ARGV[i + 1], i + 14 + 2 * tonumber(ARGV[i + 13])
  local c = chat_of(m)
  if not c or c.t ~= token then return false, behind end
  local next_at, to = given(3), given(8)
  -- Whoever changed the settings meanwhile (/unmute) may want to hear sooner than the courier knew.
  local changed = string.match(token, "%.(%d+)/[%d.]+$") ~= c.r
  local wait = ARGV[i + 4] == "1" and not changed

  local head = tonumber(call("GET", K.seq) or "0")
  c.c = string.format("%.0f", math.max(tonumber(c.c), math.min(tonumber(ARGV[i + 2]), head)))
  c.t, c.a = nil, given(5)
  c.n = wait and next_at or nil
  if given(6) then
    c.m = add_receipts(c.m, ARGV[i + 6], c.k == "p" and 4 or 64)
    -- Something arrived: the limit that was on trial was a chat's own.
    call("HDEL", K.pace, "trial")
  end
  if given(10) then
    -- An answer may have taken a later moment meanwhile.
    local sent, known = tonumber(ARGV[i + 10]), tonumber(c.p or "0")
    if known <= sent or known > sent + 60000 then c.p = ARGV[i + 10] end
    c.y = given(11)
  end
  c.f = ARGV[i + 12] ~= "0" and ARGV[i + 12] or nil
  put(m, c)
  call("ZREM", K.held, m)

  local due = due_of(c.k)
  if next_at and wait then
    call("ZADD", due, next_at, m)
  elseif next_at then
    call("ZADD", due, "LT", next_at, m)
  end
  if given(7) then suspend(m, c, ARGV[i + 7]) end
  if to then migrate(m, c, to) end
  if given(9) then
    local till, at = string.match(ARGV[i + 9], "^(%d+)@?(%d*)$")
    local flood = tonumber(call("HGET", K.pace, "flood") or "0")
    if at ~= "" then
      refused(m, tonumber(at), tonumber(till))
    elseif tonumber(till) > flood then
      call("HSET", K.pace, "flood", till)
    end
  end
  for n = i + 14, behind - 1, 2 do count(ARGV[n], ARGV[n + 1]) end
  return true, behind
end

-- All settlements from place i on; which of them, counted from 1, came too late.
local function settle_from(i)
  local stale, number = {}, 0
  while i <= #ARGV do
    local ok
    ok, i = settle_at(i)
    number = number + 1
    if not ok then stale[#stale + 1] = number end
  end
  return stale
end
