-- Each request is a reply of its own: another thread, another member, another text.
local threads = {}
for line in io.lines(os.getenv("BENCH_THREADS")) do threads[#threads + 1] = line end
local members = tonumber(os.getenv("BENCH_MEMBERS") or "200")
local words = { "garden", "bicycle", "lentils", "ladder", "station", "harbour", "radio", "winter" }
local count = 0

request = function()
  count = count + 1
  local text = "Reply " .. count .. " about the **" .. words[count % #words + 1] .. "** and the `" .. words[(count * 3) % #words + 1]
    .. "`.\n\n- one thing\n- [another](https://example.org/" .. count .. ")\n\n> as somebody said\n\nThat is all for today."
  return wrk.format("POST", "/bench/reply?thread=" .. threads[count * 7 % #threads + 1] .. "&member=" .. (count * 13 % members + 1), nil, text)
end

-- Held to a rate, the connections take the next free place of one timetable; where the server is behind, nobody waits.
local rate = tonumber(os.getenv("BENCH_RATE") or "")
if rate then
  local ffi = require("ffi")
  ffi.cdef("typedef struct { long seconds, microseconds; } clock_reading; int gettimeofday(clock_reading *now, void *zone);")
  local reading = ffi.new("clock_reading")
  local function now()
    ffi.C.gettimeofday(reading, nil)
    return tonumber(reading.seconds) * 1000 + tonumber(reading.microseconds) / 1000
  end
  local due = now()
  delay = function()
    due = math.max(due + 1000 / rate, now() - 1000)
    return math.max(0, math.floor(due - now() + 0.5))
  end
end
