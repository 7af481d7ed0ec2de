-- Gets many records, as many from the first on as fit into a reply.
--
-- KEYS     the records; or one space, whose ids are then among the arguments
-- ARGV[1]  how many bytes at most; one record always comes
-- ARGV[2]  and so on: ids in the space
-- returns  their texts in order, nil for what is not there; fewer than asked for where they are large

-- Records looked at in one go: each may be large.
local PIECE = 16

local room, in_space = tonumber(ARGV[1]), #ARGV > 1
local from, names = 1, KEYS
if in_space then from, names = 2, ARGV end

local reply, count, bytes = {}, 0, 0
for first = from, #names, PIECE do
  local last = math.min(first + PIECE - 1, #names)
  local texts
  if in_space then
    texts = redis.call('HMGET', KEYS[1], unpack(names, first, last))
  else
    texts = redis.call('MGET', unpack(names, first, last))
  end
  for i = 1, last - first + 1 do
    local text = texts[i]
    bytes = bytes + (text and #text or 0)
    if bytes > room and count > 0 then return reply end
    count = count + 1
    reply[count] = text
  end
end
return reply
