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
