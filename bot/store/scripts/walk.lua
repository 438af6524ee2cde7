-- walk: lease, room, pattern of the chats' keys, run id -> how many chats it went through; -1: nothing to walk for.
-- SCAN passes over nobody who is there all the while, but its cursor means nothing to another run of the server: then
-- it begins again, and the mark `b` in a chat's record, the job's number, tells who has been handed this one already.

local MOST_STEPS = 20
local number = call("LINDEX", K.jobs, 0)
if not number or not holds("listener", ARGV[1]) then return -1 end
demand(K.outbox_all, "stream")
local key = K.job .. ":" .. number
local job = fields(call("HGETALL", key))
local cursor = job.run == ARGV[4] and job.cursor or "0"
local room = tonumber(ARGV[2]) - call("XLEN", K.outbox_all)
if room <= 0 then return 0 end

local seen, handed, steps, over = 0, 0, 0, false
while handed < room and steps < MOST_STEPS and not over do
  local page = call("SCAN", cursor, "MATCH", ARGV[3], "COUNT", math.max(10, room - handed))
  cursor, steps = page[1], steps + 1
  for _, chat in ipairs(page[2]) do
    local known = call("HMGET", chat, "r", "x", "b")
    seen = seen + 1
    if known[1] and not known[2] and tonumber(known[3] or "0") < tonumber(number) then
      call("HSET", chat, "b", number)
      call("XADD", K.outbox_all, "*", "n", number, "c", string.sub(chat, #K.chat + 2), "o", job.o)
      handed = handed + 1
    end
  end
  over = cursor == "0"
end
call("HSET", key, "cursor", cursor, "run", ARGV[4], "handed", tonumber(job.handed or "0") + handed)
if over then end_job(number, "done") end
return seen
