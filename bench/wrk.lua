-- What wrk sends, by the environment:
--   IDS     a file of ids: claims by id, drawn at random from it
--   BODIES  a file of JSON bodies, one a line: POST /v1/claims; KEY is the key
--   SHARE   of 100, how many requests are POSTs when both are given
--   neither: the URL's own path
local function lines_of(name)
  local path, list = os.getenv(name), {}
  if path ~= nil and path ~= "" then
    for line in io.lines(path) do list[#list + 1] = line end
  end
  return list
end

local number = 0
function setup(thread)
  thread:set("seed", number)
  number = number + 1
end

local ids, bodies, share, headers
function init(args)
  math.randomseed(seed + 1)
  ids, bodies = lines_of("IDS"), lines_of("BODIES")
  share = #ids == 0 and 100 or tonumber(os.getenv("SHARE") or "10")
  headers = { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. (os.getenv("KEY") or "") }
end

function request()
  if #bodies > 0 and math.random(100) <= share then
    return wrk.format("POST", "/v1/claims", headers, bodies[math.random(#bodies)])
  end
  if #ids > 0 then
    return wrk.format("GET", "/v1/claims/" .. ids[math.random(#ids)])
  end
  return wrk.format("GET")
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), latency.max, errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
