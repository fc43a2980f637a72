
namespace Forum.Tests.Markdown;

public class TableTests
{
    [Fact]
    public void A_table_has_headers_with_scope_and_alignment_by_class() =>
        Assert.Equal(
            "<table>\n<thead>\n<tr>\n<th scope=\"col\" class=\"align-left\">a</th>\n<th scope=\"col\" class=\"align-center\">b</th>\n"
            + "<th scope=\"col\" class=\"align-right\">c</th>\n<th scope=\"col\">d</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n"
            + "<td class=\"align-left\">1</td>\n<td class=\"align-center\"><em>2</em></td>\n<td class=\"align-right\">3</td>\n<td>4</td>\n"
            + "</tr>\n</tbody>\n</table>\n",
            Rendered.Post("| a | b | c | d |\n|:--|:-:|--:|---|\n| 1 | *2* | 3 | 4 |\n"));

    [Fact]
    public void Cells_may_hold_links_mentions_and_code()
    {
        var cells = Rendered.Parse(Rendered.Post("a | b | c\n- | - | -\n[x](/y) | @bob | `z`")).QuerySelectorAll("td");
        Assert.Equal(["a", "a", "code"], cells.Select(cell => cell.FirstElementChild!.LocalName));
    }

    [Theory]
    [InlineData("a | b\nc | d")]
    [InlineData("| a |")]
    public void Without_a_delimiter_row_bars_are_text(string markdown) =>
        Assert.DoesNotContain("<table", Rendered.Post(markdown), StringComparison.Ordinal);

    [Fact]
    public void Empty_rows_of_a_wide_table_cannot_be_multiplied_without_end()
    {
        var bomb = string.Concat(Enumerable.Repeat("|a", 200)) + "|\n" + string.Concat(Enumerable.Repeat("|-", 200)) + "|\n"
            + string.Concat(Enumerable.Repeat("||\n", 9_000));
        Assert.InRange(Rendered.Post(bomb).Length, 1, 100_000);
    }
}
