namespace Forum.Bench;

/// <summary>Open circuits with the chat, opened and driven by the load generator.</summary>
internal sealed class OpenCircuits(Plan plan)
{
    public Task MeasureAsync(Report report)
    {
        report.Section("Circuits", $"{plan.OpenCircuits} circuits.");
        return Task.CompletedTask;
    }
}
