-- Tells how much memory is used on the node that has our keys.
--
-- KEYS[1]  hash of the logs' marks, for its node
-- returns  the section `memory` of INFO

return redis.call('INFO', 'memory')
