-- Ends well where Lua finds the libraries of Prosody that tests drive.
local root = os.getenv("PROSODY_LIB") or "/usr/lib/prosody"
package.path = root .. "/?.lua;" .. package.path
package.cpath = root .. "/?.so;" .. package.cpath
require("lxp")
require("util.jid")
