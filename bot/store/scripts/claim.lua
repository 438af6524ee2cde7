-- claim: lease, now, most, expiry, random; settlements, see settling.lua
-- -> {head, flood, next due ("" if none), waiting, audiences, {stale settlements}, {chat, token, due, record}...}

local lease, now, most, expiry, random = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4], ARGV[5]
local stale = settle_from(6)
local newest = call("XREVRANGE", K.log, "+", "-", "COUNT", 1)
local head = newest[1] and string.match(newest[1][1], "^(%d+)") or "0"
local flood = call("HGET", K.pace, "flood") or "0"
if not holds("courier", lease) then return {head, flood, "", "0", "0", stale} end
if tonumber(flood) > now then
  local ripe = call("ZCOUNT", K.due_first, "-inf", now) + call("ZCOUNT", K.due_rest, "-inf", now)
  return {head, flood, flood, tostring(ripe), tostring(call("HLEN", K.wake)), stale}
end

for _, m in ipairs(call("ZRANGEBYSCORE", K.held, "-inf", now, "LIMIT", 0, 100)) do give_up_claim(m, now) end

-- Ripe chats that nobody holds, earliest first; those in nobody's book are dropped.
local function ripe(due)
  local list, held = {}, 0
  local page = call("ZRANGEBYSCORE", due, "-inf", now, "WITHSCORES", "LIMIT", 0, most + call("ZCARD", K.held))
  for i = 1, #page, 2 do
    if #list == most then break end
    local m = page[i]
    if call("ZSCORE", K.held, m) then
      held = held + 1
    else
      local state = call("HMGET", K.chat .. ":" .. m, "r", "x")
      if not state[1] or state[2] then
        call("ZREM", due, m)
      else
        list[#list + 1] = {m, page[i + 1], due, state[1]}
      end
    end
  end
  return list, call("ZCOUNT", due, "-inf", now) - held
end

local first, first_waiting = ripe(K.due_first)
local rest, rest_waiting = ripe(K.due_rest)
local turn = tonumber(call("HGET", K.pace, "turn") or "0")
local taken, f, r = {}, 1, 1
while #taken < most and (first[f] or rest[r]) do
  -- Three channels, then one of the people that wait for them; after people a channel comes next.
  if rest[r] and (turn >= 3 or not first[f]) then
    taken[#taken + 1] = rest[r]
    r, turn = r + 1, 0
  else
    taken[#taken + 1] = first[f]
    f, turn = f + 1, rest[r] and turn + 1 or turn
  end
end

local chats = {}
for i, t in ipairs(taken) do
  local m, at, due = t[1], t[2], t[3]
  local token = lease .. "/" .. random .. "." .. i .. "." .. t[4] .. "/" .. at
  call("ZREM", due, m)
  call("ZADD", K.held, expiry, m)
  call("HSET", K.chat .. ":" .. m, "t", token)
  chats[i] = {m, token, at, call("HGETALL", K.chat .. ":" .. m)}
end
if #taken > 0 then call("HSET", K.pace, "turn", turn) end

local soonest
local function sooner(at)
  if at and (not soonest or tonumber(at) < tonumber(soonest)) then soonest = at end
end
for _, due in ipairs({K.due_first, K.due_rest}) do
  local page = call("ZRANGE", due, 0, call("ZCARD", K.held), "WITHSCORES")
  for i = 1, #page, 2 do
    if not call("ZSCORE", K.held, page[i]) then
      sooner(page[i + 1])
      break
    end
  end
end
sooner(call("ZRANGE", K.held, 0, 0, "WITHSCORES")[2])
local waiting = first_waiting + rest_waiting - #taken
return {head, flood, soonest or "", tostring(waiting), tostring(call("HLEN", K.wake)), stale, unpack(chats)}
