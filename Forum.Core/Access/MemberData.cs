using Forum.Core.Data;

namespace Forum.Core.Access;

/// <summary>
/// What a room holds about members: its part of their data exports, and what it deletes with an account. Every table that
/// names a member belongs to one; a test fails otherwise.
/// </summary>
[ExtensionPoint]
public interface IMemberData
{
    /// <summary>The entity types it's responsible for.</summary>
    IReadOnlyCollection<Type> Tables { get; }

    /// <summary>A Markdown line for each file it adds to an export, such as <c>`chat.json`: your chat messages.</c></summary>
    IReadOnlyList<string> Files => [];

    /// <summary>Lower numbers come first in an export and last when an account is deleted.</summary>
    int Order => 0;

    /// <summary>Adds what the member may have: nothing that others wrote, and nothing secret.</summary>
    Task ExportAsync(MemberExport export, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>
    /// Deletes the rows that are about the member or say who it was, in the transaction that deletes the account. The
    /// member's own row and what refers to it from content remain.
    /// </summary>
    Task ForgetAsync(WriteScope scope, int memberId, CancellationToken cancellation) => Task.CompletedTask;
}

/// <summary>
/// A member's content that is removed before the account is deleted, in many small transactions because there may be a
/// lot of it.
/// </summary>
[ExtensionPoint]
public interface IMemberContent
{
    /// <summary>Whether it's always removed, or only if the settings say so.</summary>
    bool AlwaysGoes => false;

    /// <summary>Removes the next few. Called until nothing is left, or the member has changed their mind.</summary>
    /// <param name="after">What the previous call returned; 0 at first.</param>
    /// <returns>The key of the last one; null if there was none.</returns>
    Task<long?> RemoveNextAsync(WriteScope scope, int memberId, long after, CancellationToken cancellation);
}
