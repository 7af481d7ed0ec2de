-- Raises the version of what is kept, if it is still what it was.
--
-- KEYS[1]  the version of what is kept
-- ARGV[1]  the version as it was
-- ARGV[2]  the version as it shall be
-- returns  1, or 0 when another was quicker

if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2])
return 1
