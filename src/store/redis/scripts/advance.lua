-- Changes the version of what is kept, if that is what it was and the lease still holds this grant.
--
-- KEYS[1]  the lease of the migration
-- KEYS[2]  the version of what is kept
-- ARGV[1]  the grant: `<epoch>:<holder>`
-- ARGV[2]  the version as it was
-- ARGV[3]  the version as it shall be
-- returns  1, or 0 when another was quicker

if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
if redis.call('GET', KEYS[2]) ~= ARGV[2] then return 0 end
redis.call('SET', KEYS[2], ARGV[3])
return 1
