-- change: id, chat, revision, what ("record", "forget" or "reply"), due, lifetime of the id in s,
-- kind, regions, wide, settings, lang, origin, suspended because; replies... -> "done", "already", "conflict"

local id, m, what, due = ARGV[1], ARGV[2], ARGV[4], ARGV[5]
local done = K.changed .. ":" .. id
if id ~= "" and call("EXISTS", done) == 1 then return "already" end
local c = chat_of(m)
if what ~= "reply" and (c and c.r or "0") ~= ARGV[3] then return "conflict" end
demand(K.outbox, "stream")

local function given(i) return ARGV[i] ~= "" and ARGV[i] or nil end

local function write()
  local old = c or {}
  local new = {}
  for name, value in pairs(old) do new[name] = value end
  new.k, new.w, new.s, new.l, new.o = ARGV[7], given(9), given(10), given(11), given(12)
  new.r = string.format("%.0f", tonumber(ARGV[3]) + 1)
  new.x = given(13)
  local joins, before, head = {}, unpack_joins(old.j), nil
  for slug in string.gmatch(ARGV[8], "[^ ]+") do
    if not before[slug] then head = head or draw() end
    joins[slug] = before[slug] or head
  end
  new.j = pack_joins(joins)
  if not c then new.c = string.format("%.0f", head or draw()) end
  if c then vanish(m, old) end
  if old.x and not new.x then rejoin(new) end
  if new.x and not old.x then new.t, new.a, new.n = nil, nil, nil end
  if new.j == "" then new.j = nil end
  put(m, new)
  appear(m, new)
  if new.x or due_of(new.k) ~= due_of(old.k or new.k) then
    call("ZREM", due_of(old.k or new.k), m)
    call("ZREM", K.held, m)
  end
  if due ~= "" and not new.x then call("ZADD", due_of(new.k), "LT", due, m) end
end

if what == "record" then write() end
if what == "forget" and c then forget(m, c) end
for i = 14, #ARGV do call("XADD", K.outbox, "*", "o", ARGV[i]) end
if id ~= "" then call("SET", done, "", "EX", ARGV[6]) end
return "done"
