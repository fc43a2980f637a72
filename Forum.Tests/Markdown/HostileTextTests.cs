using Forum.Tests.Support;


namespace Forum.Tests.Markdown;

/// <summary>
/// Text designed to take long. The limit is generous and the best of several runs counts, so a busy machine doesn't
/// fail.
/// </summary>
[Trait("Pace", "slow")]
public class HostileTextTests
{
    private const int Length = 32_000;
    private const int Runs = 6;
    private static readonly TimeSpan Bound = TimeSpan.FromMilliseconds(100.0 * Length / 10_000);

    /// <summary>A beginning, and what's repeated after it up to the full length.</summary>
    public static TheoryData<string, string> Patterns { get; } = new()
    {
        { "", ">" }, { "", "> " }, { "", "- " }, { "", "1. " }, { "", "> - " }, { "", "* " }, { "", ">\n" }, { "", "-\n\n" },
        { "", ">>>>>>>>>>>>>>>>>>>>>>>>>a\n" },
        { "", "[" }, { "", "![" }, { "", "![[" }, { "", "[]" }, { "", "[a](" }, { "", "![a](" }, { "", "[a][" }, { "", "[a](<b" }, { "", "[a](b \"" },
        { "", "[a](b (" }, { "[a](", "(" }, { "", "[a\n" }, { "", "[a]: " }, { "", "[a]:\n" }, { "", "[a]: b '\n" }, { "", "*[a" }, { "", "[[a]]" },
        { "", "*" }, { "", "**a " }, { "", "a**" }, { "", "*a_" }, { "", "*_" }, { "", "*a **a " }, { "", "a_ " }, { "", "~~a " }, { "", "a**b_c* " },
        { "", "`" }, { "", "`` a ` " }, { "", "`a``b```c" }, { "", "<" }, { "", "<a " }, { "<a ", "b=\"c\" " }, { "", "<!--" }, { "", "<?" },
        { "", "<!A " },
        { "", "<![CDATA[" }, { "", "<http:" }, { "", "&" }, { "", "&#1" }, { "", "\\" }, { "", "\\[" }, { "", "\t" }, { "", " " }, { "", "\n" },
        { "", "\0" },
        { "", "|" }, { "", "||||||" }, { "", "||a " }, { "", "|a" }, { "", "a|b\n" }, { "|a|b|\n|-|-|\n", "|**a**|*b*|\n" },
        { "|a|b|\n|-|-|\n", "|[a](b)|[\n" },
        { "", "|a|b|\n|-|-|\n|**a|*b\n\n" }, { "[^1]: a\n\n", "[^1]" }, { "", "[^1]: [^1]\n" }, { "", "[^" }, { "", ":" }, { "", ":smile:" },
        { "", ":::spoiler\n" },
        { "", "http://a" }, { "", "(http://a" }, { "http://a", "~'" }, { "http://a", "[" }, { "", "www.a(" }, { "", "www.a," }, { "", "@abc" },
        { "", "@abc " },
        { "", "_@a_" }, { "", "# " }, { "", "a\n=\n" }, { "", "~~~\n" }, { "", "- [ ] a\n" }, { "```cs\n", "'\n/*" }, { "```cs\n", "\"\\" },
        { "```html\n", "<!-" },
        { "```html\n", "<a b='c' " }, { "```rust\n", "r#\"a\n" }, { "```json\n", "{\"a\":1," }, { "```diff\n", "+\n" }, { "", "\u202e a" },
        { "", "    a\n\n\n" }, { "", "@a.b-" }, { "", "感@感" }, { "", "@" }, { "", "@a_" }, { "", "「http://a」" }, { "http://a", "。" },
        { "", "\u05D0\n\n> " }, { "```toml\n", "a " }, { "```toml\n", "[" }, { "```toml\n", "'''\n" }, { "```ini\n", "[a\n" }, { "```ini\n", ";" },
        { "```yml\n", "a: \"" }, { "```docker\n", "RUN \\\n" }, { "```ps1\n", "@\"\n" }, { "```ps1\n", "<#" }, { "```ps1\n", "\"`" },
        { "```lua\n", "--[[" }, { "```lua\n", "[[" }, { "```rb\n", "\"#{" }, { "```swift\n", "\"\"\"\n" }, { "```dart\n", "r'" }, { "```r\n", "`" },
        { "```nginx\n", "a{" }, { "```http\n", "###\n" }, { "```http\n", "a: b\n" }, { "```http\n", "\n\"a" }, { "```http\n", " " },
        { "```toml\n", "a\t" }, { "```ini\n", "a  \n" },
    };

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Repeated_marks_stay_within_the_budget(string beginning, string repeated)
    {
        var text = string.Concat(Enumerable.Repeat(repeated, Length / repeated.Length)).Insert(0, beginning);
        AssertFast(text);
    }

    [Fact]
    public void Deep_lists_stay_within_the_budget() =>
        AssertFast(string.Concat(Enumerable.Range(0, 175).Select(i => new string(' ', 2 * i) + "- a\n")));

    [Fact]
    public void Growing_runs_of_backticks_stay_within_the_budget() =>
        AssertFast(string.Join('a', Enumerable.Range(1, 250).Select(i => new string('`', i))));

    [Fact]
    public void Brackets_nested_and_closed_stay_within_the_budget() => AssertFast(new string('[', Length / 2) + new string(']', Length / 2));

    [Fact]
    public void Many_footnotes_stay_within_the_budget() =>
        AssertFast(string.Concat(Enumerable.Range(0, 1_500).Select(i => $"[^{i}]\n\n[^{i}]: a\n\n")));

    [Fact]
    public void Many_definitions_stay_within_the_budget() => AssertFast(string.Concat(Enumerable.Range(0, 2_500).Select(i => $"[{i}]: /u\n")));

    [Fact]
    public void Wide_tables_stay_within_the_budget() =>
        AssertFast(string.Concat(Enumerable.Repeat("|a", 5_000)) + "\n" + string.Concat(Enumerable.Repeat("|-", 5_000)) + "\n"
            + string.Concat(Enumerable.Repeat("|\n", 5_000)));

    private static void AssertFast(string text)
    {
        AssertFast(() => Rendered.Post(text));
        AssertFast(() => Rendered.Chat(text));
        AssertFast(() => Rendered.Markdown.ParsePost(text).ToPlainText(200));
    }

    internal static void AssertFast(Func<string> render)
    {
        var best = TimeSpan.MaxValue;
        for (var run = 0; run < Runs && best > Bound; run++)
        {
            var start = ThreadTime.Now();
            render();
            var elapsed = ThreadTime.Now() - start;
            if (elapsed < best) best = elapsed;
        }

        Assert.InRange(best, TimeSpan.Zero, Bound);
    }
}
