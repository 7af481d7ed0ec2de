-- Tells the size and ends of a log.
--
-- KEYS[1]  the log
-- KEYS[2]  hash of the logs' marks
-- ARGV[1]  incarnation of the store, should it have none yet
-- returns  incarnation, length, last position ever appended (`0-0` if none), oldest position there (may be empty),
--          about how many bytes it takes (0 where the user may not ask)

local incarnation = redis.call('HGET', KEYS[2], 'incarnation')
if not incarnation then
  incarnation = ARGV[1]
  -- As in acquire.lua: also when Redis is full.
  redis.call('HDEL', KEYS[2], 'incarnation')
  redis.call('HSET', KEYS[2], 'incarnation', incarnation)
end

local reply = { incarnation, 0, '0-0', '', 0 }
if redis.call('EXISTS', KEYS[1]) == 1 then
  local info = redis.call('XINFO', 'STREAM', KEYS[1])
  for i = 1, #info, 2 do
    if info[i] == 'length' then reply[2] = info[i + 1] end
    if info[i] == 'last-generated-id' then reply[3] = info[i + 1] end
    if info[i] == 'first-entry' and info[i + 1] then reply[4] = info[i + 1][1] end
  end
  local bytes = redis.pcall('MEMORY', 'USAGE', KEYS[1])
  if type(bytes) == 'number' then reply[5] = bytes end
end
return reply
