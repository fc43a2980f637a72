using System.Globalization;
using System.Text;

namespace Forum.Bench;

/// <summary>The report as Markdown, saved after each part: an aborted run loses nothing.</summary>
internal sealed class Report
{
    private readonly StringBuilder _text = new();
    private readonly DateTime _started = DateTime.UtcNow;

    public void Head(Plan plan, IReadOnlyList<string> machine)
    {
        Line($"# Measured on {_started.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC");
        Line();
        foreach (var line in machine)
            Line($"- {line}");
        Line($"- Database: {plan.Posts.ToString("N0", CultureInfo.InvariantCulture)} posts unless noted, {SeededForum.Members} members; published build (ReadyToRun, compiled model), default settings except for the limits: {string.Join(' ', SeededForum.Settings)}.");
        Line($"- Load: wrk on the same two cores, 16 connections, {plan.Seconds} s each, {plan.Rounds} rounds; medians, with the lowest and highest in parentheses.");
    }

    public void Section(string title, params string[] words)
    {
        Line();
        Line($"## {title}");
        foreach (var word in words)
        {
            Line();
            Line(word);
        }

        Console.WriteLine($"-- {title}");
    }

    public void Table(params string[] heads)
    {
        Line();
        Row(heads);
        Line("|" + string.Concat(Enumerable.Repeat(" --- |", heads.Length)));
    }

    public void Row(params string[] cells)
    {
        Line("| " + string.Join(" | ", cells) + " |");
        Console.WriteLine("   " + string.Join("  ", cells));
    }

    public void Say(string sentence)
    {
        Line();
        Line(sentence);
        Console.WriteLine("   " + sentence);
    }

    public void Foot(TimeSpan took) => Say(string.Create(CultureInfo.InvariantCulture, $"The run took {took.TotalMinutes:0.0} minutes."));

    public string Save(string folder)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, _started.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + ".md");
        File.WriteAllText(file, _text.ToString());
        return file;
    }

    private void Line(string text = "") => _text.Append(text).Append('\n');
}
