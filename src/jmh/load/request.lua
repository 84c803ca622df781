-- wrk script: POST /mcp with the Host of the public origin, a token or none, and fresh proofs.
-- Arguments: the scheme, a file with the token, a file with one proof a line; each may be "-".

local requests = {}
local total = 0
local next = 0

local function read(name)
  if name == nil or name == "-" then
    return nil
  end
  local file = assert(io.open(name, "r"))
  local text = file:read("*a"):gsub("%s+$", "")
  file:close()
  return text
end

function init(arguments)
  local token = read(arguments[2])
  local headers = { ["Host"] = "127.0.0.1:9000" }
  if token then
    headers["Authorization"] = arguments[1] .. " " .. token
  end
  if arguments[3] ~= nil and arguments[3] ~= "-" then
    for proof in io.lines(arguments[3]) do
      headers["DPoP"] = proof
      total = total + 1
      requests[total] = wrk.format("POST", "/mcp", headers)
    end
  else
    total = 1
    requests[1] = wrk.format("POST", "/mcp", headers)
  end
end

function request()
  next = next + 1
  if next > total then
    next = 1
  end
  return requests[next]
end

function done(summary, latency)
  local refused = summary.errors.status
  local broken = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  print(string.format("RESULT %.0f requests/s, %d requests, p50 %d us, p99 %d us, %d refused, %d broken",
    summary.requests / summary.duration * 1e6, summary.requests, latency:percentile(50), latency:percentile(99), refused, broken))
end
