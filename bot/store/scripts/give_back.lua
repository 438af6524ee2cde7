-- give_back: lease -> how many chats an earlier run under the same lease value still held.

local n = 0
for _, m in ipairs(call("ZRANGE", K.held, 0, -1)) do
  local token = call("HGET", K.chat .. ":" .. m, "t")
  if not token or string.sub(token, 1, #ARGV[1] + 1) == ARGV[1] .. "/" then
    give_up_claim(m, 1)
    n = n + 1
  end
end
return n
