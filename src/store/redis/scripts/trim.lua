-- Drops the oldest entries of a log, a bounded number per call so that nobody waits long.
--
-- KEYS[1]  the log
-- KEYS[2]  hash of the logs' marks
-- ARGV[1]  entries from before this time go (ms since 1970)
-- ARGV[2]  how many entries may stay
-- ARGV[3]  last position that may go (`+`: any)
-- ARGV[4]  how many may go in this call
-- returns  how many went

local log, before, surplus = KEYS[1], tonumber(ARGV[1]), redis.call('XLEN', KEYS[1]) - ARGV[2]
local entries = redis.call('XRANGE', log, '-', ARGV[3], 'COUNT', ARGV[4])
local dropped = 0
for i, entry in ipairs(entries) do
  if tonumber(string.match(entry[1], '^%d+')) >= before and i > surplus then break end
  dropped = i
end
if dropped > 0 then
  local position = entries[dropped][1]
  local ms, sequence = string.match(position, '^(%d+)-(%d+)$')
  redis.call('XTRIM', log, 'MINID', ms .. '-' .. string.format('%d', sequence + 1))
  redis.call('HSET', KEYS[2], log .. ' trimmed', position)
end
return dropped
