-- Tells a signal. A script, so that a Cluster sends it to the node of its key: signals keep their order, also
-- with what commits tell.
--
-- KEYS[1]  hash of the logs' marks, for its node
-- ARGV[1]  channel
-- ARGV[2]  payload
-- returns  how many heard it on this node

return redis.call('PUBLISH', ARGV[1], ARGV[2])
