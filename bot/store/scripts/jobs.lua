-- Shared by the scripts of broadcasts: the end of a job; the last twenty are kept to be shown.

local function end_job(number, state)
  call("HSET", K.job .. ":" .. number, "state", state)
  call("LREM", K.jobs, 0, number)
  call("LPUSH", K.jobs_past, number)
  for _, old in ipairs(call("LRANGE", K.jobs_past, 20, -1)) do call("DEL", K.job .. ":" .. old) end
  call("LTRIM", K.jobs_past, 0, 19)
end
