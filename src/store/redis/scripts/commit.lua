-- Applies commits one after the other, each whole or not at all: first its conditions, then its changes.
--
-- KEYS[1]   hash of the logs' marks; all other keys have its hash tag, and stand among the commits
-- KEYS[2]   version of what is kept
-- ARGV[1]   channel on which appends are told
-- ARGV[2]   incarnation of the store, should it have none yet
-- ARGV[3]   the version that the caller writes; nothing happens where it is another one
-- ARGV[4]   the commits, one MessagePack array of texts. Flat, per commit the number of its changes, then per
--           change the operation, the key (of a record, space, log or lease) and the arguments. A number with a
--           plus sign: the commit takes something in, and is refused where Redis is full.
--             c ttl text       create a record that expires     C id text   create in a space
--             n ttl text       the same, where it is the first change and the only condition of its commit:
--                              it is looked for and written in one
--             r ttl text       replace; the text's version is   R id text   the same in a space
--                              one above what must be there
--             p ttl value      put                              P id value  the same in a space
--             d                delete                           D id        the same in a space
--             a value          append to a log                  x position  remove from a log
--             A value          the same to a log that the caller follows
--             b bound value    append to a log that may have so many bytes of values: the oldest go
--             s position       raise the last position of a log, where it is lower; one that is empty stays so
--             f grant          fence: the lease must hold this grant
--             y position       remove from a log with a bound
--           The text of a record is `<version>\n<value>`.
-- ARGV[5]   where the reply of this call is remembered, so that it can be asked for again; empty: nowhere
-- ARGV[6]   the number of this call among those of its process that are remembered; they are applied in their order
-- ARGV[7]   where the reply of the call before it is remembered, if that may not have been applied; or empty
-- ARGV[8]   for how long replies are remembered, ms
-- returns   `known` before the reply of the first time, where this call was applied before; `behind` and nothing is
--           done where the call before it was not applied; `past` where a later call was. Otherwise
--           one text, as one reply costs less than thousands: with a NUL between any two, per commit
--           `ok` and the position of each append;
--           or `exists`, `changed`, `stale` with the index of the change and the text found, as JSON (or empty);
--           or `full`, 0 and nothing;
--           behind all of it, for each log that is followed, its key and the last position that was in it before

-- INCLUDE drop-oldest

local ARGUMENTS = {
  n = 2, c = 2, C = 2, r = 2, R = 2, p = 2, P = 2, d = 0, D = 1, a = 1, A = 1, b = 2, x = 1, y = 1, s = 1, f = 1,
}

-- Lua hands over some thousands of arguments at most.
local MAX_AT_ONCE = 500

local call, match = redis.call, string.match
local marks, channel, incarnation = KEYS[1], ARGV[1], ARGV[2]
local kept = call('GET', KEYS[2])
if kept and kept ~= ARGV[3] then
  return redis.error_reply('VERSION what is kept has version ' .. kept)
