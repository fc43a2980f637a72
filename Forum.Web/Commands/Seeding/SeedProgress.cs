using System.Globalization;
using Spectre.Console;

namespace Forum.Web.Commands.Seeding;

/// <summary>Is told how far the seed is.</summary>
internal interface ISeedProgress
{
    /// <summary>A sentence for the person at the console.</summary>
    void Say(string sentence);

    /// <summary>A part begins.</summary>
    void Begin(string what, long total);

    /// <summary>So many more of the part are done.</summary>
    void Advance(long more);
}

/// <summary>A line every tenth of the way, for a file or a log.</summary>
internal sealed class PlainSeedProgress : ISeedProgress
{
    private string _what = "";
    private long _total;
    private long _done;

    public void Say(string sentence) => Console.WriteLine(sentence);

    public void Begin(string what, long total) => (_what, _total, _done) = (what, total, 0);

    public void Advance(long more)
    {
        var before = _done * 10 / _total;
        _done += more;
        if (_done * 10 / _total > before)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_what}: {_done:N0} of {_total:N0}"));
    }
}

/// <summary>A bar for each part, for a terminal.</summary>
internal sealed class SeedProgressBars(ProgressContext bars) : ISeedProgress
{
    private ProgressTask? _part;

    public void Say(string sentence) => AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{sentence}");

    public void Begin(string what, long total) => _part = bars.AddTask(what, maxValue: total);

    public void Advance(long more) => _part?.Increment(more);

    /// <summary>Runs something that is shown with bars where there is a terminal, and with lines where there is none.</summary>
    public static Task ShowAsync(Func<ISeedProgress, Task> run) => Console.IsOutputRedirected
        ? run(new PlainSeedProgress())
        : AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(bars => run(new SeedProgressBars(bars)));
}
