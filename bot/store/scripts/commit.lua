-- commit: lease, id, revision, now, source, window, keep_after, keep_most, log_after, mark_most, trim_most, kept,
-- numbers of told, entries, held and counts; then those. An entry: packed, n, n regions, m, m regions.
-- -> {status, revision, seqs...}

local lease, id, revision, now = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
local source = K.source .. ":" .. ARGV[5]
local mark_most, trim_most = tonumber(ARGV[10]), tonumber(ARGV[11])

for key, kind in pairs({[K.seq] = "string", [K.log] = "stream", [K.memory] = "stream", [K.memory_rev] = "hash",
    [K.decisions] = "list", [K.due_first] = "zset", [K.wake] = "hash", [K.count] = "hash", [source] = "hash"}) do
  demand(key, kind)
end
local state = call("HMGET", K.memory_rev, "rev", "id", "seqs")
local present = state[1] or "0"
if state[2] == id then
  local reply = {"already", present}
  for seq in string.gmatch(state[3] or "", "%d+") do reply[#reply + 1] = seq end
  return reply
end
-- Lines of the operators' own come from whoever listens to their chats.
if not holds(ARGV[5] == "desk" and "listener" or "watcher", lease) then return {"not_holder", present} end
if present ~= revision then return {"conflict", present} end

local at = 17
local function take()
  local value = ARGV[at]
  at = at + 1
  return value
end

-- Removes what is older than `after` from the old end, never the newest entry; a bounded number at a time.
local function trim(stream, after)
  local eldest = call("XRANGE", stream, "-", "+", "COUNT", 1)[1]
  if not eldest or tonumber(fields(eldest[2]).t) >= after then return end
  local old = call("XRANGE", stream, "-", "+", "COUNT", trim_most + 1)
  local last
  for i = 1, #old - 1 do
    if tonumber(fields(old[i][2]).t) >= after then break end
    last = old[i + 1][1]
  end
  if last then call("XTRIM", stream, "MINID", last) end
end

for _ = 1, tonumber(ARGV[13]) do
  local packed, moment = take(), take()
  call("XADD", K.memory, draw() .. "-0", "a", packed, "t", moment)
end

local seqs, targets = {}, {}
for i = 1, tonumber(ARGV[14]) do
  local seq = draw()
  seqs[i] = string.format("%.0f", seq)
  call("XADD", K.log, seqs[i] .. "-0", "a", take(), "t", ARGV[4])
  for _ = 1, tonumber(take()) do targets[take()] = seq end
  for _ = 1, tonumber(take()) do targets["also:" .. take()] = seq end
end
for _ = 1, tonumber(ARGV[15]) do call("LPUSH", K.decisions, take()) end
call("LTRIM", K.decisions, 0, tonumber(ARGV[12]) - 1)
for _ = 1, tonumber(ARGV[16]) do
  local name = take()
  count(name, take())
end

-- Whoever the running pass has gone by already is woken once more, by one pass more, whatever the number of alerts.
local function raise(name, target)
  local job = call("HGET", K.wake, name)
  local pos = job and string.match(job, "^%d+ (%d+)") or "0"
  call("HSET", K.wake, name, string.format("%.0f %s %.0f %s", target, pos, target, pos))
end

for name, target in pairs(targets) do
  local first = K.aud .. ":first:" .. name
  local size = call("ZCARD", first)
  if size > mark_most then
    raise("first:" .. name, target)
  elseif size > 0 then
    mark_most = mark_most - size
    for _, m in ipairs(call("ZRANGE", first, 0, -1)) do wake_one(first, K.due_first, m, now, target) end
  end
  if call("EXISTS", K.aud .. ":" .. name) == 1 then raise(name, target) end
end

call("HSET", source, "window", ARGV[6], "at", ARGV[4])
trim(K.memory, tonumber(ARGV[7]))
call("XTRIM", K.memory, "MAXLEN", ARGV[8])
trim(K.log, tonumber(ARGV[9]))
call("HSET", K.memory_rev, "rev", tonumber(present) + 1, "id", id, "seqs", table.concat(seqs, " "))
return {"committed", tostring(tonumber(present) + 1), unpack(seqs)}
