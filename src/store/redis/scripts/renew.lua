-- Prolongs a lease if it still holds this grant.
--
-- KEYS[1]  the lease
-- ARGV[1]  the grant: `<epoch>:<holder>`
-- ARGV[2]  for how long, ms
-- returns  1, or 0 when it does not

if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
