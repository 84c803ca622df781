-- wrk script: POST /mcp with a body and with header fields. Arguments: a file with the body, in which
-- "id":1 stands for an id that was not used before, as a session wants it; a file with one field a line.

local messages = {}
local next = 0
local different = 4096

function init(arguments)
  local headers = {}
  for line in io.lines(arguments[2]) do
    local name, value = line:match("^([^:]+): (.*)$")
    headers[name] = value
  end
  local file = assert(io.open(arguments[1], "r"))
  local body = file:read("*a")
  file:close()
  local first = os.time() * different
  for i = 1, different do
    local numbered = body:gsub('"id":1,', string.format('"id":%.0f,', first + i))
    messages[i] = wrk.format("POST", "/mcp", headers, numbered)
  end
end

function request()
  next = next % different + 1
  return messages[next]
end

function done(summary, latency)
  local refused = summary.errors.status
  local broken = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  print(string.format("RESULT %.0f requests/s, %d requests, p50 %d us, p99 %d us, %d refused, %d broken",
    summary.requests / summary.duration * 1e6, summary.requests, latency:percentile(50), latency:percentile(99), refused, broken))
end
