-- Shared by all scripts: each is sent as the names of the keys (K, from keys.py), this file, and its own text.
-- KEYS[1] is always the counter: it routes the script; all other keys carry the same hash tag.

local call = redis.call

local function draw() return call("INCR", K.seq) end

local function holds(role, lease) return call("GET", K.lease .. ":" .. role) == lease end

local function is_kind(key, kind)
  local found = call("TYPE", key).ok
  return found == kind or found == "none"
end

local function demand(key, kind)
  if not is_kind(key, kind) then error("WRONGTYPE " .. key .. " is no " .. kind) end
end

local function fields(flat)
  local t = {}
  for i = 1, #flat, 2 do t[flat[i]] = flat[i + 1] end
  return t
end

local function chat_of(m)
  local flat = call("HGETALL", K.chat .. ":" .. m)
  if #flat == 0 then return nil end
  return fields(flat)
end

local function due_of(kind)
  if kind == "p" then return K.due_rest end
  return K.due_first
end

local function unpack_joins(text)
  local t = {}
  for slug, seq in string.gmatch(text or "", "([^ =]+)=(%d+)") do t[slug] = tonumber(seq) end
  return t
end

local function pack_joins(joins)
  local slugs = {}
  for slug in pairs(joins) do slugs[#slugs + 1] = slug end
  table.sort(slugs)
  for i, slug in ipairs(slugs) do slugs[i] = slug .. "=" .. string.format("%.0f", joins[slug]) end
  return table.concat(slugs, " ")
end

-- The audiences of a chat: its regions, and those that hear of mere mentions too.
local function audiences(kind, wide, slug)
  local base = K.aud .. ":" .. (kind == "p" and "" or "first:")
  if wide == "1" then return {base .. slug, base .. "also:" .. slug} end
  return {base .. slug}
end

local function enter(m, c)
  for slug, seq in pairs(unpack_joins(c.j)) do
    for _, aud in ipairs(audiences(c.k, c.w, slug)) do call("ZADD", aud, seq, m) end
  end
  call("HINCRBY", K.chats, c.k .. "." .. "active", 1)
end

local function leave(m, c)
  for slug in pairs(unpack_joins(c.j)) do
    for _, aud in ipairs(audiences(c.k, c.w, slug)) do call("ZREM", aud, m) end
  end
  call("HINCRBY", K.chats, c.k .. "." .. "active", -1)
end

-- Suspended chats are in no audience; they are only counted.
local function appear(m, c)
  if c.x then call("HINCRBY", K.chats, c.k .. ".suspended", 1) else enter(m, c) end
end

local function vanish(m, c)
  if c.x then call("HINCRBY", K.chats, c.k .. ".suspended", -1) else leave(m, c) end
end

local function put(m, c)
  local flat = {}
  for name, value in pairs(c) do flat[#flat + 1] = name; flat[#flat + 1] = value end
  call("DEL", K.chat .. ":" .. m)
  call("HSET", K.chat .. ":" .. m, unpack(flat))
end

local function forget(m, c)
  vanish(m, c)
  call("DEL", K.chat .. ":" .. m)
  call("ZREM", K.due_first, m)
  call("ZREM", K.due_rest, m)
  call("ZREM", K.held, m)
end

local function suspend(m, c, why)
  if c.x then return false end
  leave(m, c)
  c.x = why
  c.t = nil; c.a = nil; c.n = nil
  call("HINCRBY", K.chats, c.k .. ".suspended", 1)
  put(m, c)
  call("ZREM", due_of(c.k), m)
  call("ZREM", K.held, m)
  return true
end

-- Back from suspension: joins and cursor at the head, so that nothing of the time away is replayed.
local function rejoin(c)
  local head = draw()
  local joins = unpack_joins(c.j)
  for slug in pairs(joins) do joins[slug] = head end
  c.j = pack_joins(joins)
  c.c = head
  c.x = nil; c.a = nil; c.n = nil; c.f = nil; c.t = nil
end

-- Marks one chat as due because of the alert `target`. One that waits for a reason (c.n) keeps its moment.
local function wake_one(aud, due, m, now, target)
  local f = call("HMGET", K.chat .. ":" .. m, "c", "n")
  if not f[1] then
    call("ZREM", aud, m)
    return 0
  end
  if tonumber(f[1]) >= target then return 0 end
  if f[2] and tonumber(f[2]) > now then
    call("ZADD", due, "LT", f[2], m)
    return 0
  end
  return call("ZADD", due, "LT", "CH", now, m)
end

-- The moment at which a claimed chat was due stands last in its token, so that it goes back to its old place.
local function give_up_claim(m, now)
  local f = call("HMGET", K.chat .. ":" .. m, "k", "t")
  call("ZREM", K.held, m)
  if not f[1] then return end
  local at = f[2] and string.match(f[2], "/([%d.]+)$") or now
  call("HDEL", K.chat .. ":" .. m, "t")
  call("ZADD", due_of(f[1]), "LT", at, m)
end

-- Receipts are "BOT:seq.message.alone,..."; those of another bot are of no use to this one.
local function add_receipts(old, new, keep)
  local bot, list = string.match(new, "^([^:]*):(.*)$")
  local before = old and string.match(old, "^" .. bot .. ":(.*)$")
  if before then list = before .. "," .. list end
  local all = {}
  for receipt in string.gmatch(list, "[^,]+") do all[#all + 1] = receipt end
  return bot .. ":" .. table.concat(all, ",", math.max(1, #all - keep + 1))
end

-- A 429 to a chat raises the deadline for everybody, but on trial: it may be that chat's own limit. Another chat that is
-- refused before the trial has ended, or a success has ended it, proves that it is the whole bot's. No answer names less
-- than the bot's own wait; one may name its chat's, which is longer: the shorter of the two counts, and from now, since a
-- refused message may begin the wait anew.
local function refused(m, now, till)
  local id, wait = string.match(m, "^[^:]+"), till - now
  local other, ends, others = string.match(call("HGET", K.pace, "trial") or "", "^(%S+) (%d+) (%d+)$")
  local on_trial = other and tonumber(ends) > now
  if on_trial and other ~= id then
    wait = math.min(tonumber(others), wait)
    local flood = now + wait
    if flood > tonumber(call("HGET", K.pace, "flood") or "0") then
      call("HSET", K.pace, "flood", string.format("%.0f", flood))
    end
  end
  call("HSET", K.pace, "trial", id .. " " .. string.format("%.0f %.0f", till, wait))
end

local function count(name, by)
  if tonumber(by) ~= 0 then call("HINCRBY", K.count, name, by) end
end

-- Moves a chat to its new id. Where the target is known already, both become one: every region of either, each from
-- the earlier of the two places in the log (rather a line twice than never).
local function migrate(m, c, to)
  vanish(m, c)
  call("DEL", K.chat .. ":" .. m)
  call("ZREM", K.held, m)
  local due = call("ZSCORE", due_of(c.k), m)
  call("ZREM", due_of(c.k), m)
  c.t = nil
  if c.k == "g" then c.k = "s" end
  local other = chat_of(to)
  if other then
    vanish(to, other)
    local joins, theirs = unpack_joins(c.j), unpack_joins(other.j)
    local mine_from, theirs_from = tonumber(c.c), tonumber(other.c)
    for slug, seq in pairs(joins) do joins[slug] = math.max(seq, mine_from) end
    for slug, seq in pairs(theirs) do
      joins[slug] = math.min(joins[slug] or math.huge, math.max(seq, theirs_from))
    end
    if tonumber(other.r) > tonumber(c.r) then
      c.s, c.l, c.w = other.s, other.l, other.w
    end
    c.k, c.t, c.j = other.k, other.t, pack_joins(joins)
    c.c = math.min(mine_from, theirs_from)
    c.r = math.max(tonumber(c.r), tonumber(other.r)) + 1
    if not (c.x and other.x) then c.x = nil end
    c.p = other.p or c.p
    c.b = math.max(tonumber(c.b or "0"), tonumber(other.b or "0"))
    c.a, c.m = other.a, other.m
  else
    c.a, c.m = nil, nil
  end
  put(to, c)
  appear(to, c)
  -- Looked at soon in any case: what was pending for either may be unserved.
  if not c.x then call("ZADD", due_of(c.k), "LT", due or "1", to) end
end
