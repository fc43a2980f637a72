using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Forum.Tests.Support.SlowFirst))]

namespace Forum.Tests.Support;

/// <summary>Starts the slow classes first: otherwise the run ends with one of them alone, while the other threads have nothing left.</summary>
public sealed class SlowFirst : ITestCollectionOrderer
{
    private const string NameBegins = "Test collection for ";

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(static tests => IsSlow(tests.TestCollectionDisplayName) ? 0 : 1)];

    // A class that names no collection is one by itself: "Test collection for Forum.Tests.Browser.ChatTests (id: 1f…)".
    private static bool IsSlow(string name) => name.StartsWith(NameBegins, StringComparison.Ordinal)
        && typeof(SlowFirst).Assembly.GetType(name[NameBegins.Length..].Split(' ')[0]) is { } tests
        && tests.GetCustomAttributes<TraitAttribute>(inherit: true).Any(static trait => trait is { Name: "Pace", Value: "slow" });
}
