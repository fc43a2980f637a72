using System.IO.Compression;
using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Privacy;

/// <summary>
/// The contents of a member's data export: <c>README.md</c>, and what each room adds (<see cref="IMemberData"/>).
/// Contains nothing that others wrote, and thread titles only if the member may read them.
/// </summary>
public sealed class ExportContents(IDbContextFactory<ForumDb> databases, IEnumerable<IMemberData> rooms)
{
    private readonly IMemberData[] _rooms = [.. rooms.OrderBy(static room => room.Order)];

    /// <summary>Writes the export.</summary>
    /// <param name="progress">Called now and then with the progress, 0 to 1.</param>
    public async Task WriteAsync(Stream file, int memberId, Action<double> progress, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(progress);
        progress(0);
        await using var zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, null, cancellation);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var export = new MemberExport(zip, db, memberId, progress);
        await export.AddTextAsync("README.md", ReadMe(), cancellation);
        foreach (var room in _rooms)
            await room.ExportAsync(export, cancellation);
        await export.AddAccountAsync(cancellation);
        progress(1);
    }

    private string ReadMe() => $"""
        # Your data

        - `account.json`: your account, profile and settings, the devices you're signed in on, who you follow and block, and which boards you ignore.
        {string.Join('\n', _rooms.SelectMany(static room => room.Files).Select(static line => $"- {line}"))}

        Times are in UTC. Private keys, password hashes and what other people wrote aren't included.

        """;
}
