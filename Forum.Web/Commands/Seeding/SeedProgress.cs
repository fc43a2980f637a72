using System.Globalization;
using Spectre.Console;

namespace Forum.Web.Commands.Seeding;

/// <summary>Receives the progress of the seed.</summary>
internal interface ISeedProgress
{
    /// <summary>A message for the person at the console.</summary>
    void Say(string sentence);

    /// <summary>A step begins.</summary>
    void Begin(string what, long total);

    /// <summary>This many more items of the step are done.</summary>
    void Advance(long more);
}

/// <summary>Writes a line every ten percent, for a file or a log.</summary>
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

/// <summary>Shows a progress bar for each step, for a terminal.</summary>
internal sealed class SeedProgressBars(ProgressContext bars) : ISeedProgress
{
    private ProgressTask? _part;

    public void Say(string sentence) => AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{sentence}");

    public void Begin(string what, long total) => _part = bars.AddTask(what, maxValue: total);

    public void Advance(long more) => _part?.Increment(more);

    /// <summary>Runs something with progress bars in a terminal, and with lines elsewhere.</summary>
    public static Task ShowAsync(Func<ISeedProgress, Task> run) => Console.IsOutputRedirected
        ? run(new PlainSeedProgress())
        : AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(bars => run(new SeedProgressBars(bars)));
}
