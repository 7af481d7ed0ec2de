-- Forgets a log: its entries and its marks.
--
-- KEYS[1]  the log
-- KEYS[2]  hash of the logs' marks
-- returns  nothing

redis.call('HDEL', KEYS[2], KEYS[1] .. ' begun', KEYS[1] .. ' trimmed', KEYS[1] .. ' bytes')
redis.call('UNLINK', KEYS[1])
