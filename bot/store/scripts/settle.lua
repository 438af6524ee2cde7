-- settle: chat, token, cursor, next, wait, attempt, receipts, suspend, migrate to, flood, sent, story, failures,
-- outcome counts... -> 1, or 0 when the token holds the chat no more. "" stands for none.

local m, token = ARGV[1], ARGV[2]
local c = chat_of(m)
if not c or c.t ~= token then return 0 end
local function given(i) return ARGV[i] ~= "" and ARGV[i] or nil end
local next_at, to = given(4), given(9)
-- Whoever changed the settings meanwhile (/unmute) may want to hear sooner than the courier knew.
local changed = string.match(token, "%.(%d+)/[%d.]+$") ~= c.r
local wait = ARGV[5] == "1" and not changed

local head = tonumber(call("GET", K.seq) or "0")
c.c = string.format("%.0f", math.max(tonumber(c.c), math.min(tonumber(ARGV[3]), head)))
c.t, c.a = nil, given(6)
c.n = wait and next_at or nil
if given(7) then c.m = add_receipts(c.m, ARGV[7], c.k == "p" and 4 or 64) end
if given(11) then
  c.p = ARGV[11]
  c.y = given(12)
end
c.f = ARGV[13] ~= "0" and ARGV[13] or nil
put(m, c)
call("ZREM", K.held, m)

local due = due_of(c.k)
if next_at and wait then
  call("ZADD", due, next_at, m)
elseif next_at then
  call("ZADD", due, "LT", next_at, m)
end
if given(8) then suspend(m, c, ARGV[8]) end
if to then migrate(m, c, to) end
if given(10) then
  local flood = tonumber(call("HGET", K.pace, "flood") or "0")
  if tonumber(ARGV[10]) > flood then call("HSET", K.pace, "flood", ARGV[10]) end
end
for i = 14, #ARGV, 2 do count(ARGV[i], ARGV[i + 1]) end
return 1
