using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Forum.Tests.Support.SlowEarly))]

namespace Forum.Tests.Support;

/// <summary>
/// Spreads the slow classes over the first part of the run. In random order, one of them may run alone at the end; all at
/// the beginning, they wait for each other.
/// </summary>
public sealed class SlowEarly : ITestCollectionOrderer
{
    private const string NameBegins = "Test collection for ";
    private const double PartWithSlowOnes = 0.7;

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection
    {
        var isSlow = testCollections.ToLookup(static tests => IsSlow(tests.TestCollectionDisplayName));
        return [.. Places(isSlow[true], PartWithSlowOnes).Concat(Places(isSlow[false], 1)).OrderBy(static one => one.Place).Select(static one => one.Tests)];
    }

    private static IEnumerable<(double Place, T Tests)> Places<T>(IEnumerable<T> all, double part)
    {
        var list = all.ToList();
        return list.Select((tests, i) => (part * i / list.Count, tests));
    }

    // A class without a named collection is its own: "Test collection for Forum.Tests.Browser.ChatTests (id: 1f…)".
    private static bool IsSlow(string name) => name.StartsWith(NameBegins, StringComparison.Ordinal)
        && typeof(SlowEarly).Assembly.GetType(name[NameBegins.Length..].Split(' ')[0]) is { } tests
        && tests.GetCustomAttributes<TraitAttribute>(inherit: true).Any(static trait => trait is { Name: "Pace", Value: "slow" });
}
