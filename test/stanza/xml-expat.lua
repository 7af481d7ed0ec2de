-- Reads one XML text in hex per line and answers each with `yes` if the parser of Prosody accepts it, else `no`.
local root = os.getenv("PROSODY_LIB") or "/usr/lib/prosody"
package.path = root .. "/?.lua;" .. package.path
package.cpath = root .. "/?.so;" .. package.cpath
local lxp = require("lxp")

-- As util.xmppstream has it: these stop the parser.
local function refuse(parser) parser:stop() end
local handlers = { Comment = refuse, ProcessingInstruction = refuse, StartDoctypeDecl = refuse }

local function decode(hex) return (hex:gsub("%x%x", function(byte) return string.char(tonumber(byte, 16)) end)) end

for line in io.lines() do
	local parser = lxp.new(handlers, "\1")
	print(parser:parse(decode(line)) and parser:parse() and "yes" or "no")
end
