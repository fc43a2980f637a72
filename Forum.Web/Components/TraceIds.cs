using System.Diagnostics;

namespace Forum.Web.Components;

/// <summary>The ids of requests.</summary>
public static class TraceIds
{
    /// <summary>The id that a person can report, to find the line in the log.</summary>
    public static string Of(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
}
