-- Each request is a reply of its own: another thread, another member, another text.
local first = tonumber(os.getenv("BENCH_FIRST") or "1")
local threads = tonumber(os.getenv("BENCH_THREADS") or "1000")
local members = tonumber(os.getenv("BENCH_MEMBERS") or "200")
local words = { "garden", "bicycle", "lentils", "ladder", "station", "harbour", "radio", "winter" }
local count = 0

request = function()
  count = count + 1
  local text = "Reply " .. count .. " about the **" .. words[count % #words + 1] .. "** and the `" .. words[(count * 3) % #words + 1]
    .. "`.\n\n- one thing\n- [another](https://example.org/" .. count .. ")\n\n> as somebody said\n\nThat is all for today."
  return wrk.format("POST", "/bench/reply?thread=" .. (first + count * 7 % threads) .. "&member=" .. (count * 13 % members + 2), nil, text)
end
