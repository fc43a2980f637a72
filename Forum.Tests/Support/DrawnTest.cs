using Bunit;
using Forum.Web.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Support;

/// <summary>The base of component tests that need only parameters and texts.</summary>
public abstract class DrawnTest : BunitContext
{
    protected DrawnTest()
    {
        Services.AddLocalization();
        Services.AddLogging();
        JSInterop.Mode = JSRuntimeMode.Loose;
        this.AddBunitPersistentComponentState();
    }

    protected static DateTimeOffset At { get; } = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    protected static string Link(int page) => Links.Board("general", page);
}
