-- hold: role, lease, ttl in ms -> 1 when the lease is ours. hold with ttl 0 gives it back.

local key = K.lease .. ":" .. ARGV[1]
local holder = call("GET", key)
if holder and holder ~= ARGV[2] then return 0 end
if ARGV[3] == "0" then
  call("DEL", key)
else
  call("SET", key, ARGV[2], "PX", ARGV[3])
end
return 1
