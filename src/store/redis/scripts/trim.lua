-- Drops the oldest entries of a log, a bounded number per call so that nobody waits long.
--
-- KEYS[1]  the log
-- KEYS[2]  hash of the logs' marks
-- ARGV[1]  entries from before this time go (ms since 1970)
-- ARGV[2]  how many entries may stay
-- ARGV[3]  how many bytes of values may stay, where they are counted
-- ARGV[4]  last position that may go (`+`: any)
-- returns  how many went, and 1 when there may be more

-- INCLUDE drop-oldest

local log, marks, before = KEYS[1], KEYS[2], tonumber(ARGV[1])
local surplus = redis.call('XLEN', log) - ARGV[2]
local surplus_bytes = (redis.call('HGET', marks, log .. ' bytes') or 0) - ARGV[3]

local count, more = drop_oldest(log, marks, ARGV[4], function(position, count, bytes)
  if count < surplus or bytes < surplus_bytes then return true end
  return tonumber(string.match(position, '^%d+')) < before
end)
return { count, more and 1 or 0 }
