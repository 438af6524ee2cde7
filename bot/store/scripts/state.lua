-- state: "suspend", "resume" or "migrate", chat, why or the new chat -> 1 when something changed.

local what, m = ARGV[1], ARGV[2]
local c = chat_of(m)
if not c then return 0 end
if what == "suspend" then return suspend(m, c, ARGV[3]) and 1 or 0 end
if what == "migrate" then
  if m == ARGV[3] then return 0 end
  migrate(m, c, ARGV[3])
  return 1
end
if not c.x then return 0 end
vanish(m, c)
rejoin(c)
put(m, c)
enter(m, c)
return 1
