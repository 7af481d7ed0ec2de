-- Reads a page of a log, with what tells whether the reader missed something.
--
-- KEYS[1]  the log
-- KEYS[2]  hash of the logs' marks
-- ARGV[1]  position after which to read
-- ARGV[2]  how many entries at most
-- ARGV[3]  how many bytes of values at most; one entry always comes
-- returns  flat: begun, trimmed, last (each `0-0` if unknown), 1 when there may be more entries or 0, then position and
--          value of each entry

-- Entries looked at in one go: each may be large.
local FIRST, PIECE = 8, 32

local log, after, limit, room = KEYS[1], ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local reply, count, bytes, more, ended = {}, 0, 0, 0, false
while count < limit and not ended do
  local piece = math.min(limit - count, count == 0 and FIRST or PIECE)
  local entries = redis.call('XRANGE', log, '(' .. after, '+', 'COUNT', piece)
  ended = #entries < piece
  for _, entry in ipairs(entries) do
    local value = entry[2][2]
    bytes = bytes + #value
    if bytes > room and count > 0 then
      more, ended = 1, true
      break
    end
    count, after = count + 1, entry[1]
    reply[2 * count + 3], reply[2 * count + 4] = after, value
  end
end
if count == limit then more = 1 end

local marks = redis.call('HMGET', KEYS[2], log .. ' begun', log .. ' trimmed')
local last = '0-0'
if count > 0 then
  last = after
elseif redis.call('EXISTS', log) == 1 then
  local info = redis.call('XINFO', 'STREAM', log)
  for i = 1, #info, 2 do
    if info[i] == 'last-generated-id' then last = info[i + 1] end
  end
end
reply[1], reply[2], reply[3], reply[4] = marks[1] or '0-0', marks[2] or '0-0', last, more
return reply
