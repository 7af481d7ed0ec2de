-- Reads a page of a log, with what tells whether the reader missed something.
--
-- KEYS[1]  the log
-- KEYS[2]  hash of the logs' marks
-- ARGV[1]  position after which to read
-- ARGV[2]  how many entries at most
-- returns  flat: begun, trimmed, last (each `0-0` if unknown), then position and value of each entry

local entries = redis.call('XRANGE', KEYS[1], '(' .. ARGV[1], '+', 'COUNT', ARGV[2])
local marks = redis.call('HMGET', KEYS[2], KEYS[1] .. ' begun', KEYS[1] .. ' trimmed')
local last = '0-0'
if #entries > 0 then
  last = entries[#entries][1]
elseif redis.call('EXISTS', KEYS[1]) == 1 then
  local info = redis.call('XINFO', 'STREAM', KEYS[1])
  for i = 1, #info, 2 do
    if info[i] == 'last-generated-id' then last = info[i + 1] end
  end
end

local reply = { marks[1] or '0-0', marks[2] or '0-0', last }
for i, entry in ipairs(entries) do
  reply[2 * i + 2], reply[2 * i + 3] = entry[1], entry[2][2]
end
return reply