end
local memory, number = ARGV[5], ARGV[6]
if memory ~= '' then
  local told = call('GET', memory) or ''
  local last = match(told, '^%d+')
  if last == number then return 'known\0' .. string.sub(told, #last + 2) end
  if last and tonumber(last) > tonumber(number) then return 'past' end
  local before = ARGV[7] ~= '' and match(call('GETRANGE', ARGV[7], 0, 16), '^%d+')
  if before ~= false and tonumber(before or 0) ~= number - 1 then return 'behind' end
end

-- The first write shows whether Redis is full. It checks that only until a script has written: a deletion is always
-- allowed, and everything after it.
local first_write = redis.pcall('HSETNX', marks, 'incarnation', incarnation)
local is_full = false
if type(first_write) == 'table' then
  if not string.find(first_write.err, 'OOM', 1, true) then return first_write end
  is_full = true
  call('HDEL', marks, ' ')
end
if not kept then call('SET', KEYS[2], ARGV[3]) end

local args = cmsgpack.unpack(ARGV[4])
local reply, size = {}, 0
local appended, removed, before = {}, {}, {}
local counted, bounds, uncounted = {}, {}, {}

local function version_of(text)
  return text and tonumber(match(text, '^%d+')) or 0
end

local function version_at(key)
  -- A version has at most 16 digits; the value behind it may be long.
  return version_of(call('GETRANGE', key, 0, 16))
end

-- CONDITION[operation](key, first argument, second): nil, or the reason and the text found.
local CONDITION = {
  c = function(key)
    if call('EXISTS', key) == 1 then return 'exists', call('GET', key) end
  end,
  n = function(key, ttl, text)
    if not call('SET', key, text, 'PX', ttl, 'NX') then return 'exists', call('GET', key) end
  end,
  C = function(key, id)
    local found = call('HGET', key, id)
    if found then return 'exists', found end
  end,
  r = function(key, _, text)
    if version_at(key) ~= version_of(text) - 1 then return 'changed', call('GET', key) end
  end,
  R = function(key, id, text)
    local found = call('HGET', key, id)
    if version_of(found) ~= version_of(text) - 1 then return 'changed', found end
  end,
  f = function(key, grant)
    if call('GET', key) ~= grant then return 'stale' end
  end,
}

local function append(key, value)
  local begins = not appended[key] and call('EXISTS', key) == 0
  local position = call('XADD', key, '*', 'v', value)
  if begins then
    call('HSET', marks, key .. ' begun', position)
    call('HDEL', marks, key .. ' trimmed', key .. ' bytes')
  end
  appended[key] = position
  size = size + 1
  reply[size] = position
end

local function append_followed(key, value)
  if not before[key] then
    local last = call('XREVRANGE', key, '+', '-', 'COUNT', 1)[1]
    before[key] = last and last[1] or '0-0'
  end
  append(key, value)
end

local function append_bounded(key, bound, value)
  append(key, value)
  counted[key] = (counted[key] or 0) + #value
  bounds[key] = tonumber(bound)
end

-- One call for many costs a fraction of many calls.
local function remove(key, position)
  local positions = removed[key] or {}
  removed[key] = positions
  positions[#positions + 1] = position
end

local function remove_counted(key, position)
  local name = key .. ' ' .. position
  local entry = not uncounted[name] and call('XRANGE', key, position, position)[1]
  if entry then counted[key] = (counted[key] or 0) - #entry[2][2] end
  uncounted[name] = true
  remove(key, position)
end

-- Positions are `<ms>-<sequence>`.
local function is_before(one, other)
  local ms, sequence = match(one, '^(%d+)-(%d+)$')
  local other_ms, other_sequence = match(other, '^(%d+)-(%d+)$')
  ms, other_ms = tonumber(ms), tonumber(other_ms)
  return ms < other_ms or (ms == other_ms and tonumber(sequence) < tonumber(other_sequence))
end

local function advance(key, position)
  if call('EXISTS', key) == 0 then return end
  local info = call('XINFO', 'STREAM', key)
  for i = 1, #info, 2 do
    if info[i] == 'last-generated-id' and is_before(info[i + 1], position) then
      call('XSETID', key, position)
    end
  end
end

local function done() end
local function set(key, ttl, text) call('SET', key, text, 'PX', ttl) end
local function hset(key, id, text) call('HSET', key, id, text) end

local APPLY = {
  n = done,
  c = set,
  C = hset,
  r = set,
  R = hset,
  p = function(key, ttl, value) set(key, ttl, version_at(key) + 1 .. '\n' .. value) end,
  P = function(key, id, value)
    hset(key, id, version_of(call('HGET', key, id)) + 1 .. '\n' .. value)
  end,
  d = function(key) call('DEL', key) end,
  D = function(key, id) call('HDEL', key, id) end,
  a = append,
  A = append_followed,
  b = append_bounded,
  x = remove,
  y = remove_counted,
  s = advance,
  f = done,
}

local next_arg, end_arg = 1, #args
while next_arg <= end_arg do
  local first_arg, changes = next_arg + 1, tonumber(args[next_arg])
  local refused = false

  if is_full and string.byte(args[next_arg]) == 43 then
    refused = true
    reply[size + 1], reply[size + 2], reply[size + 3] = 'full', 0, ''
    size = size + 3
  end
  next_arg = first_arg
  for change = 0, changes - 1 do
    local operation = args[next_arg]
    local condition = CONDITION[operation]
    if condition and not refused then
      local reason, found = condition(args[next_arg + 1], args[next_arg + 2], args[next_arg + 3])
      if reason then
        refused = true
        reply[size + 1], reply[size + 2] = reason, change
        reply[size + 3] = found and cjson.encode(found) or ''
        size = size + 3
      end
    end
    next_arg = next_arg + 2 + ARGUMENTS[operation]
  end

  if not refused then
    size = size + 1
    reply[size] = 'ok'
    local at = first_arg
    while at < next_arg do
      local operation = args[at]
      APPLY[operation](args[at + 1], args[at + 2], args[at + 3])
      at = at + 2 + ARGUMENTS[operation]
    end
  end
end

for key, positions in pairs(removed) do
  for first = 1, #positions, MAX_AT_ONCE do
    local last = math.min(first + MAX_AT_ONCE - 1, #positions)
    call('XDEL', key, unpack(positions, first, last))
  end
end
for key, bytes in pairs(counted) do
  local surplus = call('HINCRBY', marks, key .. ' bytes', bytes) - (bounds[key] or math.huge)
  if surplus > 0 then
    drop_oldest(key, marks, '+', function(position, _, dropped)
      return dropped < surplus and position ~= appended[key]
    end)
  end
end
for key, position in pairs(appended) do
  call('PUBLISH', channel, position .. ' ' .. key)
end
for key, position in pairs(before) do
  reply[size + 1], reply[size + 2] = key, position
  size = size + 2
end
local told = table.concat(reply, '\0')
if memory ~= '' then call('SET', memory, number .. '\n' .. told, 'PX', ARGV[8]) end
return told
