-- Gives a lease away if it still holds this grant.
--
-- KEYS[1]  the lease
-- ARGV[1]  the grant: `<epoch>:<holder>`
-- returns  1, or 0 when it does not

if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
