-- intake: lease, bot, offset, lifetime in s, then update id and raw text in turn -> 1, or 0: not the holder.
-- The offset lives for less than a week, so as long as there is one, a lower id is an update seen before.

if not holds("listener", ARGV[1]) then return 0 end
local offset_key, inbox = K.bot .. ":" .. ARGV[2] .. ":offset", K.bot .. ":" .. ARGV[2] .. ":inbox"
demand(inbox, "stream")
local offset = tonumber(call("GET", offset_key) or "-1")
for i = 5, #ARGV, 2 do
  if tonumber(ARGV[i]) >= offset then call("XADD", inbox, "*", "u", ARGV[i], "r", ARGV[i + 1]) end
end
if #ARGV >= 5 then call("SET", offset_key, math.max(offset, tonumber(ARGV[3])), "EX", ARGV[4]) end
return 1
