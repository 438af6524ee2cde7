-- broadcast: what, lifetime of the id in s, id, ...
--   "begin", author, asked at, message -> 1, or 0: begun before.
--   "stop" -> 1, or 0: not among those under way and waiting.
-- A job is the hash job:NUMBER; `jobs` lists the numbers under way and waiting, `jobs:past` those that ended.

local what, id = ARGV[1], ARGV[3]
demand(K.jobs, "list")
demand(K.outbox_all, "stream")

if what == "begin" then
  if not call("SET", K.changed .. ":job:" .. id, "", "NX", "EX", ARGV[2]) then return 0 end
  local chats, counted = 0, fields(call("HGETALL", K.chats))
  for name, number in pairs(counted) do
    if string.match(name, "%.active$") then chats = chats + tonumber(number) end
  end
  local number = string.format("%.0f", draw())
  call("HSET", K.job .. ":" .. number, "id", id, "by", ARGV[4], "at", ARGV[5], "o", ARGV[6], "chats", chats)
  call("RPUSH", K.jobs, number)
  return 1
end

for _, number in ipairs(call("LRANGE", K.jobs, 0, -1)) do
  if call("HGET", K.job .. ":" .. number, "id") == id then
    for _, entry in ipairs(call("XRANGE", K.outbox_all, "-", "+")) do
      if fields(entry[2]).n == number then
        call("XDEL", K.outbox_all, entry[1])
        call("HDEL", K.outbox_all_tries, entry[1])
        call("HINCRBY", K.job .. ":" .. number, "handed", -1)
      end
    end
    end_job(number, "stopped")
    return 1
  end
end
return 0
