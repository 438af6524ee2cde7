-- wake: lease, now, chunk -> how many chats it went through; 0 when no audience waits (or the lease is another's).
-- A job is "target pos upto again": everybody in (pos, upto] is still to be woken for the alert `target`, then,
-- once more, everybody up to `again`.

local lease, now, chunk = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
if not holds("courier", lease) then return 0 end

-- Channels and groups before people; within each, round robin over the audiences.
local function next_job(last)
  local best
  local function better(name)
    if not best then return true end
    local a, b = string.sub(name, 1, 6) == "first:", string.sub(best, 1, 6) == "first:"
    if a ~= b then return a end
    if (name > last) ~= (best > last) then return name > last end
    return name < best
  end
  for _, name in ipairs(call("HKEYS", K.wake)) do
    if better(name) then best = name end
  end
  return best
end

local function run(name)
  local target, pos, upto, again = string.match(call("HGET", K.wake, name), "^(%d+) (%d+) (%d+) (%d+)$")
  local aud = K.aud .. ":" .. name
  local due = string.sub(name, 1, 6) == "first:" and K.due_first or K.due_rest
  local page = call("ZRANGEBYSCORE", aud, "(" .. pos, upto, "WITHSCORES", "LIMIT", 0, chunk)
  for i = 1, #page, 2 do wake_one(aud, due, page[i], now, tonumber(target)) end
  if #page == 2 * chunk then
    pos = page[#page]
    -- Merged chats may share a join number; none of them may fall between two chunks.
    for _, m in ipairs(call("ZRANGEBYSCORE", aud, pos, pos)) do wake_one(aud, due, m, now, tonumber(target)) end
  elseif again ~= "0" then
    pos, upto, again = "0", again, "0"
  else
    call("HDEL", K.wake, name)
    return #page / 2
  end
  call("HSET", K.wake, name, string.format("%s %s %s %s", target, pos, upto, again))
  return #page / 2
end

for _ = 1, 8 do
  local name = next_job(call("GET", K.wake_turn) or "")
  if not name then return 0 end
  call("SET", K.wake_turn, name)
  local seen = run(name)
  if seen > 0 then return seen end
end
return 1
