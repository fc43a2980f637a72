using System.Text.RegularExpressions;

namespace Forum.Tests.Architecture;

/// <summary>Bans code that leads to deadlocks and unnoticed errors.</summary>
public partial class HabitTests
{
    [Fact]
    public void Nothing_is_async_void() => AssertNowhere(AsyncVoid());

    [Fact]
    public void Nothing_waits_for_a_task_by_holding_its_thread() => AssertNowhere(Blocking());

    [Fact]
    public void Nothing_sleeps() => AssertNowhere(Sleeping());

    // A test polls for what it waits for. A fixed delay fails on a busy machine and proves nothing on a fast one.
    [Fact]
    public void No_test_lets_time_pass() => Sources.AssertNone(Sources.LinesWhere(
        static (path, line) => path.EndsWith("Tests.cs", StringComparison.Ordinal) && !IsThis(path) && Delaying().IsMatch(line), ".cs"));

    [Fact]
    public void No_failure_is_swallowed()
    {
        var swallowed = Sources.With(".cs", ".razor")
            .Where(static source => !IsThis(source.Path) && EmptyCatch().IsMatch(string.Join('\n', source.Lines)))
            .Select(static source => source.Path);

        Sources.AssertNone(swallowed);
    }

    [Fact]
    public void The_time_comes_from_the_clock_that_tests_can_replace() => Sources.AssertNone(Sources.LinesWhere(
        static (path, line) => !path.StartsWith("Forum.Tests/", StringComparison.Ordinal) && WallClock().IsMatch(line), ".cs", ".razor"));

    // The two style rules that the build doesn't check. A class's own extension methods are called on `this`.
    [Fact]
    public void Nothing_is_qualified_or_named_at_greater_length_than_needed() => AssertNowhere(Longer());

    [Theory]
    [InlineData("this._text = text;", true)]
    [InlineData("return String.Join(',', parts);", true)]
    [InlineData("return TokenKind.String;", false)]
    [InlineData("extension(this IPage page)", false)]
    public void What_is_longer_than_needed_is_found(string line, bool isFound) => Assert.Equal(isFound, Longer().IsMatch(line));

    [Theory]
    [InlineData("private async void Clicked()", true)]
    [InlineData("public async Task ClickedAsync()", false)]
    public void The_pattern_finds_what_it_is_to_find(string line, bool isFound) => Assert.Equal(isFound, AsyncVoid().IsMatch(line));

    [Theory]
    [InlineData("var page = LoadAsync().Result;", true)]
    [InlineData("SaveAsync().Wait();", true)]
    [InlineData("SaveAsync().GetAwaiter().GetResult();", true)]
    [InlineData("return message.Result;", true)]
    [InlineData("return outcome.Results.Count;", false)]
    [InlineData("await gate.WaitAsync(cancellation);", false)]
    public void Holding_a_thread_is_found(string line, bool isFound) => Assert.Equal(isFound, Blocking().IsMatch(line));

    [Theory]
    [InlineData("Thread.Sleep(100);", true)]
    [InlineData("await Task.Delay(TimeSpan.FromSeconds(1));", false)]
    public void Sleeping_is_found(string line, bool isFound) => Assert.Equal(isFound, Sleeping().IsMatch(line));

    [Theory]
    [InlineData("await Task.Delay(500, TestContext.Current.CancellationToken);", true)]
    [InlineData("await page.WaitForTimeoutAsync(100);", true)]
    [InlineData("await Eventually.HoldsAsync(() => heard.Count == 2, () => \"\");", false)]
    public void Letting_time_pass_is_found(string line, bool isFound) => Assert.Equal(isFound, Delaying().IsMatch(line));

    [Theory]
    [InlineData("var now = DateTimeOffset.UtcNow;", true)]
    [InlineData("var day = DateTime.Today;", true)]
    [InlineData("var now = clock.GetUtcNow();", false)]
    public void Another_clock_is_found(string line, bool isFound) => Assert.Equal(isFound, WallClock().IsMatch(line));

    [Theory]
    [InlineData("catch (IOException) { }", true)]
    [InlineData("catch\n{\n}", true)]
    [InlineData("catch (IOException)\n{\n    // The file is gone: that is what was wanted.\n}", false)]
    public void An_empty_catch_is_found(string text, bool isFound) => Assert.Equal(isFound, EmptyCatch().IsMatch(text));

    // This file contains the examples.
    private static bool IsThis(string path) => path.EndsWith("/HabitTests.cs", StringComparison.Ordinal);

    private static void AssertNowhere(Regex pattern) => Sources.AssertNone(Sources.LinesWhere(
        (path, line) => !IsThis(path) && pattern.IsMatch(line), ".cs", ".razor"));

    [GeneratedRegex(@"(?<![.\w])(this\.(?!GetService|AddBunit)\w|(String|Int32|Int64|Boolean|Double)\.[A-Z])")]
    private static partial Regex Longer();

    [GeneratedRegex(@"\basync\s+void\b")]
    private static partial Regex AsyncVoid();

    [GeneratedRegex(@"(?<!TestState\?)\.Result\b(?!\s*=[^=])|\.Wait\(|\.GetAwaiter\(\)\s*\.GetResult\(")]
    private static partial Regex Blocking();

    [GeneratedRegex(@"\bThread\.Sleep\(")]
    private static partial Regex Sleeping();

    [GeneratedRegex(@"\b(Task\.Delay|WaitForTimeoutAsync)\(")]
    private static partial Regex Delaying();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?(Now|Today)\b")]
    private static partial Regex WallClock();

    [GeneratedRegex(@"\bcatch\b\s*(\([^)]*\))?\s*(when\s*\([^{]*\))?\s*\{\s*\}")]
    private static partial Regex EmptyCatch();
}
