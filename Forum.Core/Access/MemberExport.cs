using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Forum.Core.Data;

namespace Forum.Core.Access;

/// <summary>A member's data export while the rooms add their parts to it (<see cref="IMemberData"/>).</summary>
/// <param name="zip">The file.</param>
/// <param name="db">The database to read from.</param>
/// <param name="memberId">The member.</param>
/// <param name="progress">Receives the progress, 0 to 1.</param>
public sealed class MemberExport(ZipArchive zip, ForumDb db, int memberId, Action<double> progress)
{
    // For people, not browsers, so letters of all scripts stay unescaped.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject _account = [];

    /// <summary>The database to read from.</summary>
    public ForumDb Db { get; } = db;

    /// <summary>The member whose data it is.</summary>
    public int MemberId { get; } = memberId;

    /// <summary>Reports the progress of a part that takes a while.</summary>
    /// <param name="share">From 0 to 1.</param>
    public void Report(double share) => progress(share);

    /// <summary>Adds an object's properties to <c>account.json</c>, which the rooms share.</summary>
    public void AddToAccount(object properties)
    {
        var added = JsonSerializer.SerializeToNode(properties, Json)!.AsObject();
        foreach (var (name, value) in added.ToList())
        {
            added.Remove(name);
            _account.Add(name, value);
        }
    }

    /// <summary>Adds a JSON file.</summary>
    /// <typeparam name="T">The type of its content.</typeparam>
    public Task AddJsonAsync<T>(string name, T value, CancellationToken cancellation) =>
        AddAsync(name, stream => JsonSerializer.SerializeAsync(stream, value, Json, cancellation), cancellation);

    /// <summary>Adds a text file.</summary>
    public Task AddTextAsync(string name, string text, CancellationToken cancellation) => AddFileAsync(name, Encoding.UTF8.GetBytes(text), cancellation);

    /// <summary>Adds a file.</summary>
    public Task AddFileAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        AddAsync(name, stream => stream.WriteAsync(content, cancellation).AsTask(), cancellation);

    /// <summary>Writes <c>account.json</c>, once all rooms have added to it.</summary>
    internal Task AddAccountAsync(CancellationToken cancellation) => AddJsonAsync("account.json", _account, cancellation);

    private async Task AddAsync(string name, Func<Stream, Task> write, CancellationToken cancellation)
    {
        await using var entry = await zip.CreateEntry(name).OpenAsync(cancellation);
        await write(entry);
    }
}
