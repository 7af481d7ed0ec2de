-- Reads one JID in hex per line and answers each with Prosody's prepared form in hex, or `nil`.
local root = os.getenv("PROSODY_LIB") or "/usr/lib/prosody"
package.path = root .. "/?.lua;" .. package.path
package.cpath = root .. "/?.so;" .. package.cpath
local prep = require("util.jid").prep

local function decode(hex) return (hex:gsub("%x%x", function(byte) return string.char(tonumber(byte, 16)) end)) end
local function encode(text) return (text:gsub(".", function(char) return string.format("%02x", char:byte()) end)) end

for line in io.lines() do
	local jid = prep(decode(line))
	print(jid and encode(jid) or "nil")
end
