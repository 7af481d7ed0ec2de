-- Reads a page of a log from its end.
--
-- KEYS[1]  the log
-- ARGV[1]  position before which to read; empty: from the end
-- ARGV[2]  how many entries at most
-- ARGV[3]  how many bytes of values at most; one entry always comes
-- returns  flat: 1 when there are more entries or 0, then position and value of each entry, newest first

-- Entries looked at in one go: each may be large.
local FIRST, PIECE = 8, 32

local log, limit, room = KEYS[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local from = ARGV[1] == '' and '+' or '(' .. ARGV[1]
local reply, count, bytes, more, ended = {}, 0, 0, 0, false
while not ended do
  -- One more than is wanted tells whether there are more.
  local piece = math.min(limit - count + 1, count == 0 and FIRST or PIECE)
  local entries = redis.call('XREVRANGE', log, from, '-', 'COUNT', piece)
  ended = #entries < piece
  for _, entry in ipairs(entries) do
    local value = entry[2][2]
    bytes = bytes + #value
    if count == limit or (bytes > room and count > 0) then
      more, ended = 1, true
      break
    end
    count, from = count + 1, '(' .. entry[1]
    reply[2 * count], reply[2 * count + 1] = entry[1], value
  end
end
reply[1] = more
return reply
