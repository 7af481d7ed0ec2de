-- Included by other scripts.
--
-- Drops the oldest entries of a log, up to a position, while `goes(position, count, bytes)` says so of the next one;
-- `count` and `bytes` are of those that went before it. Looks at few entries at first: each may be large.
-- Returns how many went, and whether it ended early, so that Redis serves others in between.

local MAX_DROPPED, MAX_DROPPED_BYTES, MAX_PIECE = 1000, 4 * 1024 * 1024, 32

local function drop_oldest(log, marks, upto, goes)
  local count, bytes, last, piece, ended = 0, 0, nil, 2, false
  while not ended and count < MAX_DROPPED and bytes < MAX_DROPPED_BYTES do
    local entries = redis.call('XRANGE', log, last and '(' .. last or '-', upto, 'COUNT', piece)
    ended = #entries < piece
    for _, entry in ipairs(entries) do
      if not goes(entry[1], count, bytes) then
        ended = true
        break
      end
      last, count, bytes = entry[1], count + 1, bytes + #entry[2][2]
    end
    piece = math.min(piece * 2, MAX_PIECE)
  end
  if last then
    local ms, sequence = string.match(last, '^(%d+)-(%d+)$')
    redis.call('XTRIM', log, 'MINID', ms .. '-' .. string.format('%d', sequence + 1))
    redis.call('HSET', marks, log .. ' trimmed', last)
    if redis.call('HEXISTS', marks, log .. ' bytes') == 1 then
      redis.call('HINCRBY', marks, log .. ' bytes', -bytes)
    end
  end
  return count, not ended
end
